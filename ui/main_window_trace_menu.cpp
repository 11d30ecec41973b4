// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/annotation_dialog.h"
#include "ui/main_window.h"
#include "ui/plots/figure_view.h"
#include "ui/work/annotation_work.h"
#include "ui/work/trace_work.h"

#include <QMenuBar>

namespace wattline::ui {

void MainWindow::makeTraceMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Trace"));
    const auto hasRecording = [this] { return m_session.selection().recording.has_value(); };
    m_detect = addTo(
        menu, tr("&Detect Phases"), QKeySequence(tr("Ctrl+D")), [this] { detectPhasesNow(); },
        [this] { return canDetectPhases(); });
    addTo(
        menu, tr("&Next Phase"), QKeySequence(tr("Ctrl+]")), [this] { stepPhase(m_session, 1); }, hasRecording);
    addTo(
        menu, tr("&Previous Phase"), QKeySequence(tr("Ctrl+[")), [this] { stepPhase(m_session, -1); }, hasRecording);
    menu->addSeparator();
    addTo(
        menu, tr("&Add Note…"), QKeySequence(tr("Ctrl+B")), [this] { addNote(); }, hasRecording);
    QMenu* marks = menu->addMenu(tr("&Mark Range As"));
    for (const auto& [title, kind] :
         {std::pair{tr("&Epoch"), AnnotationKind::Epoch}, std::pair{tr("&Peak"), AnnotationKind::Peak},
          std::pair{tr("&Valley"), AnnotationKind::Valley}, std::pair{tr("I&dle"), AnnotationKind::Idle},
          std::pair{tr("&Ignore"), AnnotationKind::Ignore}})
        addTo(
            marks, title, {}, [this, kind = kind] { markSelection(m_session, kind); },
            [this] { return m_session.selection().recording && m_session.selection().range; });
}

bool MainWindow::canDetectPhases() const
{
    if (!m_session.selection().recording)
        return false;
    const Recording& recording = m_session.recordings().at(*m_session.selection().recording);
    return !recording.phases && recording.detection == Detection::Idle; // again, it would find the same
}

void MainWindow::detectPhasesNow()
{
    if (m_session.selection().recording)
        detectPhases(m_session, *m_session.selection().recording);
}

void MainWindow::addNote()
{
    // Where nothing is selected the note is about the middle of what is in sight.
    const bool inView = currentPage()->showsRecording() && currentView() != nullptr;
    const auto [begin, end] = inView ? currentView()->visibleRange() : std::pair(0.0, 0.0);
    addNoteByDialog(m_session, 0.5 * (begin + end), this);
}

} // namespace wattline::ui
