// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/hand_phases.h"
#include "core/phases/run_classes_file.h"
#include "core/phases/segmentation.h"
#include "core/report/trace_curves.h"
#include "core/trace/annotations.h"
#include "core/trace/read_trace.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace wattline {
struct TraceQuality;
struct TracePhases;
} // namespace wattline

namespace wattline::ui {

/// Whether the phases of a recording are being looked for.
enum class Detection { Idle, Running };

/// What somebody says of a recording, and what the file beside it holds of that: notes and marks, the phases that were
/// changed by hand, and the class of the run. The pointers are never null.
struct RecordingNotes {
    std::shared_ptr<const Annotations> present = std::make_shared<const Annotations>(); ///< drawn
    std::shared_ptr<const Annotations> stored = present;
    std::shared_ptr<const std::vector<HandPhases>> phases = std::make_shared<const std::vector<HandPhases>>();
    std::shared_ptr<const std::vector<HandPhases>> storedPhases = phases;
    std::string runClass; ///< that the analyst chose; empty: the proposed one
    std::string storedRunClass;
    std::filesystem::path file;

    bool areStored() const { return *present == *stored && *phases == *storedPhases && runClass == storedRunClass; }
};

/// The classes that the analyst chose for rows of the data set, and what the file beside it holds of them.
struct RowClasses {
    ChosenClasses present;
    ChosenClasses stored;
};

struct RecordingNumbers; // core/trace/quality.h and ui/work/measure_work.h know what is in these two

/// A recording that is open: what was read, how it was read, and what is known of it. `phases` is empty while they are
/// being detected, and where that failed; `curves` until the recording was first shown.
struct Recording {
    std::shared_ptr<const Trace> trace;
    std::shared_ptr<const TracePhases> phases = nullptr;
    Detection detection = Detection::Idle;
    ReadOptions options = {};
    RecordingNotes notes = {};
    /// What numbers and phases are taken from: `trace` itself or, where marks say Ignore, that without their stretches.
    std::shared_ptr<const Trace> counted = trace;
    Annotations phasesWithout = {}; ///< the marks that said Ignore when `phases` were found or kept
    std::shared_ptr<const RecordingNumbers> numbers = nullptr; ///< of `counted`; empty while they are measured
    std::shared_ptr<const TraceQuality> quality = nullptr;     ///< of `trace`; likewise
    /// Which line of sensorProfiles() is the sensor of a GPU (GpuTrace::id), where the analyst knows better.
    std::map<std::string, std::size_t> chosenSensors = {};
    std::shared_ptr<const TraceCurves> curves = nullptr;
    SegmentationSettings detectionSettings = {}; ///< with which its phases are looked for
};

} // namespace wattline::ui
