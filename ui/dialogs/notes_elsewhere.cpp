// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/notes_elsewhere.h"

#include "core/trace/notes_file.h"
#include "ui/session.h"
#include "ui/style/text.h"
#include "ui/window_memory.h"
#include "ui/work/annotation_work.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace wattline::ui {

bool storeNotesElsewhere(Session& session, std::size_t recording)
{
    const NotesPlace place = notesPlaceOf(*session.recordings().at(recording).trace);
    const QString proposed = rememberedFolder() + QLatin1Char('/') + fileName(place.file);
    const QString file = QFileDialog::getSaveFileName(QApplication::activeWindow(), QObject::tr("Save Notes"), proposed,
                                                      QObject::tr("Notes (*.notes.json);;All files (*)"));
    if (file.isEmpty())
        return false;
    rememberFolder(QFileInfo(file).absolutePath());
    RecordingNotes notes = session.recordings().at(recording).notes;
    notes.file = pathOf(file);
    notes.stored = std::make_shared<const Annotations>();
    if (const Result<Annotations> there = readNotes({notes.file, place.recording, place.part}))
        notes.stored = std::make_shared<const Annotations>(*there); // the file dialog has asked whether to replace them
    session.setNotes(recording, std::move(notes));
    storeNotesOf(session, recording);
    if (!session.recordings()[recording].notes.areStored())
        return false;
    session.post(Severity::Note, QObject::tr("Wrote %1").arg(file));
    return true;
}

bool mayLoseNotes(Session& session, std::size_t recording, QWidget* parent)
{
    const Recording& open = session.recordings().at(recording);
    if (open.notes.areStored())
        return true;
    QMessageBox question(QMessageBox::Question, QObject::tr("Wattline"),
                         QObject::tr("The notes on %1 are not saved.").arg(shown(titleOf(*open.trace))),
                         QMessageBox::Cancel, parent);
    const QPushButton* save = question.addButton(QObject::tr("Save Elsewhere…"), QMessageBox::AcceptRole);
    const QPushButton* discard = question.addButton(QObject::tr("Discard Notes"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    if (question.clickedButton() == save)
        return storeNotesElsewhere(session, recording);
    return question.clickedButton() == discard;
}

} // namespace wattline::ui
