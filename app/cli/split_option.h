// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/data/split_rule.h"

namespace wattline::cli {

/// Adds --split random|stratified:COLUMN|grouped:COLUMN; parsing checks it and fills `split`, which must outlive the
/// command.
CLI::Option* addSplitOption(CLI::App& command, std::string& split);

/// The rule of such a text. Its column groups the rows: it is the groupBy of DataOptions.
SplitRule splitRuleOf(std::string_view split);

/// The keys rule (random, stratified, grouped) and, but for random, the column that it goes by.
Json splitRuleJson(const SplitRule& rule);

/// A word and what stands behind its colon, as in grouped:model.
std::pair<std::string_view, std::string_view> partedAtColon(std::string_view text);

} // namespace wattline::cli
