// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/notes_elsewhere.h"

#include "core/trace/notes_file.h"
#include "ui/session.h"
#include "ui/style/text.h"
#include "ui/window_memory.h"
#include "ui/work/annotation_work.h"
#include "ui/work/file_content.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace wattline::ui {

bool storeNotesElsewhere(Session& session, std::size_t recording)
{
    const auto trace = session.recordings().at(recording).trace;
    const NotesPlace place = notesPlaceOf(*trace);
    const QString proposed = rememberedFolder() + QLatin1Char('/') + fileName(place.file);
    const QString file = QFileDialog::getSaveFileName(QApplication::activeWindow(), QObject::tr("Save Notes"), proposed,
                                                      QObject::tr("Notes (*.notes.json);;All files (*)"));
    if (file.isEmpty())
        return false;
    rememberFolder(QFileInfo(file).absolutePath());
    const auto now = session.placeOf(trace);
    if (!now)
        return false; // read anew while the dialog was open
    RecordingNotes notes = session.recordings()[*now].notes;
    const Result<NotesOfTrace> there = readNotesOf(*trace, pathOf(file)); // to be replaced: the dialog has asked
    const RecordingNotes held = there ? there->notes : RecordingNotes();
    notes.file = pathOf(file);
    notes.stored = held.stored;
    notes.storedPhases = held.storedPhases;
    notes.storedRunClass = held.storedRunClass;
    session.setNotes(*now, std::move(notes));
    storeNotesOf(session, *now);
    if (!session.recordings()[*now].notes.areStored())
        return false;
    session.post(Severity::Note, QObject::tr("Wrote %1").arg(file));
    return true;
}

bool mayLoseNotes(Session& session, std::size_t recording, QWidget* parent)
{
    if (session.recordings().at(recording).notes.areStored())
        return true;
    const auto trace = session.recordings()[recording].trace;
    QMessageBox question(QMessageBox::Question, QObject::tr("Wattline"),
                         QObject::tr("The notes on %1 are not saved.").arg(shown(titleOf(*trace))), QMessageBox::Cancel,
                         parent);
    const QPushButton* save = question.addButton(QObject::tr("Save Elsewhere…"), QMessageBox::AcceptRole);
    const QPushButton* discard = question.addButton(QObject::tr("Discard Notes"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    if (question.clickedButton() == save) {
        const auto now = session.placeOf(trace);
        return now && storeNotesElsewhere(session, *now);
    }
    return question.clickedButton() == discard;
}

} // namespace wattline::ui
