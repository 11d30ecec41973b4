// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_layout.h"

#include "ui/plots/figure_curves.h"
#include "ui/plots/figure_marks.h"
#include "ui/plots/figure_matrix.h"
#include "ui/plots/figure_ranges.h"
#include "ui/plots/figure_time_ticker.h"
#include "ui/style/text.h"

#include <QFontInfo>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr double HeaderStretch = 0.001; // a header takes what it needs, the panels share the rest

/// The panel's names and axes without its data.
FigurePanel frameOf(const FigurePanel& panel)
{
    return {panel.title, panel.x, panel.y, {}, {}, {}, panel.categories, {}};
}

} // namespace

int FigureStyle::em() const
{
    return QFontInfo(font).pixelSize();
}

FigureStyle screenStyle(const QWidget& widget)
{
    return {FigureStyle::Medium::Screen, groundOf(widget.palette()), widget.font(), 1.0};
}

FigureStyle printStyle(double fontPoints, double linePoints)
{
    QFont font;
    font.setFamilies({QStringLiteral("Arial"), QStringLiteral("Liberation Sans"), QStringLiteral("DejaVu Sans")});
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(fontPoints * UnitsPerPoint))));
    return {FigureStyle::Medium::Print, Ground::Light, font, linePoints * UnitsPerPoint};
}

void FigureLayout::build(const Figure& figure, const FigureStyle& style)
{
    m_style = style;
    clear();
    m_plot.setBackground(plotBackground(style.ground));
    m_plot.setFont(style.font);
    m_plot.setLocale(QLocale::c());
    m_margins = new QCPMarginGroup(&m_plot);
    const int em = style.em();
    m_plot.plotLayout()->setRowSpacing(em / 4);
    m_plot.plotLayout()->setMargins(QMargins(em / 2, em / 2, em / 2, em / 2));
    m_frame = {figure.title, {}, figure.sharedX};
    for (std::size_t i = 0; i < figure.panels.size(); ++i) {
        m_frame.panels.push_back(frameOf(figure.panels[i]));
        const bool carriesX = !figure.sharedX || i + 1 == figure.panels.size();
        addPanel(figure.panels[i], carriesX ? XLabels::Shown : XLabels::Hidden);
    }
    if (figure.sharedX)
        shareWholeX();
}

void FigureLayout::shareWholeX()
{
    if (m_panels.empty())
        return;
    QCPRange whole = m_panels.front().wholeX;
    for (const LaidPanel& panel : m_panels)
        whole.expand(panel.wholeX);
    for (LaidPanel& panel : m_panels) {
        panel.wholeX = whole;
        panel.x->setRange(whole);
    }
}

void FigureLayout::clear()
{
    m_panels.clear();
    m_plot.clearPlottables();
    m_plot.clearItems();
    m_plot.plotLayout()->clear();
    delete m_margins;
    m_margins = nullptr;
}

void FigureLayout::addPanel(const FigurePanel& panel, XLabels labels)
{
    LaidPanel laid;
    laid.cloud = isCloud(panel);
    laid.wholeX = wholeRangeX(panel);
    laid.wholeY = wholeRangeY(panel);
    laid.rect = new QCPAxisRect(&m_plot);
    laid.rect->setLayer(QStringLiteral("background"));
    laid.x = laid.rect->axis(QCPAxis::atBottom);
    laid.y = laid.rect->axis(QCPAxis::atLeft);
    laid.rect->setMarginGroup(QCP::msLeft | QCP::msRight, m_margins);
    laid.rect->setMinimumMargins(QMargins(0, 0, m_style.em(), 0));

    addHeader(panel, laid);
    m_plot.plotLayout()->addElement(m_plot.plotLayout()->rowCount(), 0, laid.rect);
    styleAxis(laid.x, panel.x);
    styleAxis(laid.y, panel.y);
    laid.x->setRange(laid.wholeX);
    laid.y->setRange(laid.wholeY);
    if (labels == XLabels::Hidden) {
        laid.x->setLabel({});
        laid.x->setTickLabels(false);
    } else if (panel.x.ticks != TimeTicks::None) {
        labelTimes(laid.x);
    }
    if (!panel.spans.empty())
        new SpanMarks(laid.rect, panel.spans, m_style);
    if (panel.matrix) {
        layMatrixAxes(laid, *panel.matrix);
        new MatrixCells(laid, *panel.matrix, m_style);
    }
    addCurves(m_plot, panel, laid, m_style);
    addRules(m_plot, panel, laid, m_style);
    m_panels.push_back(laid);
}

