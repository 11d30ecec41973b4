// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/statistics.h"
#include "core/evaluation/metrics.h"
#include "core/models/model.h"

#include <optional>

namespace wattline {

struct TransferSettings {
    std::string method = "boosting"; ///< id
    Effort effort = Effort::Quick;
    std::size_t repeats = 5; ///< splits of the group that is trained on; the grid is searched in the first
    std::uint32_t seed = 42; ///< split i is drawn with seed + i, and so is its fit
    std::size_t fewest = 20; ///< rows that a group needs to be trained on
};

/// One group of rows and the models trained on it.
struct TransferGroup {
    std::string name; ///< the cell that its rows share; may be empty
    std::size_t rows = 0;
    std::size_t trainRows = 0; ///< of each split
    std::size_t testRows = 0;  ///< held out of each split
    std::string settings;      ///< of the model
    std::string failure;       ///< why nothing was trained on it; empty where it was

    /// As people read it: "(empty)" for an empty cell.
    std::string shownName() const;
};

/// How well models trained on one group predict another, or the held-out part of their own.
struct TransferErrors {
    Spread mse, rmse, mae;
    std::optional<Spread> mre; ///< absent where a target is 0
    std::size_t rows = 0;      ///< that each model was tested on
    double outside = 0.0;      ///< of these, how many lie outside the training rows' box, mean over the repeats
};

/// What was trained on one group, by the group that it was tested on.
struct TransferRow {
    std::size_t repeats = 0;                           ///< finished
    std::vector<std::optional<TransferErrors>> errors; ///< by tested group; absent where nothing was trained, or where
                                                       ///< a prediction is no number
};

struct Transfer {
    std::string target;
    std::string method;                ///< its title
    std::vector<TransferGroup> groups; ///< in the order in which the rows name them
    std::vector<TransferRow> rows;     ///< by trained group
    bool stopped = false;              ///< ended early; the finished groups stand

    /// Whether relative errors exist everywhere that there are errors.
    bool hasRelativeErrors() const;
};

inline constexpr std::size_t MostTransferGroups = 50;

/// Trains on each group of data.groups and tests on every other one as a whole, and on the group's own held-out tenth,
/// which is drawn `repeats` times. A row lies outside when any feature is beyond the least or greatest value of the
/// training rows. A group of too few rows is tested on, not trained on, and says so. onResult (may be empty) gets the
/// table after each group, on the calling thread. A stop answers within 0.2 s; finished groups stand (Error Canceled
/// before the first). Error Data: an unknown method, fewer than two groups or more than MostTransferGroups, or no group
/// with enough rows.
Result<Transfer> transferBetweenGroups(const RegressionData& data, const TransferSettings& settings = {},
                                       const std::function<void(const Transfer&)>& onResult = {},
                                       const RunContext& context = {});

/// The rows with each group's name, taken for the name of a network, replaced by its family: "ResNet", "VGG", ...
RegressionData groupedByFamily(RegressionData data);

/// Sentences that a reader of the table must know.
std::vector<std::string> remarksOn(const Transfer& transfer);

} // namespace wattline
