// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_view.h"

#include "ui/plots/figure_canvas.h"

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr double StepFactor = 0.8; // of one notch of the wheel or one press of +

} // namespace

class FigureView::Impl {
public:
    explicit Impl(FigureView& owner) : view(owner), canvas(plot) {}

    void build() { canvas.build(figure, screenStyle(view)); }
    void applySelection();
    void press(QMouseEvent* event);
    void move(QMouseEvent* event);
    void release(QMouseEvent* event);
    void wheel(QWheelEvent* event);
    void changeView(const std::function<void()>& change);
    QPointF middle() const;
    std::pair<double, double> dragged(QPointF to) const;

    FigureView& view;
    QCustomPlot plot;
    FigureCanvas canvas;
    Figure figure;
    std::optional<FigureSpan> selection;
    VerticalScale verticalScale = VerticalScale::Stay;

private:
    enum class Gesture { None, Press, Select, Pan };
    Gesture m_gesture = Gesture::None;
    std::size_t m_panel = 0;
    QPointF m_from;
    QElapsedTimer m_sinceWheel;
};

void FigureView::Impl::applySelection()
{
    canvas.marks().selection = selection;
    canvas.redrawMarks();
}

void FigureView::Impl::changeView(const std::function<void()>& change)
{
    if (canvas.panels().empty())
        return;
    change();
    if (verticalScale == VerticalScale::Adapt)
        canvas.adaptVertically();
}

QPointF FigureView::Impl::middle() const
{
    return canvas.panels().front().rect->rect().center();
}

std::pair<double, double> FigureView::Impl::dragged(QPointF to) const
{
    const LaidPanel& panel = canvas.panels()[m_panel];
    const auto inPanel = [&](double pixel) {
        return panel.x->pixelToCoord(std::clamp<double>(pixel, panel.rect->left(), panel.rect->right()));
    };
    return std::minmax({inPanel(m_from.x()), inPanel(to.x())});
}

void FigureView::Impl::press(QMouseEvent* event)
{
    view.setFocus(Qt::MouseFocusReason);
    const std::optional<std::size_t> panel = canvas.panelAt(event->position());
    if (!panel || m_gesture != Gesture::None)
        return;
    m_panel = *panel;
    m_from = event->position();
    if (event->button() == Qt::LeftButton) {
        m_gesture = Gesture::Press;
    } else if (event->button() == Qt::MiddleButton) {
        m_gesture = Gesture::Pan;
        canvas.rememberView();
        plot.setCursor(Qt::ClosedHandCursor);
    }
}

void FigureView::Impl::move(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_gesture == Gesture::Press && std::abs(at.x() - m_from.x()) >= 4.0)
        m_gesture = Gesture::Select;
    if (m_gesture == Gesture::Select) {
        const auto [begin, end] = dragged(at);
        selection = FigureSpan{begin, end, FigureSpan::Role::Selection};
        applySelection();
    } else if (m_gesture == Gesture::Pan) {
        changeView([&] { canvas.pan(m_panel, at - m_from); });
        m_from = at;
    }
    if (const std::optional<std::size_t> panel = canvas.panelAt(at)) {
        const LaidPanel& laid = canvas.panels()[*panel];
        emit view.pointerMoved(*panel, laid.x->pixelToCoord(at.x()), laid.y->pixelToCoord(at.y()));
    }
}

void FigureView::Impl::release(QMouseEvent* event)
{
    const Gesture ended = std::exchange(m_gesture, Gesture::None);
    plot.unsetCursor();
    if (ended == Gesture::Select) {
        const auto [begin, end] = dragged(event->position());
        emit view.rangeSelected(begin, end);
    } else if (ended == Gesture::Press) {
        if (const auto hit = canvas.pointAt(figure, event->position()))
            emit view.pointClicked(hit->panel, hit->curve, hit->point);
        else
            emit view.positionClicked(m_panel, canvas.panels()[m_panel].x->pixelToCoord(event->position().x()));
    }
}

void FigureView::Impl::wheel(QWheelEvent* event)
{
    constexpr qint64 OneGestureMilliseconds = 500;
    const std::optional<std::size_t> panel = canvas.panelAt(event->position());
    if (!panel)
        return;
    if (!m_sinceWheel.isValid() || m_sinceWheel.elapsed() > OneGestureMilliseconds)
        canvas.rememberView();
    m_sinceWheel.start();
    const double notches = event->angleDelta().y() / 120.0;
    changeView([&] { canvas.zoom(*panel, std::pow(StepFactor, notches), event->position()); });
    event->accept();
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
    connect(&plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) { m_impl->wheel(event); });
    m_impl->build();
}

FigureView::~FigureView() = default;

void FigureView::setFigure(Figure figure, ViewRange range)
{
    const FigureCanvas::View before = m_impl->canvas.view();
    const bool keep = range == ViewRange::Keep && before.size() == figure.panels.size();
    m_impl->figure = std::move(figure);
    m_impl->build();
    setAccessibleName(QString::fromStdString(m_impl->figure.title));
    if (keep) {
        for (std::size_t i = 0; i < before.size(); ++i)
            m_impl->canvas.showX(i, before[i].first);
    } else {
        m_impl->canvas.forgetViews();
    }
    m_impl->canvas.redraw();
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
    auto& ring = m_impl->canvas.marks().ring;
    ring.reset();
    if (panel && *panel < m_impl->figure.panels.size() && curve < m_impl->figure.panels[*panel].curves.size()) {
        const FigureCurve& cloud = m_impl->figure.panels[*panel].curves[curve];
        if (point < cloud.x.size() && point < cloud.y.size())
            ring = {m_impl->canvas.panels()[*panel].rect, {cloud.x[point], cloud.y[point]}};
    }
    m_impl->canvas.redrawMarks();
}

std::pair<double, double> FigureView::visibleRange() const
{
    if (m_impl->canvas.panels().empty())
        return {0.0, 0.0};
    const QCPRange range = m_impl->canvas.panels().front().x->range();
    return {range.lower, range.upper};
}

void FigureView::showRange(double begin, double end)
{
    m_impl->changeView([&] {
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
    m_impl->canvas.previousView();
}

void FigureView::nextView()
{
    m_impl->canvas.nextView();
}

void FigureView::setVerticalScale(VerticalScale scale)
{
    m_impl->verticalScale = scale;
    if (scale == VerticalScale::Adapt)
        m_impl->canvas.adaptVertically();
}

void FigureView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    const FigureCanvas::View before = m_impl->canvas.view();
    m_impl->build();
    m_impl->canvas.setView(before);
}

void FigureView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_impl->canvas.layout().fitInto(size());
    m_impl->canvas.redraw();
}

void FigureView::keyPressEvent(QKeyEvent* event)
{
    const auto pan = [this](double share) {
        m_impl->changeView([&] {
            m_impl->canvas.pan(0, {share * m_impl->canvas.panels().front().rect->width(), 0.0});
        });
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return pan(0.1);
    case Qt::Key_Right:
        return pan(-0.1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.0 / StepFactor);
    case Qt::Key_Minus:
        return zoomBy(StepFactor);
    case Qt::Key_Backspace:
        return previousView();
    case Qt::Key_F:
        if (m_impl->selection)
            showRange(m_impl->selection->begin, m_impl->selection->end);
        return;
    case Qt::Key_Escape:
        setSelection(std::nullopt);
        emit selectionCleared();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace wattline::ui
