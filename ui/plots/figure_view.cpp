// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_view.h"

#include "ui/plots/figure_view_impl.h"

#include <QVBoxLayout>

namespace wattline::ui {

void FigureView::Impl::applySelection()
{
    canvas.marks().selection = selection;
    canvas.redrawMarks();
}

void FigureView::Impl::build()
{
    FigureStyle style = screenStyle(view);
    style.titles = titles;
    canvas.build(figure, style);
    if (m_panel >= canvas.panels().size())
        m_gesture = Gesture::None; // the panel that is dragged in is gone
    applyMark();
    applyCursors();
}

void FigureView::Impl::applyMark()
{
    auto& ring = canvas.marks().ring;
    ring.reset();
    if (marked && marked->panel < figure.panels.size() && marked->curve < figure.panels[marked->panel].curves.size()) {
        const FigureCurve& cloud = figure.panels[marked->panel].curves[marked->curve];
        if (marked->point < cloud.x.size() && marked->point < cloud.y.size())
            ring = {canvas.panels()[marked->panel].rect, {cloud.x[marked->point], cloud.y[marked->point]}};
    }
}

void FigureView::Impl::changeView(const std::function<void()>& change)
{
    if (canvas.panels().empty())
        return;
    change();
    if (verticalScale == VerticalScale::Adapt)
        canvas.adaptVertically();
}

/// Shows again what was in view, wherever that was not the whole.
void FigureView::Impl::keepView(const FigureCanvas::View& before, const FigureCanvas::View& whole)
{
    FigureCanvas::View kept = canvas.view();
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (canvas.panels()[i].cloud && before[i].second != whole[i].second)
            kept[i].second = before[i].second;
    }
    canvas.setView(kept);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (before[i].first != whole[i].first)
            canvas.showX(i, before[i].first);
    }
}

QPointF FigureView::Impl::middle() const
{
    return canvas.panels().front().rect->rect().center();
}

FigureView::FigureView(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this))
{
    setFocusPolicy(Qt::StrongFocus);
    QCustomPlot& plot = m_impl->plot;
    plot.setObjectName(QStringLiteral("plot"));
    plot.setFocusPolicy(Qt::NoFocus);
    plot.setMouseTracking(true);
    plot.setAccessibleName(tr("Plot"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(&plot);
    connect(&plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) { m_impl->press(event); });
    connect(&plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { m_impl->move(event); });
    connect(&plot, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) { m_impl->release(event); });
    connect(&plot, &QCustomPlot::afterReplot, this, &FigureView::viewDrawn);
    connect(&plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) { m_impl->wheel(event); });
    m_impl->build();
}

FigureView::~FigureView() = default;

void FigureView::setFigure(Figure figure, ViewRange range)
{
    FigureCanvas::View before = m_impl->canvas.view();
    FigureCanvas::View whole = m_impl->canvas.wholeView();
    const bool shared = m_impl->figure.sharedX && figure.sharedX && !before.empty() && !figure.panels.empty();
    if (shared) { // lanes come and go, the stretch of x in view stays
        before.resize(figure.panels.size(), before.front());
        whole.resize(figure.panels.size(), whole.front());
    }
    const bool keep = range == ViewRange::Keep && before.size() == figure.panels.size();
    if (range == ViewRange::FitAll)
        setSelection(std::nullopt);
    m_impl->figure = std::move(figure);
    m_impl->marked.reset();
    setHandles({}); // they were of the other figure
    m_impl->build();
    setAccessibleDescription(QString::fromStdString(m_impl->figure.title));
    if (keep)
        m_impl->keepView(before, whole);
    else
        m_impl->canvas.forgetViews();
    m_impl->canvas.redraw();
    m_impl->changeView([] {}); // a scale that follows the view follows this one too
}

const Figure& FigureView::figure() const
{
    return m_impl->figure;
}

void FigureView::setSelection(std::optional<FigureSpan> selection)
{
    m_impl->selection = selection;
    m_impl->applySelection();
}

void FigureView::setMarkedPoint(std::optional<std::size_t> panel, std::size_t curve, std::size_t point)
{
    m_impl->marked = panel ? std::optional(FigureCanvas::Hit{*panel, curve, point}) : std::nullopt;
    m_impl->applyMark();
    m_impl->canvas.redrawMarks();
}

void FigureView::hideTitles()
{
    m_impl->titles = PanelTitles::Hidden;
    m_impl->build();
}

QRect FigureView::panelArea(std::size_t panel) const
{
    if (panel >= m_impl->canvas.panels().size() || !m_impl->canvas.isDrawn())
        return {};
    return m_impl->canvas.panels()[panel].rect->rect().translated(m_impl->plot.pos());
}

std::pair<double, double> FigureView::visibleRange() const
{
    if (m_impl->canvas.panels().empty())
        return {0.0, 0.0};
    const QCPRange range = m_impl->canvas.panels().front().x->range();
    return {range.lower, range.upper};
}

void FigureView::rememberView()
{
    m_impl->canvas.rememberView();
}

void FigureView::showRange(double begin, double end, Remember remember)
{
    m_impl->changeView([&] {
        if (remember == Remember::View)
            m_impl->canvas.rememberView();
        m_impl->canvas.showX(0, {begin, end});
    });
}

void FigureView::fitAll()
{
    m_impl->changeView([&] {
        m_impl->canvas.rememberView();
        m_impl->canvas.setView(m_impl->canvas.wholeView());
    });
}

void FigureView::zoomBy(double factor)
{
    m_impl->changeView([&] {
        m_impl->canvas.rememberView();
        m_impl->canvas.zoom(0, 1.0 / factor, m_impl->middle());
    });
}

void FigureView::previousView()
{
    m_impl->changeView([&] { m_impl->canvas.previousView(); });
}

void FigureView::nextView()
{
    m_impl->changeView([&] { m_impl->canvas.nextView(); });
}

void FigureView::setVerticalScale(VerticalScale scale)
{
    m_impl->verticalScale = scale;
    m_impl->changeView([this] { m_impl->canvas.setView(m_impl->canvas.view()); });
}

void FigureView::setRangeSelection(RangeSelection selection)
{
    m_impl->rangeSelection = selection;
}

void FigureView::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_impl->leaveHandle();
    emit pointerLeft();
}

void FigureView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    const FigureCanvas::View before = m_impl->canvas.view();
    m_impl->build();
    m_impl->changeView([&] { m_impl->canvas.setView(before); });
}

void FigureView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_impl->canvas.layout().fitInto(size());
    m_impl->canvas.redraw();
}

} // namespace wattline::ui
