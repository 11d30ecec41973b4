// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/repeat_fits.h"

namespace wattline {

/// A comparison under way: the table so far, and what the grid searches have found. The splits come one after the
/// other; those that search no grid may come several at a time.
class RunningComparison {
public:
    /// The arguments must outlive it and be checked.
    RunningComparison(const RegressionData& data, const ComparisonSettings& settings,
                      std::vector<const Method*> methods);

    std::size_t repeats() const;
    std::size_t finished() const { return m_table.repeats; }

    /// Runs repeats [begin, end), one at a time while grids are searched, and takes the finished ones into the table,
    /// telling onResult of each until a stop; false where a stop left repeats out. Error where the features of a split
    /// cannot be selected.
    Result<bool> run(std::size_t begin, std::size_t end, const std::function<void(const Comparison&)>& onResult,
                     const RunContext& context);

    /// The table; `stopped` is set where repeats are missing.
    Comparison table() &&;

private:
    Result<RepeatRows> rowsOf(std::size_t repeat, const RunContext& context) const;
    RunContext stageContext(const RunContext& context, std::size_t repeat, double from, double to) const;
    ChosenCandidates searchGrids(const RepeatRows& rows, const RunContext& context);
    ChosenCandidates winners(const std::vector<std::vector<double>>& errors) const;
    bool append(const RepeatRows& rows, const std::vector<std::optional<Result<RepeatFit>>>& fits);
    void summariseSoFar();
    void appendFit(std::size_t method, std::size_t repeat, const Result<RepeatFit>& fit);
    void countFeatures(const RepeatRows& rows);

    const RegressionData& m_data;
    const ComparisonSettings& m_settings;
    std::vector<const Method*> m_methods;
    std::vector<bool> m_isOut;                     ///< by method: does not suit the data
    std::unordered_set<std::size_t> m_seenRows;    ///< of the fixed formula
    std::vector<std::vector<double>> m_gridErrors; ///< by method and candidate, summed over the searched splits
    double m_testToTrain = 0.0;                    ///< summed over the repeats
    Comparison m_table;
};

} // namespace wattline
