// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/transfer.h"

#include "core/data/rows_by_value.h"
#include "core/data/split.h"
#include "core/evaluation/predictions.h"
#include "core/evaluation/tuned_fit.h"
#include "core/evaluation/validity_box.h"
#include "core/phases/run_classes.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t FewestToTrain = 5; // that a split and its folds can be made of

struct GroupRows {
    std::string name;
    std::vector<std::size_t> rows;
};

std::vector<GroupRows> groupsOf(const RegressionData& data)
{
    const RowsByValue values = rowsByValue(data.groups);
    std::vector<GroupRows> groups;
    for (const std::string& name : values.values)
        groups.push_back({name, {}});
    for (std::size_t row = 0; row < values.valueOfRow.size(); ++row)
        groups[values.valueOfRow[row]].rows.push_back(row);
    return groups;
}

Result<void> checkGroups(const std::vector<GroupRows>& groups, const TransferSettings& settings)
{
    if (groups.size() < 2)
        return Error{ErrorKind::Data, fmt::format("A transfer needs two groups of rows at least; there is {}. Group by "
                                                  "another column, or keep more rows.",
                                                  groups.empty() ? "none" : "one, \"" + groups.front().name + "\"")};
    if (groups.size() > MostTransferGroups)
        return Error{ErrorKind::Data,
                     fmt::format("The rows fall into {} groups; a transfer compares {} at most. Group by a column of "
                                 "fewer values.",
                                 groups.size(), MostTransferGroups)};
    if (settings.repeats == 0)
        return Error{ErrorKind::Data, "A transfer needs at least one repeat."};
    const auto large = std::max_element(groups.begin(), groups.end(), [](const GroupRows& a, const GroupRows& b) {
        return a.rows.size() < b.rows.size();
    });
    const std::size_t fewest = std::max(settings.fewest, FewestToTrain);
    if (large->rows.size() < fewest)
        return Error{ErrorKind::Data, fmt::format("No group has the {} rows that training needs; the largest, \"{}\", "
                                                  "has {}.",
                                                  fewest, large->name, large->rows.size())};
    return {};
}

/// The errors of one model on the rows of one group.
struct OneTest {
    std::optional<Metrics> metrics;
    std::size_t rows = 0;
    std::size_t outside = 0;
};

/// A transfer under way.
class RunningTransfer {
public:
    RunningTransfer(const RegressionData& data, const TransferSettings& settings, Method method,
                    const std::vector<GroupRows>& groups)
        : m_settings(settings), m_method(std::move(method))
    {
        m_table.target = data.targetName;
        m_table.method = m_method.title;
        for (const GroupRows& group : groups) {
            m_parts.push_back(selectRows(data, group.rows));
            m_table.groups.push_back({.name = group.name, .rows = group.rows.size()});
        }
        m_table.rows.resize(groups.size());
    }

    const Transfer& table() const { return m_table; }

    /// Trains on one group and tests on all; false after a stop.
    bool run(std::size_t group, const RunContext& context);

private:
    Result<std::vector<OneTest>> tested(std::size_t group, std::size_t repeat, const RunContext& context);
    Result<OneTest> test(const Model& model, const ValidityBox& box, const RegressionData& rows,
                         const RunContext& context) const;
    void append(std::size_t group, const std::vector<std::vector<OneTest>>& repeats);

    const TransferSettings& m_settings;
    Method m_method;
    std::vector<RegressionData> m_parts;    ///< by group
    std::optional<std::size_t> m_candidate; ///< of the present group
    Transfer m_table;
};

bool RunningTransfer::run(std::size_t group, const RunContext& context)
{
    TransferGroup& line = m_table.groups[group];
    const std::size_t fewest = std::max(m_settings.fewest, FewestToTrain);
    m_table.rows[group].errors.assign(m_parts.size(), {});
    if (line.rows < fewest) {
        line.failure = fmt::format("it has {} of the {} rows that training needs.", line.rows, fewest);
        return true;
    }
    m_candidate.reset();
    std::vector<std::vector<OneTest>> repeats;
    for (std::size_t repeat = 0; repeat < m_settings.repeats; ++repeat) {
        const double done =
            static_cast<double>(group) + static_cast<double>(repeat) / static_cast<double>(m_settings.repeats);
        context.report(done / static_cast<double>(m_parts.size()),
                       fmt::format("Training on {}, {} of {}", line.name, repeat + 1, m_settings.repeats));
        Result<std::vector<OneTest>> tests = tested(group, repeat, context);
        if (!tests && tests.error().kind == ErrorKind::Canceled)
            return false;
        if (!tests) {
            line.failure = tests.error().message;
            return true;
        }
        repeats.push_back(*std::move(tests));
    }
    append(group, repeats);
    return true;
}

