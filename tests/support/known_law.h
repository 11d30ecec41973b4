// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/data/build_dataset.h"

#include <cmath>
#include <memory>
#include <string>

namespace wattline {

/// A synthetic data set with a known law: peak_power_w = 60 + 30 ln(batch_size), batch sizes that repeat, workers that
/// do not matter, runs on 1 and 4 GPUs by turns, and each row's run named "run<row>".
inline std::shared_ptr<const BuiltDataset> knownLaw(std::size_t rows)
{
    std::string csv = "image_size,data_size,params,flops,batch_size,num_workers,gpus,peak_power_w,peak_duration_s\n";
    for (std::size_t row = 0; row < rows; ++row) {
        const double batch = 16.0 * static_cast<double>(1 + row * 7 % 31);
        const double image = 64.0 + 32.0 * static_cast<double>(row * 5 % 6);
        const double samples = 1000.0 * static_cast<double>(1 + row * 11 % 13);
        for (double value : {image, samples, 1e6 * (1.0 + static_cast<double>(row % 9)), 1e9 * image, batch,
                             static_cast<double>(row * 3 % 8), row % 2 == 0 ? 1.0 : 4.0, 60.0 + 30.0 * std::log(batch)})
            csv += formatNumber(value) + ",";
        csv += formatNumber(samples / batch) + "\n";
    }
    BuiltDataset built;
    built.dataset = *parseDataset(csv, "known_law.csv");
    const std::vector<std::string> targets(std::begin(TargetColumns), std::end(TargetColumns));
    for (std::size_t row = 0; row < rows; ++row)
        built.dataset.provenance.push_back(
            {{"run" + std::to_string(row)}, {"run" + std::to_string(row) + ".csv"}, targets, {}});
    return std::make_shared<const BuiltDataset>(std::move(built));
}

} // namespace wattline
