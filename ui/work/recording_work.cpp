// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/recording_work.h"

#include "ui/style/text.h"
#include "ui/work/trace_work.h"
#include "ui/work/undo_step.h"

namespace wattline::ui {

namespace {

/// Puts a recording back as it was; a detection that ended meanwhile had nowhere to put its phases.
void putBack(Session& session, std::size_t place, Recording recording)
{
    recording.detection = Detection::Idle;
    const bool complete = recording.phases != nullptr;
    session.insertRecording(place, std::move(recording));
    if (!complete)
        detectPhases(session, place);
}

} // namespace

void closeRecording(Session& session, std::size_t recording)
{
    const auto closed = std::make_shared<Recording>();
    const QString title = shown(titleOf(*session.recordings().at(recording).trace));
    session.undoStack().push(new UndoStep(
        Session::tr("Close %1").arg(title),
        [&session, recording, closed] { *closed = session.removeRecording(recording); },
        [&session, recording, closed] { putBack(session, recording, std::move(*closed)); }));
}

} // namespace wattline::ui
