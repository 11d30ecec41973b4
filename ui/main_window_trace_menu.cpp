// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/annotation_dialog.h"
#include "ui/main_window.h"
#include "ui/plots/figure_view.h"
#include "ui/work/trace_work.h"

#include <QMenuBar>

namespace wattline::ui {

void MainWindow::makeTraceMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Trace"));
    const auto hasRecording = [this] { return m_session.selection().recording.has_value(); };
    fillDetection(menu);
    menu->addSeparator();
    addTo(
        menu, tr("&Next Phase"), QKeySequence(tr("Ctrl+]")), [this] { stepPhase(m_session, 1); }, hasRecording);
    addTo(
        menu, tr("&Previous Phase"), QKeySequence(tr("Ctrl+[")), [this] { stepPhase(m_session, -1); }, hasRecording);
    fillPhaseEdits(menu);
    menu->addSeparator();
    addTo(
        menu, tr("&Add Note…"), QKeySequence(tr("Ctrl+B")), [this] { addNote(); }, hasRecording);
    fillMarks(menu);
}

void MainWindow::addNote()
{
    // Where nothing is selected the note is about the middle of what is in sight.
    const bool inView = currentPage()->showsRecording() && currentView() != nullptr;
    const auto [begin, end] = inView ? currentView()->visibleRange() : std::pair(0.0, 0.0);
    addNoteByDialog(m_session, 0.5 * (begin + end), this);
}

} // namespace wattline::ui
