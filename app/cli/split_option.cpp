// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/split_option.h"

#include "core/base/text.h"

namespace wattline::cli {

namespace {

std::string splitProblem(const std::string& text)
{
    const auto [rule, column] = partedAtColon(text);
    if (text == "random" || ((rule == "stratified" || rule == "grouped") && !column.empty()))
        return {};
    return quotedForMessage(text) + " is none of random, stratified:COLUMN and grouped:COLUMN";
}

} // namespace

std::pair<std::string_view, std::string_view> partedAtColon(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return {text, {}};
    return {text.substr(0, colon), trimmed(text.substr(colon + 1))};
}

CLI::Option* addSplitOption(CLI::App& command, std::string& split)
{
    return command
        .add_option("--split", split,
                    "random; stratified:COLUMN (each value has its share in every part); grouped:COLUMN (whole groups "
                    "are held out); folds likewise")
        ->check(CLI::Validator(splitProblem, "RULE"))
        ->default_str("random");
}

SplitRule splitRuleOf(std::string_view split)
{
    const auto [rule, column] = partedAtColon(split);
    if (rule == "stratified")
        return {SplitRule::Kind::Stratified, std::string(column)};
    if (rule == "grouped")
        return {SplitRule::Kind::Grouped, std::string(column)};
    return {};
}

Json splitRuleJson(const SplitRule& rule)
{
    switch (rule.kind) {
    case SplitRule::Kind::Stratified:
        return {{"rule", "stratified"}, {"column", rule.column}};
    case SplitRule::Kind::Grouped:
        return {{"rule", "grouped"}, {"column", rule.column}};
    case SplitRule::Kind::Random:
        break;
    }
    return {{"rule", "random"}};
}

} // namespace wattline::cli
