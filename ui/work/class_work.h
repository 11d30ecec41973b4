// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/run_classes.h"
#include "ui/session.h"

namespace wattline::ui {

/// A run that can be classed: an open recording, or a row of the data set of which no recording is open.
struct ClassedRun {
    RunSummary summary;
    std::optional<std::size_t> recording; ///< of the session
    std::optional<std::size_t> row;       ///< of the data set
};

/// The runs of the session, recordings first. A recording is of the architecture that the data set names for it, else
/// of the one that its file's name tells; one whose phases are not known yet is left out.
std::vector<ClassedRun> classedRuns(const Session& session);

/// Puts runs into a class of that name, or with an empty name back into the proposed one: one step of the undo stack,
/// kept in the notes file of each recording and beside the data set.
void chooseClass(Session& session, const std::vector<ClassedRun>& runs, const QString& name, const QString& title);

/// Reads the classes that were chosen for rows of the data set.
void readRowClasses(Session& session);

} // namespace wattline::ui
