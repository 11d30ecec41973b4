// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/sample_data.h"

#include <QCoreApplication>

namespace wattline::ui {

namespace {

// A wave, another architecture, a recording with every fault, a flat one; then the whole fleet's metadata.
constexpr const char* Files[] = {"traces/synthetic_resnet50_4gpu_r1.csv", "traces/synthetic_vit_4gpu.csv",
                                 "traces/synthetic_resnet101_4gpu_faults.csv", "traces/synthetic_mobilenetv2_1gpu.csv",
                                 "tasks.csv"};

} // namespace

std::vector<std::filesystem::path> sampleFiles()
{
    const std::filesystem::path program = QCoreApplication::applicationDirPath().toStdString();
    for (const std::filesystem::path& folder : {program / "../share/wattline/sample-data", program / "sample-data",
                                                std::filesystem::path(WATTLINE_SOURCE_SAMPLE_DATA)}) {
        std::error_code error;
        if (!std::filesystem::exists(folder / "tasks.csv", error))
            continue;
        std::vector<std::filesystem::path> files;
        for (const char* file : Files)
            files.push_back((folder / file).lexically_normal());
        return files;
    }
    return {};
}

} // namespace wattline::ui
