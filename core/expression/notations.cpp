// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/print.h"

#include <algorithm>
#include <array>

namespace wattline {

namespace {

std::string exactLatex(const Expression& expression, const std::vector<std::string>& names)
{
    return toLatex(expression, names, AllDigits);
}

constexpr std::array Notations = {
    Notation{"text", "Text", "txt", toText},      Notation{"latex", "LaTeX", "tex", exactLatex},
    Notation{"python", "Python", "py", toPython}, Notation{"c", "C", "c", toC},
    Notation{"excel", "Excel", "txt", toExcel},   Notation{"sympy", "SymPy", "py", toSympy},
    Notation{"dot", "DOT", "dot", toDot}};

} // namespace

std::span<const Notation> allNotations()
{
    return Notations;
}

const Notation* notationNamed(std::string_view id)
{
    const auto* const found =
        std::find_if(Notations.begin(), Notations.end(), [&](const Notation& notation) { return notation.id == id; });
    return found == Notations.end() ? nullptr : found;
}

} // namespace wattline
