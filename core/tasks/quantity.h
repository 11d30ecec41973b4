// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace wattline {

/// What a number of the tasks CSV counts or measures: it says which units its cells may bear.
enum class Dimension {
    Number,  ///< none: a learning rate
    Count,   ///< K, M, G (or B), T
    Flops,   ///< K, M, G, T, P, with or without "FLOPs"
    Side,    ///< of an image in pixels, or tokens; "224x224" is 224
    Bytes,   ///< B, KB, MB, GB, KiB, MiB, GiB
    Watts,   ///< mW, W, kW
    Seconds, ///< ms, s, min, h
};

/// Which comma or point is the decimal mark where a cell has one alone.
enum class DecimalMark {
    Point,       ///< commas stand between cells; one within a cell parts thousands, or is a decimal comma
    PointOrComma ///< no comma stands between cells: it is a decimal comma, and a point may part thousands of a count
};

/// A number as it was written.
struct Quantity {
    double value = 0.0;     ///< in the plain unit of its dimension
    bool hasUnit = false;   ///< the cell itself named a unit, which stood against the factor
    bool isGrouped = false; ///< something stood between its thousands
};

/// By what a unit multiplies: 1e6 for "M" of a count, 1 for "" and for what only says what is counted ("samples");
/// nothing for one that the dimension does not know.
std::optional<double> unitFactor(Dimension dimension, std::string_view unit);

/// Reads "25.6M", "4.1 GFLOPs", "100k", "224x224", "25,557,032", "0,001". `factor` multiplies where the cell has no
/// unit of its own. Nothing for an empty cell and for the marks of an unknown value (NA, n/a, nan, null, none, -, ?).
/// The error is the end of a sentence about the cell.
Result<std::optional<Quantity>> readQuantity(std::string_view cell, Dimension dimension, double factor,
                                             DecimalMark mark);

/// Whether a cell is empty or says that its value is not known.
bool isAbsent(std::string_view cell);

} // namespace wattline
