// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/names.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// What the words of a formula mean, and what to say of a word that means nothing.
class FormulaNames {
public:
    FormulaNames(const std::vector<std::string>& variables, FunctionNames functions)
        : m_variables(variables), m_functions(functions)
    {
    }

    /// The number of the variable with that name, or with the name X and its number.
    std::optional<std::size_t> find(std::string_view name) const;

    std::string whyNoVariable(std::string_view name) const;
    std::string whyNoFunction(std::string_view name) const;

private:
    std::string someNames() const;

    const std::vector<std::string>& m_variables;
    FunctionNames m_functions;
};

/// True for 0 to 9.
bool isDigit(char c);

} // namespace wattline
