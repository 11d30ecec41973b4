// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/assemble.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wattline {

/// The identifier that stands for each variable of a formula: its name with every character that is no letter, digit or
/// underscore replaced by an underscore, changed further while it is taken or reserved.
std::map<std::size_t, std::string> identifiersOf(const Expression& expression, const std::vector<std::string>& names,
                                                 const std::function<bool(const std::string&)>& isReserved);

/// Parts that were given a name of their own, in the order in which they must be computed.
class Steps {
public:
    explicit Steps(std::string prefix) : m_prefix(std::move(prefix)) {}

    /// The name of a new step with that value.
    PrintedPart named(const PrintedPart& part);

    const std::vector<std::pair<std::string, std::string>>& all() const { return m_steps; }

private:
    std::string m_prefix;
    std::vector<std::pair<std::string, std::string>> m_steps;
};

/// How a programming language writes formulas. A function that has to be defined is called by our name, another one by
/// the library's prefix and our name; sums, differences, products, quotients and signs are infix. `calls` holds what is
/// called otherwise.
struct CodeLanguage {
    std::string library; ///< "np."
    std::map<Op, std::string> calls;
    std::map<Op, std::string> definitions; ///< what has to be defined before a call
    std::set<std::string> reserved;        ///< no names of variables
    std::string stepPrefix;
};

/// A formula in pieces that a language's printer frames.
struct Code {
    std::map<std::size_t, std::string> identifiers; ///< by variable
    std::string definitions;                        ///< those that are needed, an empty line before each
    std::vector<std::pair<std::string, std::string>> steps;
    std::string result;
};

/// The steps as lines: begin, name, " = ", value, end.
std::string linesOf(const std::vector<std::pair<std::string, std::string>>& steps, std::string_view begin,
                    std::string_view end);

Code codeOf(const Expression& expression, const std::vector<std::string>& names, const CodeLanguage& language);

} // namespace wattline
