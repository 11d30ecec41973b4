// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/sample_data.h"

#include "core/tasks/task_table.h"

#include <QCoreApplication>
#include <set>

namespace wattline::ui {

namespace {

namespace fs = std::filesystem;

// A wave, another architecture, a recording with every fault, a flat one; then the whole fleet's metadata.
constexpr const char* SyntheticFiles[] = {"traces/synthetic_resnet50_4gpu_r1.csv", "traces/synthetic_vit_4gpu.csv",
                                          "traces/synthetic_resnet101_4gpu_faults.csv",
                                          "traces/synthetic_mobilenetv2_1gpu.csv", "tasks.csv"};
constexpr std::size_t ShownRecordings = 4;

bool isFile(const fs::path& file)
{
    std::error_code error;
    return fs::is_regular_file(file, error);
}

/// The first recording of each architecture, then the tasks CSV; empty where no recording is there.
std::vector<fs::path> recordedFiles(const fs::path& tasksFile)
{
    if (!isFile(tasksFile))
        return {};
    const Result<TaskTable> tasks = readTasks(tasksFile);
    if (!tasks)
        return {};
    std::vector<fs::path> files;
    std::set<std::string> models;
    for (const TaskMetadata& task : tasks->tasks) {
        const fs::path trace = tasksFile.parent_path() / task.trace;
        if (files.size() < ShownRecordings && !task.trace.empty() && isFile(trace) && models.insert(task.model).second)
            files.push_back(trace.lexically_normal());
    }
    if (!files.empty())
        files.push_back(tasksFile.lexically_normal());
    return files;
}

} // namespace

std::vector<fs::path> sampleFilesOf(const fs::path& folder)
{
    if (std::vector<fs::path> files = recordedFiles(folder / "recorded" / "tasks.csv"); !files.empty())
        return files;
    std::vector<fs::path> files;
    if (isFile(folder / "tasks.csv")) {
        for (const char* file : SyntheticFiles)
            files.push_back((folder / file).lexically_normal());
    }
    return files;
}

std::vector<fs::path> sampleFiles()
{
    const fs::path program = QCoreApplication::applicationDirPath().toStdString();
    for (const fs::path& folder :
         {program / "../share/wattline/sample-data", program / "sample-data", fs::path(WATTLINE_SOURCE_SAMPLE_DATA)}) {
        if (std::vector<fs::path> files = sampleFilesOf(folder); !files.empty())
            return files;
    }
    return {};
}

} // namespace wattline::ui
