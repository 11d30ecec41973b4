// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/quality.h"
#include "core/trace/range_summary.h"
#include "ui/session.h"

namespace wattline::ui {

/// What is measured once for each GPU of what is counted of a recording, so that panels show numbers without walking it
/// again: its summary, and the index that summarises ranges.
struct RecordingNumbers {
    std::vector<SeriesSummary> summaries;
    std::vector<RangeIndex> indices;
};

/// Error Canceled.
Result<RecordingNumbers> numbersOf(const Trace& counted, const RunContext& context = {});

/// Measures a recording and its quality on a task and puts both into the session. What belongs to a trace that is not
/// counted any more is dropped.
void measure(Session& session, std::size_t recording);

/// What the sensor of a GPU can resolve: by the table, or by the analyst's choice. Needs the recording's quality.
SensorLimits sensorOf(const Recording& recording, std::size_t gpu);

/// Chooses a line of sensorProfiles() for some GPUs, or none for what the name of the board says; a step that can be
/// undone.
void chooseSensor(Session& session, std::size_t recording, const std::vector<std::string>& gpus,
                  std::optional<std::size_t> entry);

/// The sentence on valleys, else peaks, whose median length is too short for the sensor; nothing where both are
/// resolved.
std::optional<std::string> shortPhasesSentence(const SensorLimits& limits, const Segmentation& found);

/// Tells in the message bar where phases are shorter than the sensor can resolve, once for each recording and reason.
void warnOfShortPhases(Session& session, std::size_t recording);

} // namespace wattline::ui
