// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/phases_panel.h"

#include "ui/panels/no_phases.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/measure_work.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

TableCell wordCell(const QString& text)
{
    return {text, text};
}

TableCell secondsCell(double seconds)
{
    return {QString::number(seconds, 'f', 2), seconds};
}

} // namespace

std::vector<PhaseRow> phaseRows(const Recording& recording)
{
    std::vector<PhaseRow> rows;
    if (!recording.phases)
        return rows;
    const Trace& trace = *recording.trace;
    const TracePhases& phases = *recording.phases;
    for (std::size_t gpu = 0; gpu < std::min(trace.gpus.size(), phases.gpus.size()); ++gpu) {
        const auto limits = recording.quality ? std::optional(sensorOf(recording, gpu)) : std::nullopt;
        for (std::size_t i = 0; i < phases.gpus[gpu].phases.size(); ++i) {
            const Phase& phase = phases.gpus[gpu].phases[i];
            const bool tooShort = limits && phase.complete && tooShortToResolve(*limits, phase.durationSeconds());
            rows.push_back({gpu, i, shown(trace.gpus[gpu].id), phase, tooShort});
        }
    }
    return rows;
}

std::vector<TableColumn<PhaseRow>> phaseColumns()
{
    return {
        {QObject::tr("GPU"), ColumnKind::Words,
         [](const PhaseRow& row) {
             return TableCell{row.gpuName, static_cast<int>(row.gpu)};
         }},
        {QObject::tr("Kind"), ColumnKind::Words,
         [](const PhaseRow& row) { return wordCell(capitalised(nameOf(row.values.kind))); },
         QObject::tr("By level: a peak is above its valley")},
        {QObject::tr("Role"), ColumnKind::Words,
         [](const PhaseRow& row) { return wordCell(capitalised(nameOf(row.values.role))); },
         QObject::tr("Which part of the epoch this is: the training step, or what lies between two of them")},
        {QObject::tr("Start (s)"), ColumnKind::Number,
         [](const PhaseRow& row) { return secondsCell(row.values.beginSeconds); }},
        {QObject::tr("Length (s)"), ColumnKind::Number,
         [](const PhaseRow& row) { return secondsCell(row.values.durationSeconds()); }},
        {QObject::tr("Mean power (W)"), ColumnKind::Number,
         [](const PhaseRow& row) {
             return TableCell{QString::number(row.values.meanWatts, 'f', 1), row.values.meanWatts};
         },
         QObject::tr("Edge samples left out")},
        {QObject::tr("Energy (kJ)"), ColumnKind::Number,
         [](const PhaseRow& row) {
             return TableCell{QString::number(row.values.energyJoules / 1e3, 'f', 2), row.values.energyJoules};
         }},
        {QObject::tr("Flag"), ColumnKind::Words,
         [](const PhaseRow& row) {
             QStringList flags;
             if (!row.values.complete)
                 flags << QObject::tr("Cut off; left out of the means");
             if (row.tooShort)
                 flags << QObject::tr("Too short to resolve");
             if (row.values.edited)
                 flags << QObject::tr("Edited");
             return wordCell(flags.join(QStringLiteral(" · ")));
         },
         QObject::tr("Phases that the recording cuts, that are shorter than the sensor can show, or that were edited")},
    };
}

PhasesPanel::PhasesPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(phaseColumns()),
      m_table(new SortedTable(&m_model, this)),
      m_reason(new QLabel(this)),
      m_none(new NoPhases(session)),
      m_stack(new QStackedWidget(this))
{
    m_table->setAccessibleName(tr("Phases"));
    m_reason->setAlignment(Qt::AlignCenter);
    m_reason->setWordWrap(true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_reason);
    m_stack->addWidget(m_none);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    connect(m_table, &SortedTable::rowChosen, this, &PhasesPanel::choose);
    connect(&m_session, &Session::recordingsChanged, this, &PhasesPanel::refresh);
    connect(&m_session, &Session::selectionChanged, this, &PhasesPanel::refresh);
    refresh();
}

QString PhasesPanel::reasonForNone() const
{
    const Selection& selection = m_session.selection();
    if (!selection.recording)
        return tr("Peaks and valleys of a recording appear here.");
    const Recording& recording = m_session.recordings()[*selection.recording];
    if (recording.detection == Detection::Running)
        return tr("Detecting phases…");
    return tr("No phases detected yet (Trace, Detect Phases).");
}

void PhasesPanel::refresh()
{
    const std::optional<std::size_t> selected = m_session.selection().recording;
    const Recording recording = selected ? m_session.recordings()[*selected] : Recording();
    if (recording.phases != m_shown || !recording.phases || recording.quality != m_shownQuality ||
        recording.chosenSensors != m_shownSensors) {
        m_shown = recording.phases;
        m_shownQuality = recording.quality;
        m_shownSensors = recording.chosenSensors;
        m_model.setRows(phaseRows(recording));
        m_table->fitColumns();
    }
    if (!m_model.rows().empty()) {
        m_stack->setCurrentWidget(m_table);
    } else if (recording.phases && recording.detection == Detection::Idle) {
        m_none->refresh();
        m_stack->setCurrentWidget(m_none);
    } else {
        m_reason->setText(reasonForNone());
        m_stack->setCurrentWidget(m_reason);
    }
    showSelection();
}

void PhasesPanel::choose(int row)
{
    const PhaseRow& chosen = m_model.rows()[static_cast<std::size_t>(row)];
    Selection selection = m_session.selection();
    selection.gpu = chosen.gpu;
    selection.phase = chosen.phase;
    selection.range = {chosen.values.beginSeconds, chosen.values.endSeconds};
    m_session.select(selection);
}

void PhasesPanel::showSelection()
{
    const Selection& selection = m_session.selection();
    const auto& rows = m_model.rows();
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const PhaseRow& row) {
        return selection.phase == row.phase && selection.gpu == row.gpu;
    });
    if (found != rows.end())
        m_table->chooseRow(static_cast<int>(found - rows.begin()));
    else
        m_table->clearSelection();
}

} // namespace wattline::ui
