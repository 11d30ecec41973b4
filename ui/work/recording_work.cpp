// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/recording_work.h"

#include "ui/style/text.h"
#include "ui/work/measure_work.h"
#include "ui/work/trace_work.h"
#include "ui/work/undo_step.h"

namespace wattline::ui {

namespace {

/// Puts a recording back as it was; what was being looked for meanwhile had no recording to go to.
void putBack(Session& session, std::size_t place, Recording recording)
{
    recording.detection = Detection::Idle;
    session.insertRecording(place, std::move(recording));
    completeRecording(session, place);
}

} // namespace

void completeRecording(Session& session, std::size_t recording)
{
    const Recording& open = session.recordings().at(recording);
    if (!open.phases)
        detectPhases(session, recording);
    else if (!open.numbers || !open.quality)
        measure(session, recording); // phases that were edited by hand stay
}

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
