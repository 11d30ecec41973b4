// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_layout.h"
#include "ui/style/text.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace wattline::ui {

namespace {

/// As many columns as fit beside the title, at least one.
void fitLegend(const LaidPanel& laid, int width)
{
    const QFontMetrics metrics(laid.legend->font());
    int widest = 1;
    for (int i = 0; i < laid.legend->itemCount(); ++i) {
        if (auto* item = qobject_cast<QCPPlottableLegendItem*>(laid.legend->item(i)))
            widest = std::max(widest, metrics.horizontalAdvance(item->plottable()->name()));
    }
    const int column =
        widest + laid.legend->iconSize().width() + laid.legend->iconTextPadding() + laid.legend->columnSpacing();
    const int taken = laid.title != nullptr ? metrics.horizontalAdvance(laid.title->text()) + metrics.height() : 0;
    laid.legend->setWrap(std::max(1, (width - taken) / column));
    laid.legend->setFillOrder(QCPLayoutGrid::foColumnsFirst); // what stands in it already is arranged anew
}

/// The words on as few lines as keep them within `room`; a longer word stands alone.
QString wrapped(const QString& name, int room, const QFontMetrics& metrics)
{
    QString lines;
    QString line;
    for (const QString& word : name.split(QLatin1Char(' '))) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
        if (!line.isEmpty() && metrics.horizontalAdvance(longer) > room) {
            lines += line + QLatin1Char('\n');
            line = word;
        } else {
            line = longer;
        }
    }
    return lines + line;
}

int widestWord(const QString& name, const QFontMetrics& metrics)
{
    int widest = 0;
    for (const QString& word : name.split(QLatin1Char(' ')))
        widest = std::max(widest, metrics.horizontalAdvance(word));
    return widest;
}

/// How category names stand below their axis.
struct CategoryNames {
    QStringList names;
    double degrees = 0.0;
    int height = 0; ///< in layout units
};

/// On one line or wrapped, where that is hardly higher than two fifths of the panel; else slanted, or in print upright
/// where they would begin left of the figure. Where they are still too high they lose their middle: names often differ
/// at the end alone. In print, where nobody can point at a name to see the whole, names may take whatever leaves the
/// panel some lines.
CategoryNames arranged(const std::vector<std::string>& names, QSize size, FigureStyle::Medium medium,
                       const QFontMetrics& metrics)
{
    constexpr double Slant = 50.0;
    const bool print = medium == FigureStyle::Medium::Print;
    const int room = size.width() / std::max<int>(1, static_cast<int>(names.size())) - metrics.averageCharWidth();
    const int most = 2 * size.height() / 5;
    const int line = metrics.height();
    CategoryNames laid;
    int longest = 0;
    int word = 0;
    int lines = 1;
    for (const std::string& name : names) {
        laid.names << wrapped(shown(name), room, metrics);
        lines = std::max(lines, static_cast<int>(laid.names.back().count(QLatin1Char('\n'))) + 1);
        longest = std::max(longest, metrics.horizontalAdvance(shown(name)));
        word = std::max(word, widestWord(shown(name), metrics));
    }
    laid.height = lines * line;
    if (word <= room && laid.height <= std::max(most + line, 2 * line))
        return laid;
    const double across = std::cos(Slant * std::numbers::pi / 180.0) * longest;
    laid.degrees = print && across > room / 2 + 4 * line ? -90.0 : -Slant;
    const double sine = std::sin(-laid.degrees * std::numbers::pi / 180.0);
    const int high = print ? size.height() - 5 * line : most - line;
    const int length = std::max(3 * line, static_cast<int>(high / sine));
    for (int i = 0; i < laid.names.size(); ++i)
        laid.names[i] = metrics.elidedText(shown(names[static_cast<std::size_t>(i)]), Qt::ElideMiddle, length);
    laid.height = static_cast<int>(std::min(longest, length) * sine) + line;
    return laid;
}

