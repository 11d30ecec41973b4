// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/formula_names.h"

#include "core/base/text.h"

#include <algorithm>

namespace wattline {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<std::size_t> FormulaNames::find(std::string_view name) const
{
    const auto found = std::find(m_variables.begin(), m_variables.end(), name);
    if (found != m_variables.end())
        return static_cast<std::size_t>(found - m_variables.begin());
    const bool isNumbered =
        name.size() > 1 && name.size() < 7 && name.front() == 'X' && std::all_of(name.begin() + 1, name.end(), isDigit);
    if (!isNumbered)
        return std::nullopt;
    const auto number = static_cast<std::size_t>(parseNumber(name.substr(1)).value_or(0.0));
    return number < m_variables.size() ? std::optional(number) : std::nullopt;
}

std::string FormulaNames::whyNoVariable(std::string_view name) const
{
    std::string why = "knows no variable " + quotedForMessage(name);
    if (name == "e")
        why += " (Euler's number is exp(1))";
    else if (functionNamed(name, m_functions))
        why += " (a function takes its argument in parentheses)";
    return why + "; it may use " + someNames();
}

std::string FormulaNames::whyNoFunction(std::string_view name) const
{
    const std::string why = "knows no function " + quotedForMessage(name);
    if (name == "log10" || name == "log2")
        return why + "; write log(x) / log(" + std::string(name.substr(3)) + ")";
    return find(name) ? why + "; to multiply, write \"*\" between" : why;
}

std::string FormulaNames::someNames() const
{
    constexpr std::size_t Shown = 12;
    std::string list;
    for (std::size_t i = 0; i < std::min(m_variables.size(), Shown); ++i)
        list += (i > 0 ? ", " : "") + quotedName(m_variables[i]);
    return m_variables.empty() ? "no variables" : list + (m_variables.size() > Shown ? ", …" : "");
}

} // namespace wattline
