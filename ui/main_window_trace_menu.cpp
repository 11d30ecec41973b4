// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/aliasing_dialog.h"
#include "ui/dialogs/align_dialog.h"
#include "ui/dialogs/annotation_dialog.h"
#include "ui/dialogs/notes_elsewhere.h"
#include "ui/dialogs/open_dialog.h"
#include "ui/dialogs/replicates_dialog.h"
#include "ui/dialogs/sensor_dialog.h"
#include "ui/main_window.h"
#include "ui/plots/figure_view.h"
#include "ui/work/reading_work.h"
#include "ui/work/recording_work.h"
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
    fillSignalChecks(menu);
}

void MainWindow::fillSignalChecks(QMenu* menu)
{
    const auto show = [this](QDialog* dialog) {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    };
    menu->addSeparator();
    addTo(
        menu, tr("&Sensor Profile…"), {},
        [this] { showSensorDialog(m_session, *m_session.selection().recording, this); },
        [this] {
            const auto selected = m_session.selection().recording;
            return selected && m_session.recordings()[*selected].quality;
        });
    addTo(
        menu, tr("A&liasing Check…"), {}, [this, show] { show(new AliasingDialog(m_session, this)); },
        [this] { return !m_session.recordings().empty(); });
    const auto hasSeveral = [this] { return m_session.recordings().size() > 1; };
    addTo(
        menu, tr("Align Re&cordings…"), {}, [this, show] { show(new AlignDialog(m_session, this)); }, hasSeveral);
    addTo(
        menu, tr("A&verage Replicates…"), {}, [this, show] { show(new ReplicatesDialog(m_session, this)); },
        hasSeveral);
}

/// Those of the File menu that are about the selected recording.
void MainWindow::fillRecordingActions(QMenu* menu)
{
    const auto hasRecording = [this] { return m_session.selection().recording.has_value(); };
    const auto withStoredNotes = [this](auto act) {
        return [this, act] {
            const std::size_t recording = *m_session.selection().recording;
            const auto trace = m_session.recordings().at(recording).trace;
            if (!mayLoseNotes(m_session, recording, this))
                return;
            if (const auto now = m_session.placeOf(trace)) // another file may have been opened meanwhile
                act(m_session, *now);
        };
    };
    addTo(menu, tr("Re&load"), QKeySequence::Refresh, withStoredNotes(reload), hasRecording);
    addTo(menu, tr("Readin&g…"), {}, withStoredNotes([this](Session& session, std::size_t recording) {
              changeReadingByDialog(session, recording, this);
          }),
          hasRecording);
    addTo(menu, tr("Close Recor&ding"), QKeySequence::Close, withStoredNotes(closeRecording), hasRecording);
}

void MainWindow::addNote()
{
    // Where nothing is selected the note is about the middle of what is in sight.
    const bool inView = currentPage()->showsRecording() && currentView() != nullptr;
    const auto [begin, end] = inView ? currentView()->visibleRange() : std::pair(0.0, 0.0);
    addNoteByDialog(m_session, 0.5 * (begin + end), this);
}

} // namespace wattline::ui
