// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/work/file_content.h"

namespace wattline::ui {

/// How the window reads what nobody has overruled: the columns beside the power are kept.
ReadOptions windowReadOptions();

/// A recording for the session from what was read; tells what was odd, and where its notes cannot be shown.
Recording recordingFrom(Session& session, NotedTrace noted, const ReadOptions& options);

/// Reads the file of a recording anew, on a task. All recordings that are open from that file are replaced by what it
/// holds now, and what is selected stays: one step of the undo stack. Several in a row are one step, so that following
/// a log that grows keeps no copies of it. A file that cannot be read any more becomes a message, and changes nothing.
void reload(Session& session, std::size_t recording);

/// The same with other options.
void changeReading(Session& session, std::size_t recording, const ReadOptions& options);

} // namespace wattline::ui
