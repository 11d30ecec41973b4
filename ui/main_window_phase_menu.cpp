// SPDX-License-Identifier: GPL-3.0-or-later
// What the Trace menu has about phases.
#include "ui/dialogs/detection_dialog.h"
#include "ui/main_window.h"
#include "ui/plots/figure_view.h"
#include "ui/work/annotation_work.h"
#include "ui/work/detection_work.h"
#include "ui/work/phase_work.h"
#include "ui/work/trace_work.h"

#include <QMenu>

namespace wattline::ui {

void MainWindow::fillDetection(QMenu* menu)
{
    m_detect = addTo(
        menu, tr("&Detect Phases"), QKeySequence(tr("Ctrl+D")), [this] { detectPhasesNow(); },
        [this] { return canDetectPhases(); });
    addTo(
        menu, tr("Detection Settin&gs…"), {}, [this] { changeDetectionByDialog(m_session, this); },
        [this] { return canDetectPhases(); });
}

void MainWindow::fillPhaseEdits(QMenu* menu)
{
    const auto hasPhase = [this] { return editablePhase(m_session) != nullptr; };
    const auto hasPhaseAndCursors = [this, hasPhase] { return hasPhase() && m_session.cursors(); };
    addTo(
        menu, tr("Spl&it Phase"), QKeySequence(tr("Ctrl+K")), [this] { splitPhase(); },
        [this, hasPhase] { return hasPhase() || (canEditPhases(m_session) && m_session.cursors()); });
    addTo(
        menu, tr("&Merge With Next"), QKeySequence(tr("Ctrl+M")), [this] { mergeSelectedWithNext(m_session); },
        hasPhase);
    addTo(
        menu, tr("Move S&tart to Cursor A"), {},
        [this] { moveEdgeOfSelected(m_session, PhaseEdge::Begin, m_session.cursors()->aSeconds); }, hasPhaseAndCursors);
    addTo(
        menu, tr("Move &End to Cursor B"), {},
        [this] { moveEdgeOfSelected(m_session, PhaseEdge::End, m_session.cursors()->bSeconds); }, hasPhaseAndCursors);
    addTo(
        menu, tr("Delete P&hase"), {}, [this] { deleteSelectedPhase(m_session); }, hasPhase);
}

void MainWindow::fillMarks(QMenu* menu)
{
    const auto hasRange = [this] { return m_session.selection().recording && m_session.selection().range; };
    QMenu* marks = menu->addMenu(tr("Mark &Range As"));
    for (const auto& [title, mark] :
         {std::pair{tr("&Epoch"), HandMark::Epoch}, std::pair{tr("&Peak"), HandMark::Peak},
          std::pair{tr("&Valley"), HandMark::Valley}, std::pair{tr("I&dle"), HandMark::Idle}})
        addTo(
            marks, title, {}, [this, mark = mark] { markRangeAs(m_session, mark); },
            [this, hasRange] { return hasRange() && canEditPhases(m_session); });
    addTo(
        marks, tr("&Ignore"), {}, [this] { ignoreSelection(m_session); }, hasRange);
}

bool MainWindow::canDetectPhases() const
{
    const auto& selected = m_session.selection().recording;
    return selected && m_session.recordings().at(*selected).detection == Detection::Idle;
}

void MainWindow::detectPhasesNow()
{
    const std::size_t recording = *m_session.selection().recording;
    detectAgain(m_session, {recording}, m_session.recordings().at(recording).detectionSettings);
}

/// At cursor A where the cursors are shown, else at the pointer, else in the middle of the selected phase.
void MainWindow::splitPhase()
{
    if (m_session.cursors())
        return splitPhaseAt(m_session, m_session.cursors()->aSeconds);
    const FigureView* view = currentPage()->showsRecording() ? currentView() : nullptr;
    if (const auto pointer = view != nullptr ? view->pointerPlace() : std::nullopt)
        return splitPhaseAt(m_session, *pointer);
    if (const Phase* phase = editablePhase(m_session))
        splitPhaseAt(m_session, 0.5 * (phase->beginSeconds + phase->endSeconds));
}

} // namespace wattline::ui