/// Returns how high the names are.
int fitCategories(const std::vector<std::string>& names, const LaidPanel& laid, QSize size, FigureStyle::Medium medium)
{
    const CategoryNames arrangement = arranged(names, size, medium, QFontMetrics(laid.x->tickLabelFont()));
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (int i = 0; i < arrangement.names.size(); ++i)
        ticker->addTick(i, arrangement.names[i]);
    laid.x->setTicker(ticker);
    laid.x->setTickLabelRotation(arrangement.degrees);
    laid.x->grid()->setVisible(false);
    return arrangement.height;
}

/// The label with its unit on one line or, where there may be more, on up to `lines`, the unit alone, or nothing:
/// whatever is no longer than its axis.
QString labelThatFits(const FigureAxis& axis, int room, int lines, const QFontMetrics& metrics)
{
    const QString whole = shown(axis.label());
    const QString unit = shown(axis.unit);
    for (const QString& label : {whole, wrapped(whole, room, metrics), unit, wrapped(unit, room, metrics)}) {
        if (label.count(QLatin1Char('\n')) < lines && metrics.size(0, label).width() <= room)
            return label;
    }
    return {};
}

} // namespace

/// With one axis for all panels only the lowest carries its labels; it gets the room for them on top of what each
/// panel gets, so that all are equally high inside.
void FigureLayout::levelHeights(int height) const
{
    const QCPAxis* axis = m_panels.back().x;
    const int lines = m_frame.panels.back().x.ticks == TimeTicks::Clock ? 2 : 1; // the date stands below
    const int labels = lines * QFontMetrics(axis->tickLabelFont()).height() + QFontMetrics(axis->labelFont()).height() +
                       axis->tickLabelPadding() + axis->labelPadding();
    QCPLayoutGrid* grid = m_plot.plotLayout();
    for (int row = 0; row < grid->rowCount(); ++row) {
        if (grid->element(row, 0) == m_panels.back().rect)
            grid->setRowStretchFactor(row, 1.0 + labels / std::max(1.0, static_cast<double>(height)));
    }
}

/// Returns how high the inside of the panel is, once title, names, numbers and, unless on the screen the panel is too
/// low for it, the label of the x axis have their room.
int FigureLayout::fitAcross(std::size_t panel, QSize size)
{
    const LaidPanel& laid = m_panels[panel];
    const FigurePanel& frame = m_frame.panels[panel];
    const int em = m_style.em();
    if (laid.legend != nullptr)
        fitLegend(laid, size.width());
    int ticks = 0;
    if (!frame.categories.empty()) {
        ticks = fitCategories(frame.categories, laid, size, m_style.medium);
    } else {
        laid.x->ticker()->setTickCount(std::clamp(size.width() / (7 * em), 2, 10));
        ticks = laid.x->tickLabels() ? QFontMetrics(laid.x->tickLabelFont()).height() : 0;
    }
    if (m_frame.sharedX && m_panels.size() > 1)
        return size.height() - em; // the lowest carries the labels of all, in room of its own: levelHeights()
    const int title = laid.legend != nullptr || laid.title != nullptr ? 3 * em / 2 : 0;
    const int inside = size.height() - ticks - title - em;
    if (laid.x->tickLabels() && frame.x.ticks == TimeTicks::None) // else it is not there, or changes with the view
        laid.x->setLabel(inside < 5 * em && m_style.medium == FigureStyle::Medium::Screen ? QString()
                                                                                          : shown(frame.x.label()));
    return laid.x->label().isEmpty() ? inside : inside - QFontMetrics(laid.x->labelFont()).height();
}

void FigureLayout::fitInto(QSize size)
{
    const int em = m_style.em();
    const int width = std::max(em, size.width() - 6 * em);
    const int height = size.height() / std::max<int>(1, static_cast<int>(m_panels.size())) - em;
    if (m_frame.sharedX && m_panels.size() > 1)
        levelHeights(height - em);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const LaidPanel& laid = m_panels[i];
        const int inside = fitAcross(i, {width, height});
        const int lines = m_panels.size() > 1 ? 1 : 3; // panels below each other share a narrow margin
        laid.y->setLabel(labelThatFits(m_frame.panels[i].y, inside, lines, QFontMetrics(laid.y->labelFont())));
        laid.y->ticker()->setTickCount(std::clamp(inside / (3 * em), 2, 7));
    }
}

} // namespace wattline::ui
