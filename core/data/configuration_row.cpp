// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/configuration_row.h"

#include "core/base/text.h"
#include "core/tasks/task_columns.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace wattline {

namespace {

constexpr std::string_view FamilyColumn = "family";
constexpr std::string_view ClassColumn = "class";

std::string cellOf(const std::optional<double>& value)
{
    return value ? formatNumber(*value) : std::string();
}

/// Builds a table column by column.
class TableOfRows {
public:
    TableOfRows(const std::vector<ConfigurationRow>& rows, const RunContext& context) : m_rows(rows), m_context(context)
    {
    }

    void add(std::string_view name, const std::function<std::string(const ConfigurationRow&)>& cell)
    {
        std::vector<std::string> cells;
        cells.reserve(m_rows.size());
        for (const ConfigurationRow& row : m_rows) {
            if (cells.size() % 1024 == 0 && m_context.stopRequested())
                return;
            cells.push_back(cell(row));
        }
        m_columns.push_back(columnOf(std::string(name), std::move(cells)));
    }

    void addText(std::string TaskMetadata::*member, std::string_view name)
    {
        add(name, [member](const ConfigurationRow& row) { return row.task.*member; });
    }

    void addNumber(const TaskNumberColumn& column)
    {
        add(column.name, [&column](const ConfigurationRow& row) { return cellOf(row.task.*column.member); });
    }

    std::vector<DatasetColumn> take() { return std::move(m_columns); }

private:
    const std::vector<ConfigurationRow>& m_rows;
    const RunContext& m_context;
    std::vector<DatasetColumn> m_columns;
};

bool isFeature(std::string_view name)
{
    return std::find(std::begin(FeatureColumns), std::end(FeatureColumns), name) != std::end(FeatureColumns);
}

/// The columns that the form of the tasks CSV does not name, less those that a data set has of its own.
std::set<std::string> otherColumns(const std::vector<ConfigurationRow>& rows)
{
    std::set<std::string> names;
    for (const ConfigurationRow& row : rows) {
        for (const auto& [name, cell] : row.task.others)
            names.insert(name);
    }
    std::erase_if(names, [](const std::string& name) {
        return isFilledByBuild(name) || name == FamilyColumn ||
               name == ClassColumn; // these two stand where they are filled
    });
    return names;
}

/// Of a column that the form does not name; empty where the run has no such cell.
std::string otherCell(const TaskMetadata& task, std::string_view column)
{
    const auto cell = task.others.find(std::string(column));
    return cell == task.others.end() ? std::string() : cell->second;
}

bool identifiesRun(const TaskTextColumn& column)
{
    return column.name == "run" || column.name == "trace";
}

void addTargets(TableOfRows& table)
{
    for (std::size_t i = 0; i < std::size(TargetColumns); ++i)
        table.add(TargetColumns[i], [i](const ConfigurationRow& row) { return cellOf(row.meanTargets()[i]); });
    table.add("energy_per_epoch_j",
              [](const ConfigurationRow& row) { return cellOf(energyPerEpochJoules(row.meanTargets())); });
    table.add("replicates", [](const ConfigurationRow& row) { return std::to_string(row.replicates.size()); });
}

template <class Value>
bool contradict(const std::optional<Value>& a, const std::optional<Value>& b)
{
    return a && b && *a != *b;
}

} // namespace

void ConfigurationRow::learnFrom(const TaskMetadata& run)
{
    for (const TaskNumberColumn& column : TaskNumberColumns) {
        if (!(task.*column.member))
            task.*column.member = run.*column.member;
    }
    for (const TaskTextColumn& column : TaskTextColumns) {
        if ((task.*column.member).empty() && !identifiesRun(column))
            task.*column.member = run.*column.member;
    }
}

void ConfigurationRow::note(const MeasuredRun& measured)
{
    if (recordedGpuName.empty())
        recordedGpuName = measured.gpuName;
    if (!recordedLimitWatts)
        recordedLimitWatts = measured.powerLimitWatts;
    if (chosenClass.empty())
        chosenClass = measured.chosenClass;
    if (measured.polarity == Polarity::Inverted)
        polarity = measured.polarity;
}

std::string ConfigurationRow::gpuName() const
{
    return task.gpuName.empty() ? recordedGpuName : task.gpuName;
}

std::string ConfigurationRow::family() const
{
    if (std::string given = otherCell(task, FamilyColumn); !given.empty())
        return given;
    return task.model.empty() ? std::string() : familyOf(task.model);
}

