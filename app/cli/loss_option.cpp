// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/loss_option.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace wattline::cli {

namespace {

constexpr std::array Losses = {ErrorMeasure::MeanAbsolute, ErrorMeasure::RootMeanSquare, ErrorMeasure::MeanRelative,
                               ErrorMeasure::RootMeanSquareLog};

} // namespace

std::string_view lossName(ErrorMeasure measure)
{
    switch (measure) {
    case ErrorMeasure::MeanAbsolute:
        return "mae";
    case ErrorMeasure::RootMeanSquare:
        return "rmse";
    case ErrorMeasure::MeanRelative:
        return "mre";
    case ErrorMeasure::RootMeanSquareLog:
        break;
    }
    return "rmsle";
}

std::vector<std::string> lossNames()
{
    std::vector<std::string> names;
    for (const ErrorMeasure loss : Losses)
        names.emplace_back(lossName(loss));
    return names;
}

ErrorMeasure lossNamed(std::string_view name)
{
    const auto* const found =
        std::find_if(Losses.begin(), Losses.end(), [&](ErrorMeasure loss) { return lossName(loss) == name; });
    assert(found != Losses.end());
    return *found;
}

} // namespace wattline::cli
