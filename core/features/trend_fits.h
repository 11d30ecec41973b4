// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

enum class TrendKind {
    Linear,       ///< a x + b
    Logarithmic,  ///< a ln x + b
    Exponential,  ///< a e^(b x)
    Power,        ///< a x^b
    MovingAverage ///< no equation: the mean of y over neighbouring places of x
};

/// The coefficients of one trend, and which part of the variance it explains.
struct TrendLine {
    double a = std::numeric_limits<double>::quiet_NaN();
    double b = std::numeric_limits<double>::quiet_NaN();
    double r2 = std::numeric_limits<double>::quiet_NaN(); ///< NaN where y is constant
};

/// One trend through points.
struct TrendFit {
    TrendKind kind = TrendKind::Linear;
    TrendLine line;            ///< least squares in y, r2 = 1 - SSE / SST of y; a and b are NaN for a moving average
    TrendLine spreadsheet;     ///< as spreadsheets fit: exponential and power through ln y, r2 that of ln y
    std::vector<double> x;     ///< of a moving average: its places, ascending; empty otherwise
    std::vector<double> y;     ///< and its values
    std::string absentBecause; ///< why there is none, as a sentence; empty where there is one

    bool exists() const { return absentBecause.empty(); }
    bool hasEquation() const { return exists() && kind != TrendKind::MovingAverage; }
};

/// The trends of y over x, one of each kind in the order of TrendKind.
struct TrendFits {
    std::string x; ///< names of the columns
    std::string y;
    std::size_t rows = 0;
    double lowX = 0.0;
    double highX = 0.0;
    std::vector<TrendFit> fits;
    std::optional<std::size_t> best; ///< of those with an equation the one with the greatest r2
};

/// Two columns of one length, all finite.
struct TrendPoints {
    std::string xName;
    std::string yName;
    std::vector<double> x;
    std::vector<double> y;
};

struct TrendSettings {
    int places = 3; ///< of x, an odd number, over which the moving average goes
};

/// Fits every kind of trend. Linear and logarithmic ones are linear least squares; exponential and power ones are
/// nonlinear least squares in y, found by a search over b (a follows from b) and Gauss-Newton steps, which need
/// positive y so that a spreadsheet's fit exists too. Logarithm and power need positive x. The moving average is
/// centred, takes rows of equal x as one place, and fewer places at the ends. Takes about 300 n steps. Error Data for
/// fewer than 3 points, fewer than 2 places of x, or an even or negative number of places; Canceled.
Result<TrendFits> fitTrends(const TrendPoints& points, const TrendSettings& settings = {},
                            const RunContext& context = {});

/// What a trend with an equation says for x; NaN for one without.
double trendAt(const TrendFit& fit, double x);

/// "linear", "logarithmic", "exponential", "power", "moving_average".
std::string_view nameOf(TrendKind kind);

/// "y = 171.95 ln(x) - 291" with the names of the columns and that many significant digits; empty for one without.
std::string trendEquation(const TrendFit& fit, const std::string& x, const std::string& y, int significantDigits = 5);

} // namespace wattline
