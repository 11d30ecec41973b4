// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/data/dataset.h"
#include "core/phases/noted_phases.h"
#include "core/phases/run_classes_file.h"
#include "core/tasks/task_table.h"
#include "core/trace/read_trace.h"

namespace wattline {

/// Something that building left out or noticed, with the run that it concerns.
struct BuildRemark {
    enum class Kind {
        LeftOut,    ///< the run has no row, or the line gave no run
        Difference, ///< given and measured targets, or given and counted params or flops, differ by more than 2 %
        Notice      ///< anything else worth saying
    };
    Kind kind = Kind::Notice;
    std::string run;      ///< empty for what concerns a line that gave no run, or a column
    std::size_t line = 0; ///< of the tasks CSV
    std::string message;
};

/// A recording that was measured, and what of its notes was followed.
struct MeasuredRecording {
    std::string path;
    std::size_t part = 1;
    FollowedNotes notes;
    bool givesTargets = true; ///< false where the tasks CSV gives all four of its run
};

/// The data set, and what was left out and why.
struct BuiltDataset {
    Dataset dataset;
    std::vector<BuildRemark> remarks;
    std::size_t runs = 0;         ///< runs of the tasks CSV
    std::size_t linesLeftOut = 0; ///< of the tasks CSV, because they gave no run; the first ones are remarks
    std::size_t tracesRead = 0;
    TaskReading reading = {}; ///< how the tasks CSV was read
    NotesUse notes = NotesUse::LeftAside;
    std::vector<MeasuredRecording> recordings = {}; ///< those that were read, also of runs that were left out
    ChosenClasses chosenClasses = {};               ///< of rows, as the notes of the tasks CSV held them
};

struct BuildSettings {
    SegmentationSettings segmentation;
    ReadOptions reading;                ///< of every recording
    std::filesystem::path tracesFolder; ///< where traces lie; empty or not there: relative to the tasks CSV
    bool includeInverted = false;       ///< inverted waves enter only when the analyst says so
    NotesUse notes = NotesUse::LeftAside;
};

/// Joins metadata and recordings: one row per configuration, replicates averaged and counted. Targets given in the CSV
/// stand; absent ones are measured from the trace; where both exist a difference above 2 % is remarked. Flat runs, as
/// one-GPU runs usually are, have no valley targets; their peak power is the mean of the flat part, their peak duration
/// as given. Left out: a run without peak power, a replicate whose metadata contradict those of earlier ones. Where the
/// CSV has none, TDP and GPU name come from the recording, params and flops from the network catalogue (marked).
///
/// What reading the tasks CSV remarked and left out comes first among the remarks.
///
/// Columns: configuration, model, family (as the CSV says, else that of the model's name: familyOf()), class (as it was
/// chosen for the recording, else for the row, else as the CSV says, else proposedClassOf()), gpu_name, optimizer, the
/// six features, image_size_kind ("pixels", or "tokens" where the network reads text), the other metadata, columns that
/// the form does not name (of the first run), the four targets, energy_per_epoch_j = peak power x peak duration +
/// valley power x valley duration, replicates.
///
/// A recording that cannot be read, or whose notes cannot be followed, is a remark, not an error. Recordings are read
/// in parallel. Error Data where no row remains; Error Canceled.
Result<BuiltDataset> buildDataset(const TaskTable& tasks, const BuildSettings& settings = {},
                                  const RunContext& context = {});

} // namespace wattline
