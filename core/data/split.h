// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace wattline {

/// Row numbers (from 0) of the three parts of a data set; together each row once.
struct Split {
    std::vector<std::size_t> train;
    std::vector<std::size_t> validation;
    std::vector<std::size_t> test;
};

/// The 8:1:1 split as scikit-learn's train_test_split makes it in two steps: hold-out = ceil(0.2 n), half of it (ceil)
/// the test; 459 rows give 367/46/46. Needs n >= 5.
Split holdOutSplit(std::size_t rows, std::uint32_t seed);

/// The split with the given test rows; validation is ceil(1/9) of the remaining rows, drawn by the seed.
Split splitWithTestRows(std::size_t rows, const std::vector<std::size_t>& testRows, std::uint32_t seed);

/// One line per split, each a list of row numbers separated by blanks or commas. Error Io or Format naming the line:
/// not a number, a row beyond the table, a row named twice, no line.
Result<std::vector<std::vector<std::size_t>>> readTestRows(const std::filesystem::path& path, std::size_t rows);

/// One fold of a cross-validation.
struct Fold {
    std::vector<std::size_t> train;
    std::vector<std::size_t> held;
};

/// k folds as scikit-learn's KFold(shuffle=True, random_state=seed) makes them: the first n % k folds one longer.
std::vector<Fold> kFolds(std::size_t rows, std::size_t folds, std::uint32_t seed);

} // namespace wattline
