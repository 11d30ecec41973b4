// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/report/table_cells.h"
#include "core/report/table_files.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace wattline {

namespace {

struct Spelling {
    std::string_view character;
    std::string_view latex;
};

/// The characters that TeX takes for its own, and those of our headers and names that its older engines do not know.
constexpr std::array Spellings = {
    Spelling{"\\", "\\textbackslash{}"},
    Spelling{"&", "\\&"},
    Spelling{"%", "\\%"},
    Spelling{"$", "\\$"},
    Spelling{"#", "\\#"},
    Spelling{"_", "\\_"},
    Spelling{"{", "\\{"},
    Spelling{"}", "\\}"},
    Spelling{"~", "\\textasciitilde{}"},
    Spelling{"^", "\\textasciicircum{}"},
    Spelling{"<", "\\textless{}"},
    Spelling{">", "\\textgreater{}"},
    Spelling{"|", "\\textbar{}"},
    Spelling{"±", "$\\pm$"},
    Spelling{"²", "$^{2}$"},
    Spelling{"³", "$^{3}$"},
    Spelling{"−", "$-$"},
    Spelling{"–", "--"},
    Spelling{"—", "---"},
    Spelling{"×", "$\\times$"},
    Spelling{"Δ", "$\\Delta$"},
    Spelling{"≤", "$\\leq$"},
    Spelling{"≥", "$\\geq$"},
    Spelling{"→", "$\\rightarrow$"},
    Spelling{"·", "$\\cdot$"},
    Spelling{"µ", "$\\mu$"},
    Spelling{"μ", "$\\mu$"},
    Spelling{"…", "\\ldots{}"},
    Spelling{"°", "$^{\\circ}$"},
    Spelling{"“", "``"},
    Spelling{"”", "''"},
    Spelling{"’", "'"},
};

std::string escaped(std::string_view text)
{
    const std::string clean = printableCell(text);
    std::string latex;
    for (std::size_t i = 0; i < clean.size();) {
        const std::string_view rest = std::string_view(clean).substr(i);
        const auto* const known =
            std::ranges::find_if(Spellings, [rest](const Spelling& s) { return rest.starts_with(s.character); });
        if (known == Spellings.end()) {
            latex += clean[i++];
            continue;
        }
        latex += known->latex;
        i += known->character.size();
    }
    return latex;
}

/// A number within mathematics: 1.5e-05 as 1.5 \times 10^{-5}.
std::string inMathematics(std::string_view number)
{
    const std::size_t exponent = number.find_first_of("eE");
    if (exponent == std::string_view::npos)
        return std::string(number);
    const auto power = static_cast<long>(*parseNumber(number.substr(exponent + 1)));
    return std::string(number.substr(0, exponent)) + " \\times 10^{" + std::to_string(power) + "}";
}

std::string cellText(std::string_view cell)
{
    if (cell.empty())
        return {};
    if (isAbsentCell(cell))
        return "--";
    if (const auto spread = spreadOfCell(cell))
        return "$" + inMathematics(spread->first) + " \\pm " + inMathematics(spread->second) + "$";
    const std::string_view word = trimmed(cell);
    if (parseNumber(word) && word.find_first_of("eE-") != std::string_view::npos)
        return "$" + inMathematics(word) + "$";
    return escaped(cell);
}

template <class Text>
std::string lineOf(const std::vector<std::string>& row, std::size_t columns, const Text& text)
{
    std::string line = "  ";
    for (std::size_t c = 0; c < columns; ++c)
        line += (c == 0 ? "" : " & ") + (c < row.size() ? text(row[c]) : std::string());
    return line + " \\\\\n";
}

} // namespace

std::string toLatex(const TextTable& table)
{
    const std::size_t columns = table.header.size();
    std::string text = "% \\usepackage{booktabs}\n";
    for (const std::string& note : table.notes)
        text += "% " + printableCell(note) + "\n";
    text += "\\begin{tabular}{";
    for (const bool isNumber : numberColumns(table))
        text += isNumber ? 'r' : 'l';
    text += "}\n  \\toprule\n" + lineOf(table.header, columns, escaped) + "  \\midrule\n";
    for (const std::vector<std::string>& row : table.rows)
        text += lineOf(row, columns, cellText);
    return text + "  \\bottomrule\n\\end{tabular}\n";
}

} // namespace wattline
