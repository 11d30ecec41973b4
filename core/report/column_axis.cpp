// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace wattline {

namespace {

struct ColumnText {
    std::string_view column;
    std::string_view quantity;
    std::string_view unit;
};

constexpr ColumnText KnownColumns[] = {
    {"image_size", "Image side", "px"},
    {"data_size", "Data size", "samples"},
    {"params", "Parameters", ""},
    {"flops", "FLOPs of one sample", ""},
    {"batch_size", "Batch size", "samples"},
    {"num_workers", "Loader workers", ""},
    {"valley_power_w", "Valley power", "W"},
    {"valley_duration_s", "Valley duration", "s"},
    {"peak_power_w", "Peak power", "W"},
    {"peak_duration_s", "Peak duration", "s"},
    {"energy_per_epoch_j", "Energy per epoch", "J"},
    {"epochs", "Epochs", ""},
    {"nodes", "Nodes", ""},
    {"gpus", "GPUs", ""},
    {"tdp_w", "TDP", "W"},
    {"sample_bytes", "Sample size", "B"},
    {"learning_rate", "Learning rate", ""},
};

} // namespace

FigureAxis axisOfColumn(const std::string& column)
{
    const auto* const known = std::ranges::find(KnownColumns, column, &ColumnText::column);
    if (known == std::end(KnownColumns))
        return {.quantity = column};
    return {.quantity = std::string(known->quantity), .unit = std::string(known->unit)};
}

} // namespace wattline