void FigureLayout::addHeader(const FigurePanel& panel, LaidPanel& laid)
{
    const bool named =
        std::any_of(panel.curves.begin(), panel.curves.end(),
                    [&](const FigureCurve& curve) { return isListed(curve, panel); }) ||
        std::any_of(panel.rules.begin(), panel.rules.end(), [](const FigureRule& rule) { return !rule.name.empty(); });
    if (m_style.titles == PanelTitles::Hidden || (panel.title.empty() && !named))
        return;
    auto* header = new QCPLayoutGrid;
    header->setColumnSpacing(m_style.em());
    const int row = m_plot.plotLayout()->rowCount();
    m_plot.plotLayout()->addElement(row, 0, header);
    m_plot.plotLayout()->setRowStretchFactor(row, HeaderStretch);
    if (!panel.title.empty()) {
        laid.title = new QCPTextElement(&m_plot, shown(panel.title), m_style.font);
        laid.title->setTextColor(plotForeground(m_style.ground));
        laid.title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
        header->addElement(0, header->columnCount(), laid.title);
    }
    if (!named)
        return;
    header->addElement(0, header->columnCount(), new QCPLayoutElement(&m_plot)); // pushes the legend to the right
    laid.legend = new QCPLegend;
    header->addElement(0, header->columnCount(), laid.legend);
    header->setColumnStretchFactor(header->columnCount() - 1, HeaderStretch);
    laid.legend->setLayer(QStringLiteral("legend"));
    laid.legend->setBorderPen(Qt::NoPen);
    laid.legend->setBrush(Qt::NoBrush);
    laid.legend->setMargins(QMargins());
    laid.legend->setFont(m_style.font);
    laid.legend->setTextColor(plotForeground(m_style.ground));
    laid.legend->setIconSize(3 * m_style.em() / 2, 5 * m_style.em() / 4); // a line as high as its icon: room for a g
    laid.legend->setIconTextPadding(m_style.em() / 3);
    laid.legend->setColumnSpacing(m_style.em());
    laid.legend->setRowSpacing(0);
    laid.legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
}

void FigureLayout::styleAxis(QCPAxis* axis, const FigureAxis& described) const
{
    const bool print = m_style.medium == FigureStyle::Medium::Print;
    const QColor ink = plotForeground(m_style.ground);
    const QPen pen(ink, print ? 0.5 * UnitsPerPoint : 1.0);
    const int em = m_style.em();
    axis->setLayer(QStringLiteral("axes"));
    axis->grid()->setLayer(QStringLiteral("grid"));
    axis->grid()->setVisible(!print);
    axis->grid()->setPen(QPen(plotFaint(m_style.ground), 1.0));
    axis->grid()->setZeroLinePen(Qt::NoPen);
    axis->setBasePen(pen);
    axis->setTickPen(pen);
    axis->setSubTickPen(pen);
    axis->setTickLength(0, em / 3);
    axis->setSubTickLength(0, em / 6);
    axis->setTickLabelPadding(em / 3);
    axis->setLabelPadding(em / 3);
    axis->setTickLabelFont(m_style.font);
    axis->setLabelFont(m_style.font);
    axis->setTickLabelColor(ink);
    axis->setLabelColor(ink);
    axis->setLabel(shown(described.label()));
    if (described.ticks != TimeTicks::None) {
        axis->setTicker(QSharedPointer<TimeTicker>::create(described));
    } else if (described.logarithmic) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        axis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        axis->setNumberFormat(QStringLiteral("eb"));
        axis->setNumberPrecision(0);
    } else {
        axis->setNumberFormat(QStringLiteral("gb"));
        axis->setNumberPrecision(6);
    }
}

/// The axis says what its times are written in, which changes with what is in view.
void FigureLayout::labelTimes(QCPAxis* axis)
{
    const auto refresh = [axis] { axis->setLabel(axis->ticker().staticCast<TimeTicker>()->labelOf(axis->range())); };
    QObject::connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), axis, refresh);
    refresh();
}

} // namespace wattline::ui
