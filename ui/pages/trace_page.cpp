// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trace_page.h"

#include "core/phases/chief_regime.h"
#include "ui/dialogs/annotation_dialog.h"
#include "ui/dialogs/open_dialog.h"
#include "ui/pages/empty_state.h"
#include "ui/pages/trace_lanes.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/work/trace_work.h"
#include "ui/work/view_work.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wattline::ui {

namespace {

/// Of which regime the wave is, where a recording has several that hold epochs.
QString chiefText(const TracePhases& phases)
{
    for (const Segmentation& gpu : phases.gpus) {
        const auto training = std::count_if(gpu.regimes.begin(), gpu.regimes.end(),
                                            [](const Regime& regime) { return regime.epochs > 0; });
        if (const std::optional<std::size_t> chief = chiefRegimeOf(gpu); chief && training > 1)
            return QStringLiteral(" (") + TracePage::tr("regime %1 of %2").arg(*chief + 1).arg(gpu.regimes.size()) +
                   QLatin1Char(')');
    }
    return {};
}

} // namespace

QString runSummary(const TracePhases& phases)
{
    if (phases.gpus.empty())
        return {};
    const Segmentation& first = phases.gpus.front();
    if (!phases.wave)
        return capitalised(nameOf(first.shape)) + QStringLiteral(": ") + shown(first.reason);
    const Wave& wave = *phases.wave;
    const auto watts = [](const Spread& spread) { return numberText(spread.mean) + QStringLiteral(" W"); };
    const auto seconds = [](const Spread& spread) { return numberText(spread.mean) + QStringLiteral(" s"); };
    return TracePage::tr(
               "Square wave · %1 epochs · cycle %2 s · duty cycle %3 · per GPU: peak %4 for %5, valley %6 for %7")
               .arg(first.epochs)
               .arg(numberText(wave.cycleSeconds()), percentText(wave.dutyCycle()), watts(wave.peakPowerWatts),
                    seconds(wave.peakDurationSeconds), watts(wave.valleyPowerWatts),
                    seconds(wave.valleyDurationSeconds)) +
           chiefText(phases);
}

TracePage::TracePage(Session& session, QWidget* parent)
    : Page(parent), m_session(session), m_stack(new QStackedWidget(this))
{
    m_stack->addWidget(makeStart());
    m_stack->addWidget(makeRecordingView());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    connect(&m_session, &Session::recordingsChanged, this, &TracePage::refresh);
    connect(&m_session, &Session::selectionChanged, this, &TracePage::refresh);
    connect(&m_session, &Session::traceViewChanged, this, &TracePage::refresh);
    connect(m_lanes, &TraceLanes::figureChanged, this, &Page::currentFigureChanged);
    refresh();
}

QWidget* TracePage::makeStart()
{
    auto* start = new EmptyState(tr("Drop an nvidia-smi log here to see power per GPU."), tr("Open File…"));
    connect(start, &EmptyState::actionTriggered, this, [this] { openByDialog(m_session, this); });
    connect(start->addButton(tr("Open Sample Project")), &QPushButton::clicked, this,
            [this] { openSampleProject(m_session); });
    return start;
}

QWidget* TracePage::makeRecordingView()
{
    auto* recording = new QWidget;
    m_chooser = new QComboBox;
    m_chooser->setAccessibleName(tr("Recording"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_summary = new QLabel;
    m_summary->setAccessibleName(tr("Summary of the run"));
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setWordWrap(true);
    m_lanes = new TraceLanes(m_session);
    m_smoothing = new QLabel;
    m_smoothing->setAccessibleName(tr("Smoothing"));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(8, 6, 8, 2);
    line->setSpacing(12);
    line->addWidget(m_chooser);
    line->addWidget(m_summary, 1);
    line->addWidget(m_smoothing);
    auto* layout = new QVBoxLayout(recording);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_lanes, 1);
    connect(m_chooser, &QComboBox::activated, this,
            [this](int index) { selectRecording(m_session, static_cast<std::size_t>(index)); });
    return recording;
}

void TracePage::refreshChooser()
{
    const auto& recordings = m_session.recordings();
    m_chooser->clear();
    for (const Recording& recording : recordings)
        m_chooser->addItem(shown(titleOf(*recording.trace)));
    m_chooser->setCurrentIndex(static_cast<int>(m_session.selection().recording.value_or(0)));
    m_chooser->setVisible(recordings.size() > 1);
}

void TracePage::refresh()
{
    refreshChooser();
    const std::optional<std::size_t> selected = m_session.selection().recording;
    m_stack->setCurrentIndex(selected ? 1 : 0);
    const Recording recording = selected ? m_session.recordings()[*selected] : Recording();
    if (recording.trace != m_trace || recording.phases != m_phases) {
        m_trace = recording.trace;
        m_phases = recording.phases;
        m_summary->setText(m_phases ? runSummary(*m_phases) : QString());
        m_summary->setToolTip(m_phases && !m_phases->gpus.empty() ? shown(chiefReasonOf(m_phases->gpus.front()))
                                                                  : QString());
        emit currentFigureChanged();
    }
    const int smoothing = m_session.traceView().smoothingSamples;
    m_smoothing->setText(tr("Shown smoothed over %1 samples").arg(smoothing));
    m_smoothing->setVisible(smoothing > 1);
}

void TracePage::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return Page::keyPressEvent(event); // a shortcut, not a key of the plot
    if (!m_lanes->view()->hasFocus())
        return Page::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_C:
        return toggleCursors(m_session, m_lanes->view()->visibleRange());
    case Qt::Key_M: {
        const auto [begin, end] = m_lanes->view()->visibleRange();
        return addNoteByDialog(m_session, 0.5 * (begin + end), this);
    }
    case Qt::Key_Period:
        return stepPhase(m_session, 1);
    case Qt::Key_Comma:
        return stepPhase(m_session, -1);
    default:
        Page::keyPressEvent(event);
    }
}

bool TracePage::showsFigure() const
{
    return m_trace && m_lanes->showsFigure();
}

std::optional<Figure> TracePage::currentFigure() const
{
    return m_trace ? m_lanes->wholeFigure() : std::nullopt;
}

FigureView* TracePage::currentView() const
{
    return m_trace ? m_lanes->view() : nullptr;
}

} // namespace wattline::ui
