// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/quantity.h"
#include "core/tasks/task_table.h"

namespace wattline {

/// A numeric column of the tasks CSV and where it goes.
struct TaskNumberColumn {
    std::string_view name;
    std::optional<double> TaskMetadata::*member;
    Dimension dimension = Dimension::Number;
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

inline constexpr TaskNumberColumn TaskNumberColumns[] = {
    {"image_size", &TaskMetadata::imageSize, Dimension::Side},
    {"data_size", &TaskMetadata::dataSize, Dimension::Count},
    {"params", &TaskMetadata::params, Dimension::Count},
    {"flops", &TaskMetadata::flops, Dimension::Flops},
    {"batch_size", &TaskMetadata::batchSize, Dimension::Count},
    {"num_workers", &TaskMetadata::numWorkers, Dimension::Count},
    {"epochs", &TaskMetadata::epochs, Dimension::Count},
    {"nodes", &TaskMetadata::nodes, Dimension::Count},
    {"gpus", &TaskMetadata::gpus, Dimension::Count},
    {"tdp_w", &TaskMetadata::tdpWatts, Dimension::Watts},
    {"sample_bytes", &TaskMetadata::sampleBytes, Dimension::Bytes},
    {"learning_rate", &TaskMetadata::learningRate, Dimension::Number}};

/// In the order of TargetColumns; a file need not have them.
inline constexpr TaskNumberColumn TaskTargetColumns[] = {
    {"valley_power_w", &TaskMetadata::valleyPowerWatts, Dimension::Watts},
    {"valley_duration_s", &TaskMetadata::valleyDurationSeconds, Dimension::Seconds},
    {"peak_power_w", &TaskMetadata::peakPowerWatts, Dimension::Watts},
    {"peak_duration_s", &TaskMetadata::peakDurationSeconds, Dimension::Seconds}};

/// The column of the form that holds numbers, or texts, under that name; null where there is none.
const TaskNumberColumn* findNumberColumn(std::string_view name);
const TaskTextColumn* findTextColumn(std::string_view name);

/// All names of the form, in its order: texts, numbers, targets.
std::vector<std::string_view> taskColumnNames();

} // namespace wattline
