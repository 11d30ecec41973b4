// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_table.h"

namespace wattline {

/// A numeric column of the tasks CSV and where it goes.
struct TaskNumberColumn {
    std::string_view name;
    std::optional<double> TaskMetadata::*member;
};

/// A text column of the tasks CSV and where it goes.
struct TaskTextColumn {
    std::string_view name;
    std::string TaskMetadata::*member;
};

inline constexpr TaskTextColumn TaskTextColumns[] = {{"run", &TaskMetadata::run},
                                                     {"trace", &TaskMetadata::trace},
                                                     {"configuration", &TaskMetadata::configuration},
                                                     {"model", &TaskMetadata::model},
                                                     {"gpu_name", &TaskMetadata::gpuName},
                                                     {"optimizer", &TaskMetadata::optimizer}};

inline constexpr TaskNumberColumn TaskNumberColumns[] = {{"image_size", &TaskMetadata::imageSize},
                                                         {"data_size", &TaskMetadata::dataSize},
                                                         {"params", &TaskMetadata::params},
                                                         {"flops", &TaskMetadata::flops},
                                                         {"batch_size", &TaskMetadata::batchSize},
                                                         {"num_workers", &TaskMetadata::numWorkers},
                                                         {"epochs", &TaskMetadata::epochs},
                                                         {"nodes", &TaskMetadata::nodes},
                                                         {"gpus", &TaskMetadata::gpus},
                                                         {"tdp_w", &TaskMetadata::tdpWatts},
                                                         {"sample_bytes", &TaskMetadata::sampleBytes},
                                                         {"learning_rate", &TaskMetadata::learningRate}};

/// In the order of TargetColumns; a file need not have them.
inline constexpr TaskNumberColumn TaskTargetColumns[] = {{"valley_power_w", &TaskMetadata::valleyPowerWatts},
                                                         {"valley_duration_s", &TaskMetadata::valleyDurationSeconds},
                                                         {"peak_power_w", &TaskMetadata::peakPowerWatts},
                                                         {"peak_duration_s", &TaskMetadata::peakDurationSeconds}};

} // namespace wattline