Result<std::vector<OneTest>> RunningTransfer::tested(std::size_t group, std::size_t repeat, const RunContext& context)
{
    const RegressionData& rows = m_parts[group];
    const auto seed = static_cast<std::uint32_t>(m_settings.seed + repeat);
    const Split split = holdOutSplit(static_cast<std::size_t>(rows.rows()), seed);
    const RegressionData train = selectRows(rows, split.train);
    const RegressionData held = selectRows(rows, split.test);
    RunContext silent = context; // the groups tell of the progress
    silent.onProgress = {};
    Result<TunedModel> model =
        tunedFit(m_method, {train, selectRows(rows, split.validation), seed}, m_candidate, silent);
    if (!model)
        return model.error();
    m_candidate = model->candidate;
    TransferGroup& line = m_table.groups[group];
    line.settings = model->settings;
    line.trainRows = split.train.size();
    line.testRows = split.test.size();
    const ValidityBox box = validityBoxOf(train);
    std::vector<OneTest> tests;
    for (std::size_t other = 0; other < m_parts.size(); ++other) {
        Result<OneTest> one = test(*model->model, box, other == group ? held : m_parts[other], context);
        if (!one)
            return one.error();
        tests.push_back(*one);
    }
    return tests;
}

Result<OneTest> RunningTransfer::test(const Model& model, const ValidityBox& box, const RegressionData& rows,
                                      const RunContext& context) const
{
    const Result<Eigen::VectorXd> predicted = predictInBlocks(model, rows, context);
    if (!predicted)
        return predicted.error();
    OneTest test;
    test.rows = static_cast<std::size_t>(rows.rows());
    if (const Metrics metrics = metricsOf(rows.target, *predicted); isFinite(metrics))
        test.metrics = metrics;
    for (Eigen::Index row = 0; row < rows.rows(); ++row)
        test.outside += box.contains(rows.features.row(row)) ? 0 : 1;
    return test;
}

void RunningTransfer::append(std::size_t group, const std::vector<std::vector<OneTest>>& repeats)
{
    TransferRow& row = m_table.rows[group];
    row.repeats = repeats.size();
    for (std::size_t other = 0; other < m_parts.size(); ++other) {
        std::vector<double> mse, rmse, mae, mre, outside;
        for (const std::vector<OneTest>& tests : repeats) {
            const OneTest& test = tests[other];
            if (!test.metrics)
                break;
            mse.push_back(test.metrics->mse);
            rmse.push_back(test.metrics->rmse);
            mae.push_back(test.metrics->mae);
            if (test.metrics->mre)
                mre.push_back(*test.metrics->mre);
            outside.push_back(static_cast<double>(test.outside));
        }
        if (mse.size() < repeats.size())
            continue; // a prediction is no number
        TransferErrors errors{spreadOf(mse), spreadOf(rmse), spreadOf(mae), {}, repeats.front()[other].rows,
                              mean(outside)};
        if (mre.size() == mse.size())
            errors.mre = spreadOf(mre);
        row.errors[other] = errors;
    }
}

} // namespace

Result<Transfer> transferBetweenGroups(const RegressionData& data, const TransferSettings& settings,
                                       const std::function<void(const Transfer&)>& onResult, const RunContext& context)
{
    Result<Method> method = methodNamed(settings.method, settings.effort);
    if (!method)
        return method.error();
    const std::vector<GroupRows> groups = groupsOf(data);
    if (const Result<void> checked = checkGroups(groups, settings); !checked)
        return checked.error();
    RunningTransfer running(data, settings, *std::move(method), groups);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (!running.run(group, context)) {
            if (group == 0)
                return canceledError();
            Transfer table = running.table();
            table.stopped = true;
            return table;
        }
        if (onResult)
            onResult(running.table());
    }
    return running.table();
}

RegressionData groupedByFamily(RegressionData data)
{
    for (std::string& group : data.groups)
        group = familyOf(group);
    return data;
}

bool Transfer::hasRelativeErrors() const
{
    return std::ranges::all_of(rows, [](const TransferRow& row) {
        return std::ranges::all_of(row.errors, [](const auto& cell) { return !cell || cell->mre.has_value(); });
    });
}

} // namespace wattline
