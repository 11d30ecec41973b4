// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_layout.h"
#include "ui/style/text.h"

#include <QFontMetrics>
#include <algorithm>

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

/// Category names on one line, else with a line for each word, else slanted.
void fitCategories(const std::vector<std::string>& names, const LaidPanel& laid, int width)
{
    const QFontMetrics metrics(laid.x->tickLabelFont());
    const int room = width / std::max<int>(1, static_cast<int>(names.size())) - metrics.averageCharWidth();
    int line = 0;
    int word = 0;
    for (const std::string& name : names) {
        line = std::max(line, metrics.horizontalAdvance(shown(name)));
        for (const QString& part : shown(name).split(QLatin1Char(' ')))
            word = std::max(word, metrics.horizontalAdvance(part));
    }
    const bool broken = line > room && word <= room;
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (std::size_t i = 0; i < names.size(); ++i) {
        QString text = shown(names[i]);
        if (broken)
            text.replace(QLatin1Char(' '), QLatin1Char('\n'));
        ticker->addTick(static_cast<double>(i), text);
    }
    laid.x->setTicker(ticker);
    laid.x->setTickLabelRotation(line > room && !broken ? -50.0 : 0.0);
    laid.x->grid()->setVisible(false);
}

/// The label with its unit, the unit alone, or nothing: whatever is no longer than its axis.
QString labelThatFits(const FigureAxis& axis, int room, const QFontMetrics& metrics)
{
    for (const std::string& label : {axis.label(), axis.unit}) {
        if (metrics.horizontalAdvance(shown(label)) <= room)
            return shown(label);
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

void FigureLayout::fitInto(QSize size)
{
    const int em = m_style.em();
    const int width = std::max(em, size.width() - 6 * em);
    const int height = size.height() / std::max<int>(1, static_cast<int>(m_panels.size())) - 2 * em;
    if (m_frame.sharedX && m_panels.size() > 1)
        levelHeights(height);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const LaidPanel& laid = m_panels[i];
        const FigurePanel& frame = m_frame.panels[i];
        if (laid.legend != nullptr)
            fitLegend(laid, width);
        if (!frame.categories.empty())
            fitCategories(frame.categories, laid, width);
        else
            laid.x->ticker()->setTickCount(std::clamp(width / (7 * em), 2, 10));
        laid.y->setLabel(labelThatFits(frame.y, height, QFontMetrics(laid.y->labelFont())));
        laid.y->ticker()->setTickCount(std::clamp(height / (3 * em), 2, 7));
    }
}

} // namespace wattline::ui
