// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/transfer.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

/// In how many pairs rows lie outside, as a sentence; empty where none does.
std::string outsideRemark(const Transfer& transfer)
{
    std::size_t pairs = 0;
    std::size_t whole = 0;
    for (std::size_t train = 0; train < transfer.rows.size(); ++train) {
        for (std::size_t test = 0; test < transfer.rows[train].errors.size(); ++test) {
            const auto& cell = transfer.rows[train].errors[test];
            if (!cell || train == test)
                continue;
            pairs += cell->outside > 0.0 ? 1 : 0;
            whole += cell->outside >= static_cast<double>(cell->rows) ? 1 : 0;
        }
    }
    if (pairs == 0)
        return {};
    return fmt::format(
        "In {} pairs of different groups some tested rows lie outside the training rows' box (*), in {} of "
        "them all (**): there the model extrapolates.",
        pairs, whole);
}

/// What stands behind ±, and where a grid was searched; empty where nothing was trained.
std::string repeatRemark(const Transfer& transfer)
{
    std::size_t repeats = 0;
    for (const TransferRow& row : transfer.rows)
        repeats = std::max(repeats, row.repeats);
    if (repeats < 2)
        return repeats == 0 ? std::string() : "One split of each group that was trained on.";
    return fmt::format("Mean ± sample standard deviation over {} splits of the group that was trained on; where the "
                       "method has a grid, it is searched in the first split, and the winner is fitted in all.",
                       repeats);
}

} // namespace

std::string TransferGroup::shownName() const
{
    return name.empty() ? "(empty)" : name;
}

std::vector<std::string> remarksOn(const Transfer& transfer)
{
    std::vector<std::string> remarks;
    if (std::string repeats = repeatRemark(transfer); !repeats.empty())
        remarks.push_back(std::move(repeats));
    for (std::size_t i = 0; i < transfer.groups.size(); ++i) {
        const TransferGroup& group = transfer.groups[i];
        if (!group.failure.empty())
            remarks.push_back(fmt::format("Nothing was trained on {}: {}", group.shownName(), group.failure));
        const bool undefined = transfer.rows[i].repeats > 0 &&
                               std::ranges::any_of(transfer.rows[i].errors, [](const auto& cell) { return !cell; });
        if (undefined)
            remarks.push_back(fmt::format("A model trained on {} predicts what is no number for another group; that "
                                          "pair has no errors.",
                                          group.shownName()));
    }
    if (std::string outside = outsideRemark(transfer); !outside.empty())
        remarks.push_back(std::move(outside));
    if (transfer.stopped)
        remarks.emplace_back("Stopped early; the groups that were trained on stand.");
    return remarks;
}

} // namespace wattline
