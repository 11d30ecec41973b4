// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/split.h"
#include "tests/support/regression_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <limits>

namespace wattline::test {

/// The targets of the synthetic runs.
inline constexpr std::array Targets = {"valley_power", "valley_duration", "peak_power", "peak_duration"};

/// JSON has no infinities: they stand as text in the reference.
inline double numberOf(const nlohmann::json& value)
{
    if (value.is_number())
        return value.get<double>();
    if (value == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    return value == "inf" ? HUGE_VAL : -HUGE_VAL;
}

inline Eigen::VectorXd vectorOf(const nlohmann::json& numbers)
{
    Eigen::VectorXd vector(static_cast<Eigen::Index>(numbers.size()));
    for (std::size_t i = 0; i < numbers.size(); ++i)
        vector[static_cast<Eigen::Index>(i)] = numberOf(numbers[i]);
    return vector;
}

/// The greatest difference of figures to those of the reference.
struct Deviation {
    std::size_t figures = 0;
    double greatest = 0.0;

    void add(double difference)
    {
        ++figures;
        greatest = std::isnan(difference) ? HUGE_VAL : std::max(greatest, difference);
    }
    void addAbsolute(double ours, double theirs) { add(std::abs(ours - theirs)); }
    void addRelative(double ours, double theirs)
    {
        add(ours == theirs ? 0.0 : std::abs(ours - theirs) / std::max(std::abs(ours), std::abs(theirs)));
    }
    void addAbsolute(const Eigen::VectorXd& ours, const nlohmann::json& theirs)
    {
        const Eigen::VectorXd wanted = vectorOf(theirs);
        for (Eigen::Index i = 0; i < wanted.size(); ++i)
            addAbsolute(ours[i], wanted[i]);
    }
    void addRelative(const Eigen::VectorXd& ours, const nlohmann::json& theirs)
    {
        const Eigen::VectorXd wanted = vectorOf(theirs);
        for (Eigen::Index i = 0; i < wanted.size(); ++i)
            addRelative(ours[i], wanted[i]);
    }
};

/// Prints a line of the table and says whether the deviation is allowed.
inline bool isAllowed(const char* what, const char* measure, const Deviation& deviation, double allowed)
{
    fmt::print("{:58} {:6} figures, greatest {} deviation {:.2g} (allowed {:.2g})\n", what, deviation.figures, measure,
               deviation.greatest, allowed);
    std::fflush(stdout);
    return deviation.figures > 0 && deviation.greatest <= allowed;
}

/// The training rows of the reference figures.
inline RegressionData trainRowsOf(const char* target)
{
    return selectRows(syntheticRuns(target), holdOutSplit(459, 42).train);
}

} // namespace wattline::test
