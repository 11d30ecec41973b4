// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/task_column_names.h"

#include "core/base/text.h"
#include "core/tasks/task_columns.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <iterator>

namespace wattline {

namespace {

/// Other names that people give the columns, in small letters without anything between the words.
struct Names {
    std::string_view column;
    std::vector<std::string_view> others;
};

const std::vector<Names>& tableOfNames()
{
    static const std::vector<Names> table = {
        {"run", {"runid", "runname", "name", "id", "job", "jobid", "slurmjobid"}},
        {"trace",
         {"tracefile", "tracepath", "recording", "file", "filename", "path", "log", "logfile", "powerlog", "powertrace",
          "powerfile", "powercsv", "csv"}},
        {"configuration", {"config", "cfg", "experiment", "setting", "replicateof"}},
        {"model", {"modelname", "network", "networkname", "net", "arch", "architecture", "backbone"}},
        {"image_size",
         {"imagesize", "imgsize", "imgsz", "imageside", "imageresolution", "inputsize", "inputresolution", "resolution",
          "res", "seqlen", "sequencelength", "maxlen"}},
        {"data_size",
         {"datasize", "datasetsize", "samples", "numsamples", "nsamples", "images", "numimages", "nimages", "trainsize",
          "trainsamples", "trainingsamples", "ntrain", "numtrain"}},
        {"params",
         {"param", "parameters", "numparams", "nparams", "numparameters", "paramcount", "parametercount",
          "trainableparams", "trainableparameters", "weights"}},
        {"flops", {"flop", "numflops", "flopcount", "forwardflops", "flopspersample"}},
        {"batch_size",
         {"batchsize", "batch", "bs", "bsz", "globalbatch", "globalbatchsize", "totalbatchsize", "trainbatchsize"}},
        {"num_workers",
         {"numworkers", "numworker", "workers", "worker", "nworkers", "nw", "dataworkers", "loaderworkers",
          "dataloaderworkers"}},
        {"epochs", {"epoch", "numepochs", "nepochs", "maxepochs", "trainingepochs"}},
        {"nodes", {"node", "numnodes", "nnodes", "hosts"}},
        {"gpus",
         {"ngpu", "ngpus", "numgpu", "numgpus", "gpucount", "gpunum", "gpunumber", "numberofgpus", "numdevices",
          "devices", "worldsize"}},
        {"gpu_name", {"gpu", "gpuname", "gputype", "gpumodel", "device", "devicename", "accelerator"}},
        {"tdp_w", {"tdp", "tdpw", "tdpwatts"}},
        {"sample_bytes", {"samplebytes", "samplesize", "bytespersample", "imagebytes"}},
        {"optimizer", {"optimiser", "optim", "opt"}},
        {"learning_rate", {"learningrate", "lr", "baselr", "initiallr"}},
        {"valley_power_w", {"valleypower", "valleypowerwatts"}},
        {"valley_duration_s", {"valleyduration", "valleytime", "valleydurationseconds"}},
        {"peak_power_w", {"peakpower", "peakpowerwatts"}},
        {"peak_duration_s", {"peakduration", "peaktime", "peakdurationseconds"}}};
    return table;
}

/// Letters, digits and whatever is beyond ASCII, in small letters.
std::string bare(std::string_view name)
{
    std::string letters;
    for (const char c : lowerCase(name)) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80)
            letters += c;
    }
    return letters;
}

/// A header, and the unit that may stand in it.
struct Parted {
    std::string_view name;
    std::string_view unit;
};

/// "params (M)", "flops [G]"; nothing where there are no brackets.
std::optional<Parted> partedAtBracket(std::string_view header)
{
    const std::size_t open = header.find_last_of("([");
    if (open == std::string_view::npos || open == 0 || (header.back() != ')' && header.back() != ']'))
        return std::nullopt;
    return Parted{trimmed(header.substr(0, open)), trimmed(header.substr(open + 1, header.size() - open - 2))};
}

/// "params_m", "peak power W"; nothing where there is one word.
std::optional<Parted> partedAtLastWord(std::string_view header)
{
    const std::size_t last = header.find_last_of("_ -./");
    if (last == std::string_view::npos || last == 0 || last + 1 == header.size())
        return std::nullopt;
    return Parted{header.substr(0, last), header.substr(last + 1)};
}

std::optional<TaskColumn> guessParted(const std::string& header, const std::optional<Parted>& parted)
{
    const std::string column = parted ? formColumnOf(parted->name) : std::string();
    const TaskNumberColumn* number = findNumberColumn(column);
    const std::optional<double> factor = number != nullptr ? unitFactor(number->dimension, parted->unit) : std::nullopt;
    if (!factor)
        return std::nullopt;
    return TaskColumn{header, {column, *factor}, TaskColumn::By::Guess};
}

} // namespace

const TaskNumberColumn* findNumberColumn(std::string_view name)
{
    const auto isNamed = [name](const TaskNumberColumn& column) { return column.name == name; };
    const auto* const number = std::find_if(std::begin(TaskNumberColumns), std::end(TaskNumberColumns), isNamed);
    if (number != std::end(TaskNumberColumns))
        return number;
    const auto* const target = std::find_if(std::begin(TaskTargetColumns), std::end(TaskTargetColumns), isNamed);
    return target == std::end(TaskTargetColumns) ? nullptr : target;
}

const TaskTextColumn* findTextColumn(std::string_view name)
{
    const auto* const found = std::find_if(std::begin(TaskTextColumns), std::end(TaskTextColumns),
                                           [name](const TaskTextColumn& column) { return column.name == name; });
    return found == std::end(TaskTextColumns) ? nullptr : found;
}

std::vector<std::string_view> taskColumnNames()
{
    std::vector<std::string_view> names;
    for (const Names& each : tableOfNames())
        names.push_back(each.column);
    return names;
}

std::string formColumnOf(std::string_view name)
{
    const std::string letters = bare(name);
    for (const Names& each : tableOfNames()) {
        if (letters == bare(each.column) ||
            std::find(each.others.begin(), each.others.end(), letters) != each.others.end())
            return std::string(each.column);
    }
    return {};
}

std::optional<TaskColumn> guessColumn(const std::string& header)
{
    const std::string_view name = trimmed(header);
    if (findNumberColumn(name) != nullptr || findTextColumn(name) != nullptr)
        return TaskColumn{header, {std::string(name), 1.0}, TaskColumn::By::Name};
    if (const std::optional<Parted> parted = partedAtBracket(name))
        return guessParted(header, parted);
    if (const std::string column = formColumnOf(name); !column.empty())
        return TaskColumn{header, {column, 1.0}, TaskColumn::By::Guess};
    return guessParted(header, partedAtLastWord(name));
}

Result<TaskMeaning> parseMeaning(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view name = trimmed(text.substr(0, colon));
    if (name.empty() && colon == std::string_view::npos)
        return TaskMeaning{};
    const std::string column = formColumnOf(name);
    if (column.empty())
        return Error{ErrorKind::Data, fmt::format("{} is no column of the tasks CSV; those are {}.",
                                                  quotedForMessage(name), fmt::join(taskColumnNames(), ", "))};
    if (colon == std::string_view::npos)
        return TaskMeaning{column, 1.0};
    const TaskNumberColumn* number = findNumberColumn(column);
    const std::optional<double> factor =
        number != nullptr ? unitFactor(number->dimension, text.substr(colon + 1)) : std::nullopt;
    if (!factor)
        return Error{ErrorKind::Data,
                     fmt::format("{} is no unit of {}.", quotedForMessage(text.substr(colon + 1)), column)};
    return TaskMeaning{column, *factor};
}

} // namespace wattline
