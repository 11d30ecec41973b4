// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"
#include "tests/support/traces.h"

#include <QTemporaryDir>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace wattline::test {

/// A synthetic recording in the form of nvidia-smi's CSV with relative times in seconds, the GPUs interleaved.
inline std::string recordingOf(const std::vector<PowerSeries>& gpus)
{
    std::string text = "timestamp [s], index, name, power.draw [W], power.limit [W]\n";
    for (std::size_t i = 0; i < gpus.front().size(); ++i) {
        for (std::size_t g = 0; g < gpus.size(); ++g)
            text += fmt::format("{:.3f}, {}, Synthetic GPU, {:.2f}, 400.00\n", gpus[g].timeSeconds[i], g,
                                gpus[g].powerWatts[i]);
    }
    return text;
}

/// A run of one level with noise, between two idle stretches of 5 s.
inline PowerSeries flatSeries(double watts, int samples)
{
    RandomStream chance(7);
    PowerSeries series;
    for (int i = -50; i < samples + 50; ++i) {
        series.timeSeconds.push_back(0.1 * (i + 50));
        const double level = i < 0 || i >= samples ? 40.0 : watts;
        series.powerWatts.push_back(static_cast<float>(level + chance.normal()));
    }
    return series;
}

/// One line of a tasks CSV; what is not named here is the same for all.
struct TaskLine {
    std::string run;
    std::string trace;
    std::string configuration;
    std::string gpus = "1";
    std::string epochs = "6";
    std::string model = "ViT";
    std::string targets = ",,,"; ///< valley power and duration, peak power and duration
};

inline std::string tasksCsv(const std::vector<TaskLine>& lines)
{
    std::string text = "run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,"
                       "nodes,gpus,gpu_name,tdp_w,sample_bytes,optimizer,learning_rate,valley_power_w,"
                       "valley_duration_s,peak_power_w,peak_duration_s\n";
    for (const TaskLine& line : lines)
        text += fmt::format("{},{},{},{},224,100000,85800000,1.7e10,256,64,{},1,{},,,150528,AdamW,0.001,{}\n", line.run,
                            line.trace, line.configuration, line.model, line.epochs, line.gpus, line.targets);
    return text;
}

/// A folder that lives as long as a test and the files in it.
class TestFolder {
public:
    std::filesystem::path path(const std::string& name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }

    std::filesystem::path write(const std::string& name, std::string_view bytes) const
    {
        const std::filesystem::path file = path(name);
        std::filesystem::create_directories(file.parent_path());
        if (!writeFileAtomically(file, bytes))
            qFatal("cannot write %s", file.c_str());
        return file;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace wattline::test
