// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/annotation_work.h"

#include "core/phases/hand_phases_file.h"
#include "ui/dialogs/notes_elsewhere.h"
#include "ui/style/text.h"
#include "ui/work/file_content.h"
#include "ui/work/hand_phase_work.h"
#include "ui/work/trace_work.h"
#include "ui/work/undo_step.h"

#include <algorithm>

namespace wattline::ui {

namespace {

/// Makes notes the session's; phases and numbers follow them.
void exchange(Session& session, std::size_t recording, RecordingNotes notes)
{
    const RecordingNotes before = session.recordings().at(recording).notes;
    const bool countsOtherwise = ignoredOf(*before.present) != ignoredOf(*notes.present);
    const bool hasOtherPhases = *before.phases != *notes.phases;
    session.setNotes(recording, std::move(notes));
    if (hasOtherPhases)
        session.setPhases(recording, nullptr);
    if (countsOtherwise || hasOtherPhases)
        detectPhases(session, recording);
}

void apply(Session& session, std::size_t recording, std::shared_ptr<const Annotations> annotations)
{
    RecordingNotes notes = session.recordings().at(recording).notes;
    notes.present = std::move(annotations);
    exchange(session, recording, std::move(notes));
    storeNotesOf(session, recording);
}

/// What an edit of the notes finds: phases that were cut by a mark come back as they were with undo.
struct BeforeEdit {
    std::shared_ptr<const Annotations> annotations;
    std::shared_ptr<const TracePhases> phases;
};

void takeBack(Session& session, std::size_t recording, const BeforeEdit& before)
{
    const Annotations ignored = ignoredOf(*before.annotations);
    if (before.phases && ignored != ignoredOf(*session.recordings().at(recording).notes.present)) {
        session.setPhasesWithout(recording, ignored);
        putPhases(session, recording, before.phases);
    }
    apply(session, recording, before.annotations);
}

/// Puts the notes in order of time and makes them the session's, in one step.
void edit(Session& session, std::size_t recording, Annotations after, const QString& title)
{
    std::stable_sort(after.begin(), after.end(),
                     [](const Annotation& a, const Annotation& b) { return a.beginSeconds < b.beginSeconds; });
    const Recording& open = session.recordings().at(recording);
    const BeforeEdit before{open.notes.present, open.phases};
    const auto changed = std::make_shared<const Annotations>(std::move(after));
    session.undoStack().push(new UndoStep(
        title, [&session, recording, changed] { apply(session, recording, changed); },
        [&session, recording, before] { takeBack(session, recording, before); }));
}

const Annotations& annotationsOf(const Session& session, std::size_t recording)
{
    return *session.recordings().at(recording).notes.present;
}

void selectEqual(Session& session, std::size_t recording, const Annotation& annotation)
{
    if (session.selection().recording != recording)
        return;
    const Annotations& all = annotationsOf(session, recording);
    const auto found = std::find(all.begin(), all.end(), annotation);
    if (found != all.end())
        selectAnnotation(session, static_cast<std::size_t>(found - all.begin()));
}

/// Writes what the file does not hold yet, and notes that it does.
Result<void> storeAll(const Trace& trace, RecordingNotes& notes)
{
    NotesPlace place = notesPlaceOf(trace);
    if (!notes.file.empty())
        place.file = notes.file;
    if (*notes.present != *notes.stored) {
        if (Result<void> stored = storeNotes(place, *notes.stored, *notes.present); !stored)
            return stored;
        notes.stored = notes.present;
    }
    if (*notes.phases != *notes.storedPhases) {
        if (Result<void> stored = storeHandPhases(place, trace, *notes.storedPhases, *notes.phases); !stored)
            return stored;
        notes.storedPhases = notes.phases;
    }
    if (notes.runClass != notes.storedRunClass) {
        const auto chosen = [](const std::string& name) {
            return name.empty() ? ChosenClasses() : ChosenClasses{{"", name}};
        };
        if (Result<void> stored = storeClasses(place, chosen(notes.storedRunClass), chosen(notes.runClass)); !stored)
            return stored;
        notes.storedRunClass = notes.runClass;
    }
    return {};
}

} // namespace

QString kindText(AnnotationKind kind)
{
    switch (kind) {
    case AnnotationKind::Epoch:
        return QObject::tr("Epoch");
    case AnnotationKind::Peak:
        return QObject::tr("Peak");
    case AnnotationKind::Valley:
        return QObject::tr("Valley");
    case AnnotationKind::Idle:
        return QObject::tr("Idle");
    case AnnotationKind::Ignore:
        return QObject::tr("Ignore");
    case AnnotationKind::Note:
        break;
    }
    return QObject::tr("Note");
}

void addAnnotation(Session& session, std::size_t recording, const Annotation& annotation)
{
    Annotations after = annotationsOf(session, recording);
    after.push_back(annotation);
    edit(session, recording, std::move(after),
         annotation.kind == AnnotationKind::Note ? Session::tr("Add Note")
                                                 : Session::tr("Mark as %1").arg(kindText(annotation.kind)));
    selectEqual(session, recording, annotation);
}

void changeAnnotation(Session& session, std::size_t recording, std::size_t index, const Annotation& annotation)
{
    Annotations after = annotationsOf(session, recording);
    if (after.at(index) == annotation)
        return;
    after[index] = annotation;
    edit(session, recording, std::move(after), Session::tr("Edit %1").arg(kindText(annotation.kind)));
    selectEqual(session, recording, annotation);
}

void removeAnnotation(Session& session, std::size_t index)
{
    const std::size_t recording = *session.selection().recording;
    Annotations after = annotationsOf(session, recording);
    const QString kind = kindText(after.at(index).kind);
    after.erase(after.begin() + static_cast<std::ptrdiff_t>(index));
    edit(session, recording, std::move(after), Session::tr("Delete %1").arg(kind));
}

void ignoreSelection(Session& session)
{
    const Selection& selection = session.selection();
    if (!selection.recording || !selection.range)
        return;
    Annotation mark{AnnotationKind::Ignore, selection.range->first, selection.range->second, {}, {}};
    if (selection.phase && selection.gpu)
        mark.gpu = session.recordings().at(*selection.recording).trace->gpus.at(*selection.gpu).id;
    addAnnotation(session, *selection.recording, mark);
}

void selectAnnotation(Session& session, std::size_t index)
{
    const Recording& recording = session.recordings().at(*session.selection().recording);
    const Annotation& annotation = recording.notes.present->at(index);
    Selection selection = session.selection();
    selection.annotation = index;
    selection.phase.reset();
    selection.range = {annotation.beginSeconds, annotation.endSeconds};
    selection.gpu.reset();
    const auto& gpus = recording.trace->gpus;
    const auto gpu =
        std::find_if(gpus.begin(), gpus.end(), [&](const GpuTrace& each) { return each.id == annotation.gpu; });
    if (gpu != gpus.end())
        selection.gpu = static_cast<std::size_t>(gpu - gpus.begin());
    session.select(selection);
}

void storeNotesOf(Session& session, std::size_t recording)
{
    // At once, on the window's thread: a note is a few bytes, and what was typed is on the disk whatever comes next.
    RecordingNotes notes = session.recordings().at(recording).notes;
    if (notes.areStored())
        return;
    const Result<void> stored = storeAll(*session.recordings()[recording].trace, notes);
    session.setNotes(recording, std::move(notes));
    if (stored)
        return;
    const QString text = Session::tr("The notes are not saved: %1").arg(shown(stored.error().message));
    if (!session.messages().empty() && session.messages().back().text == text)
        return;                                                        // each further edit would say it again
    const std::weak_ptr trace = session.recordings()[recording].trace; // messages outlast recordings
    session.post(Severity::Problem, text, MessageAction{Session::tr("Save Elsewhere…"), [&session, trace] {
                                                            if (const auto now = session.placeOf(trace.lock()))
                                                                storeNotesElsewhere(session, *now);
                                                        }});
}

void loadNotes(Session& session, const std::filesystem::path& file, const std::string& recordingName)
{
    bool any = false;
    for (std::size_t i = 0; i < session.recordings().size(); ++i) {
        const std::shared_ptr<const Trace> trace = session.recordings()[i].trace;
        if (std::filesystem::path(trace->path).filename() != recordingName)
            continue;
        any = true;
        const Result<NotesOfTrace> read = readNotesOf(*trace, file);
        if (!read) {
            session.post(Severity::Problem, shown(read.error().message));
            continue;
        }
        const RecordingNotes before = session.recordings()[i].notes;
        session.undoStack().push(new UndoStep(
            Session::tr("Load Notes"), [&session, i, after = read->notes] { exchange(session, i, after); },
            [&session, i, before] { exchange(session, i, before); }));
        tellOfOtherPhases(session, trace, read->otherPhases);
    }
    if (!any)
        session.post(
            Severity::Warning,
            Session::tr("%1 holds notes on %2; open that recording first.").arg(fileName(file), shown(recordingName)));
}

} // namespace wattline::ui
