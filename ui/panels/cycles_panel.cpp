// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/cycles_panel.h"

#include "ui/dialogs/export_dialog.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/cycle_columns.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/view_work.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <algorithm>

namespace wattline::ui {

CyclesPanel::CyclesPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(cycleColumns()),
      m_table(new SortedTable(&m_model)),
      m_view(new FigureView),
      m_regime(new QComboBox),
      m_axis(new QComboBox),
      m_of(new QLabel),
      m_export(new QPushButton(tr("Export Cycles…"))),
      m_reason(new QLabel),
      m_stack(new QStackedWidget)
{
    makeLayout();
    connect(m_table, &SortedTable::rowChosen, this, &CyclesPanel::choose);
    connect(m_regime, &QComboBox::activated, this, &CyclesPanel::lay);
    connect(m_axis, &QComboBox::activated, this, &CyclesPanel::lay);
    connect(m_export, &QPushButton::clicked, this, &CyclesPanel::exportCycles);
    connect(&m_session, &Session::recordingsChanged, this, &CyclesPanel::refresh);
    connect(&m_session, &Session::selectionChanged, this, &CyclesPanel::refresh);
    refresh();
}

void CyclesPanel::makeLayout()
{
    m_table->setAccessibleName(tr("Cycles"));
    m_view->setAccessibleName(tr("All cycles laid over each other"));
    m_view->setMinimumWidth(260);
    m_regime->setAccessibleName(tr("Regime whose cycles are shown"));
    m_axis->setAccessibleName(tr("What the axis of the cycles counts"));
    m_axis->addItem(tr("Seconds"), static_cast<int>(CycleAxis::Seconds));
    m_axis->addItem(tr("Share of the cycle"), static_cast<int>(CycleAxis::Share));
    m_reason->setAlignment(Qt::AlignCenter);
    m_reason->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(6, 2, 6, 2);
    for (QWidget* widget : {static_cast<QWidget*>(m_of), static_cast<QWidget*>(m_regime), static_cast<QWidget*>(m_axis),
                            static_cast<QWidget*>(m_export)})
        line->addWidget(widget);
    line->insertStretch(1);
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_view, 1);
    auto* splitter = new QSplitter;
    splitter->addWidget(m_table);
    splitter->addWidget(right);
    splitter->setChildrenCollapsible(false);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_reason);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
}

void CyclesPanel::refresh()
{
    const std::optional<std::size_t> selected = m_session.selection().recording;
    const std::shared_ptr<const TracePhases> phases = selected ? m_session.recordings()[*selected].phases : nullptr;
    const std::size_t gpu = laneGpu(m_session).value_or(0);
    if (phases != m_shown || gpu != m_gpu) {
        m_shown = phases;
        m_gpu = gpu;
        m_model.setRows(phases ? cyclesOf(phases->gpus.at(gpu)) : std::vector<Cycle>());
        m_table->fitColumns();
        fillRegimes();
        lay();
    }
    const bool any = !m_model.rows().empty();
    m_reason->setText(
        phases ? shown(phases->gpus.at(gpu).reason)
               : tr("The epochs of a recording, one after the other and laid over each other, appear here."));
    m_stack->setCurrentIndex(any ? 0 : 1);
    showSelection();
}

/// Offers the regimes that have cycles, the one with the most of them first chosen.
void CyclesPanel::fillRegimes()
{
    m_regime->clear();
    if (!m_shown)
        return;
    const std::vector<Regime>& regimes = m_shown->gpus.at(m_gpu).regimes;
    std::size_t most = 0;
    for (std::size_t i = 0; i < regimes.size(); ++i) {
        if (regimes[i].epochs == 0)
            continue;
        m_regime->addItem(tr("Regime %1, epochs: %2").arg(i + 1).arg(regimes[i].epochs), static_cast<qulonglong>(i));
        if (regimes[i].epochs > most) {
            most = regimes[i].epochs;
            m_regime->setCurrentIndex(m_regime->count() - 1);
        }
    }
    if (m_regime->count() > 1)
        m_regime->addItem(tr("Each regime"), QVariant());
    const Recording& recording = m_session.recordings()[*m_session.selection().recording];
    m_of->setText(tr("GPU %1").arg(shown(recording.trace->gpus[m_gpu].id)));
}

/// Lays the cycles over each other, on a task; a look at others that goes on is stopped.
void CyclesPanel::lay()
{
    if (m_task)
        m_task->requestStop();
    if (!m_shown || m_regime->count() == 0) {
        ++m_laying;
        return take({});
    }
    std::vector<std::size_t> regimes;
    for (int i = 0; i < m_regime->count(); ++i) {
        const QVariant regime = m_regime->itemData(i);
        if (regime.isValid() && (i == m_regime->currentIndex() || !m_regime->currentData().isValid()))
            regimes.push_back(static_cast<std::size_t>(regime.toULongLong()));
    }
    const auto counted = m_session.recordings()[*m_session.selection().recording].counted;
    const auto axis = static_cast<CycleAxis>(m_axis->currentData().toInt());
    const auto work = [counted, phases = m_shown, gpu = m_gpu, regimes,
                       axis](const RunContext& context) -> Result<std::vector<NamedOverlay>> {
        std::vector<NamedOverlay> laid;
        for (const std::size_t regime : regimes) {
            CycleOverlaySettings settings;
            settings.regime = regime;
            settings.axis = axis;
            auto overlay = overlayCycles(counted->gpus[gpu].power, phases->gpus[gpu], settings, context);
            if (!overlay && overlay.error().kind == ErrorKind::Canceled)
                return overlay.error();
            if (overlay)
                laid.push_back({regimes.size() > 1 ? "Regime " + std::to_string(regime + 1) : "", std::move(*overlay)});
        }
        return laid;
    };
    const auto deliver = [this, laying = ++m_laying](Result<std::vector<NamedOverlay>> laid) {
        if (laid && laying == m_laying)
            take(std::move(*laid));
    };
    m_task = new Task(tr("Laying cycles"), workOf<std::vector<NamedOverlay>>(work, deliver), this);
    connect(m_task, &Task::finished, m_task, &QObject::deleteLater);
}

void CyclesPanel::take(std::vector<NamedOverlay> overlays)
{
    m_export->setEnabled(!overlays.empty());
    m_view->setFigure(overlays.empty() ? Figure() : cycleFigure(overlays, plain(tr("Cycles of %1").arg(m_of->text()))));
}

void CyclesPanel::choose(int row)
{
    const Cycle& chosen = m_model.rows()[static_cast<std::size_t>(row)];
    Selection selection = m_session.selection();
    selection.gpu = m_gpu;
    selection.phase = chosen.phase;
    selection.range = {chosen.beginSeconds, chosen.endSeconds};
    m_session.select(selection);
}

/// The cycle that holds the selected phase.
void CyclesPanel::showSelection()
{
    const Selection& selection = m_session.selection();
    const auto& rows = m_model.rows();
    const auto after = std::find_if(rows.begin(), rows.end(), [&](const Cycle& cycle) {
        return selection.phase && cycle.phase > *selection.phase;
    });
    const QSignalBlocker quiet(m_table); // the phase stays the selected one, not the cycle's training step
    if (!selection.phase || selection.gpu != m_gpu || after == rows.begin())
        return m_table->clearSelection();
    m_table->chooseRow(static_cast<int>(after - rows.begin()) - 1);
}

void CyclesPanel::exportCycles()
{
    exportByDialog(m_session, m_view->figure(), nullptr, this);
}

} // namespace wattline::ui
