// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/regimes_panel.h"

#include "core/phases/chief_regime.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

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

TableCell numberCell(double value, int decimals)
{
    return {QString::number(value, 'f', decimals), value};
}

/// Nothing found is no 0.
TableCell cellOf(double value, int decimals, bool known)
{
    return known ? numberCell(value, decimals) : TableCell{QStringLiteral("–"), -1.0};
}

/// One of the four targets of a regime.
TableColumn<RegimeRow> targetColumn(const QString& title, Spread Wave::*target, int decimals)
{
    return {title, ColumnKind::Number,
            [target, decimals](const RegimeRow& row) {
                return cellOf(row.wave ? ((*row.wave).*target).mean : 0.0, decimals, row.wave.has_value());
            },
            QObject::tr("The mean over the whole phases of this regime")};
}

/// Which regime speaks for the run.
TableCell chiefCell(const RegimeRow& row)
{
    const QString text = row.chiefReason.isEmpty() ? QString() : QObject::tr("✓ Chief");
    return {text, text, row.chiefReason};
}

TableCell markCell(const RegimeRow& row)
{
    return wordCell(row.values.mark == MarkKind::None ? QStringLiteral("–") : capitalised(nameOf(row.values.mark)));
}

} // namespace

std::vector<RegimeRow> regimeRows(const Recording& recording)
{
    std::vector<RegimeRow> rows;
    if (!recording.phases)
        return rows;
    for (std::size_t gpu = 0; gpu < recording.phases->gpus.size(); ++gpu) {
        const Segmentation& found = recording.phases->gpus[gpu];
        const std::optional<std::size_t> chief = chiefRegimeOf(found);
        for (std::size_t i = 0; i < found.regimes.size(); ++i)
            rows.push_back({gpu, i + 1, shown(recording.trace->gpus[gpu].id), found.regimes[i], waveOfRegime(found, i),
                            chief == i ? shown(chiefReasonOf(found)) : QString()});
    }
    return rows;
}

std::vector<TableColumn<RegimeRow>> regimeColumns()
{
    using Row = RegimeRow;
    return {
        {QObject::tr("GPU"), ColumnKind::Words,
         [](const Row& row) {
             return TableCell{row.gpuName, static_cast<int>(row.gpu)};
         }},
        {QObject::tr("Regime"), ColumnKind::Number,
         [](const Row& row) {
             return TableCell{QString::number(row.number), static_cast<int>(row.number)};
         }},
        {QObject::tr("Kind"), ColumnKind::Words,
         [](const Row& row) { return wordCell(capitalised(nameOf(row.values.kind))); },
         QObject::tr("What it is in the course of the recording")},
        {QObject::tr("Shape"), ColumnKind::Words,
         [](const Row& row) { return wordCell(capitalised(nameOf(row.values.shape))); }},
        {QObject::tr("Start (s)"), ColumnKind::Number,
         [](const Row& row) { return numberCell(row.values.beginSeconds, 2); }},
        {QObject::tr("Length (s)"), ColumnKind::Number,
         [](const Row& row) { return numberCell(row.values.endSeconds - row.values.beginSeconds, 2); }},
        {QObject::tr("Epochs"), ColumnKind::Number,
         [](const Row& row) {
             return TableCell{QString::number(row.values.epochs), static_cast<qulonglong>(row.values.epochs)};
         }},
        {QObject::tr("Period (s)"), ColumnKind::Number,
         [](const Row& row) {
             return cellOf(row.values.periodSeconds.value_or(0.0), 2, row.values.periodSeconds.has_value());
         },
         QObject::tr("The median cycle")},
        {QObject::tr("Mark"), ColumnKind::Words, markCell, QObject::tr("The shorter part of each cycle")},
        {QObject::tr("Wave of the run"), ColumnKind::Words, chiefCell,
         QObject::tr("The regime whose peaks and valleys are the four numbers of the run: the longest of the training "
                     "regimes")},
        targetColumn(QObject::tr("Peak (W)"), &Wave::peakPowerWatts, 1),
        targetColumn(QObject::tr("Peak (s)"), &Wave::peakDurationSeconds, 2),
        targetColumn(QObject::tr("Valley (W)"), &Wave::valleyPowerWatts, 1),
        targetColumn(QObject::tr("Valley (s)"), &Wave::valleyDurationSeconds, 2),
        {QObject::tr("Confidence"), ColumnKind::Number,
         [](const Row& row) {
             const double confidence = row.values.confidence;
             return TableCell{confidence > 0.0 ? percentText(confidence) : QStringLiteral("–"), confidence};
         }},
        {QObject::tr("Reason"), ColumnKind::Words,
         [](const Row& row) {
             return TableCell{shown(row.values.reason), shown(row.values.reason), shown(row.values.reason)};
         }},
    };
}

RegimesPanel::RegimesPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(regimeColumns()),
      m_table(new SortedTable(&m_model, this)),
      m_reason(new QLabel(tr("The regimes of a recording, idle, start-up and training, appear here."))),
      m_stack(new QStackedWidget(this))
{
    m_table->setAccessibleName(tr("Regimes"));
    m_reason->setAlignment(Qt::AlignCenter);
    m_reason->setWordWrap(true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_reason);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    connect(m_table, &SortedTable::rowChosen, this, &RegimesPanel::choose);
    connect(&m_session, &Session::recordingsChanged, this, &RegimesPanel::refresh);
    connect(&m_session, &Session::selectionChanged, this, &RegimesPanel::refresh);
    refresh();
}

void RegimesPanel::refresh()
{
    const std::optional<std::size_t> selected = m_session.selection().recording;
    const Recording recording = selected ? m_session.recordings()[*selected] : Recording();
    if (recording.phases != m_shown) {
        m_shown = recording.phases;
        m_model.setRows(regimeRows(recording));
        m_table->fitColumns();
    }
    m_stack->setCurrentWidget(m_model.rows().empty() ? static_cast<QWidget*>(m_reason) : m_table);
}

void RegimesPanel::choose(int row)
{
    const RegimeRow& chosen = m_model.rows()[static_cast<std::size_t>(row)];
    Selection selection = m_session.selection();
    selection.gpu = chosen.gpu;
    selection.phase.reset();
    selection.range = {chosen.values.beginSeconds, chosen.values.endSeconds};
    m_session.select(selection);
}

} // namespace wattline::ui