std::string ConfigurationRow::className() const
{
    if (!chosenClass.empty())
        return chosenClass;
    if (std::string given = otherCell(task, ClassColumn); !given.empty())
        return given;
    std::optional<RunSummary> run = runOfTargets(meanTargets());
    if (!run)
        return {};
    run->model = task.model;
    run->family = family();
    run->polarity = polarity;
    return proposedClassOf(*run);
}

std::optional<double> ConfigurationRow::tdpWatts() const
{
    return task.tdpWatts ? task.tdpWatts : recordedLimitWatts;
}

Targets ConfigurationRow::meanTargets() const
{
    Targets means;
    for (std::size_t i = 0; i < means.size(); ++i) {
        std::vector<double> values;
        for (const Targets& targets : replicates) {
            if (targets[i])
                values.push_back(*targets[i]);
        }
        if (!values.empty())
            means[i] = mean(values);
    }
    return means;
}

std::string firstDifference(const TaskMetadata& a, const TaskMetadata& b)
{
    for (const TaskNumberColumn& column : TaskNumberColumns) {
        if (column.name != "epochs" && contradict(a.*column.member, b.*column.member))
            return std::string(column.name);
    }
    for (const TaskTextColumn& column : TaskTextColumns) {
        const std::string& first = a.*column.member;
        const std::string& second = b.*column.member;
        if (!identifiesRun(column) && !first.empty() && !second.empty() && first != second)
            return std::string(column.name);
    }
    return {};
}

std::optional<double> energyPerEpochJoules(const Targets& targets)
{
    const auto& [valleyPower, valleyDuration, peakPower, peakDuration] = targets;
    if (!peakPower || !peakDuration || valleyPower.has_value() != valleyDuration.has_value())
        return std::nullopt;
    return *peakPower * *peakDuration + (valleyPower ? *valleyPower * *valleyDuration : 0.0);
}

std::optional<RunSummary> runOfTargets(const Targets& targets)
{
    const auto& [valleyPower, valleyDuration, peakPower, peakDuration] = targets;
    if (!peakPower)
        return std::nullopt;
    RunSummary run;
    run.levelWatts = *peakPower;
    if (!valleyPower || !valleyDuration || !peakDuration || !(*valleyDuration + *peakDuration > 0.0))
        return run;
    run.shape = WaveShape::Square;
    run.wave = Wave{{*valleyPower, 0.0}, {*valleyDuration, 0.0}, {*peakPower, 0.0}, {*peakDuration, 0.0}};
    run.levelWatts = meanWattsOf(*run.wave);
    return run;
}

bool isFilledByBuild(std::string_view column)
{
    constexpr std::array<std::string_view, 7> Own = {"image_size_kind", "energy_per_epoch_j", "replicates", "runs",
                                                     "source",          "measured",           "filled"};
    return std::find(Own.begin(), Own.end(), column) != Own.end();
}

Dataset datasetOfRows(const std::vector<ConfigurationRow>& rows, const std::string& name, const RunContext& context)
{
    TableOfRows table(rows, context);
    table.addText(&TaskMetadata::configuration, "configuration");
    table.addText(&TaskMetadata::model, "model");
    table.add(FamilyColumn, [](const ConfigurationRow& row) { return row.family(); });
    table.add(ClassColumn, [](const ConfigurationRow& row) { return row.className(); });
    table.add("gpu_name", [](const ConfigurationRow& row) { return row.gpuName(); });
    table.addText(&TaskMetadata::optimizer, "optimizer");
    for (const TaskNumberColumn& column : TaskNumberColumns) {
        if (isFeature(column.name))
            table.addNumber(column);
    }
    table.add("image_size_kind",
              [](const ConfigurationRow& row) { return countsTokens(row.task.model) ? "tokens" : "pixels"; });
    for (const TaskNumberColumn& column : TaskNumberColumns) {
        if (column.member == &TaskMetadata::tdpWatts)
            table.add(column.name, [](const ConfigurationRow& row) { return cellOf(row.tdpWatts()); });
        else if (!isFeature(column.name))
            table.addNumber(column);
    }
    for (const std::string& other : otherColumns(rows))
        table.add(other, [&other](const ConfigurationRow& row) { return otherCell(row.task, other); });
    addTargets(table);

    Dataset dataset;
    dataset.name = name;
    dataset.columns = table.take();
    dataset.rowsBeforeFilter = rows.size();
    for (const ConfigurationRow& row : rows) {
        dataset.places.push_back({dataset.places.size(), 0});
        dataset.provenance.push_back(row.origin);
    }
    return dataset;
}

} // namespace wattline
