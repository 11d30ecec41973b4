// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/learning_curve.h"
#include "core/evaluation/repeat_fits.h"

namespace wattline {

/// A learning curve under way: one share after the other, the repeats of a share in batches side by side.
class RunningLearningCurve {
public:
    /// The arguments must outlive it and be checked; the shares ascend, each of another number of rows. `first` is the
    /// split of the first repeat.
    RunningLearningCurve(const RegressionData& data, const LearningCurveSettings& settings,
                         std::vector<const Method*> methods, Split first);

    /// Adds the points of a share; false where a stop left some of them out: then it adds none.
    bool add(double share, const RunContext& context);

    const LearningCurve& curve() const { return m_curve; }

private:
    using Fits = std::vector<std::optional<Result<RepeatFit>>>;

    std::optional<RepeatRows> rowsOf(std::size_t repeat, double share, const RunContext& context) const;
    ChosenCandidates searchGrids(const RepeatRows& rows, const RunContext& context) const;
    std::vector<Fits> fitsAt(double share, const ChosenCandidates& chosen, const RunContext& context) const;
    RunContext stage(const RunContext& context, const std::string& what, double share, double from,
                     double length) const;

    const RegressionData& m_data;
    const LearningCurveSettings& m_settings;
    std::vector<const Method*> m_methods;
    Split m_first;
    LearningCurve m_curve;
};

} // namespace wattline
