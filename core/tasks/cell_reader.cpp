// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/cell_reader.h"

#include "core/base/text.h"

#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

/// Below this a plain number was probably written in thousands, millions or billions: no network has so few parameters
/// or operations. 0 where nothing can be said.
double leastPlausible(std::string_view column)
{
    if (column == "params")
        return 1e4;
    return column == "flops" ? 1e6 : 0.0;
}

std::string andMore(std::size_t cells)
{
    if (cells < 2)
        return {};
    return cells == 2 ? " (and 1 more cell)" : fmt::format(" (and {} more cells)", formatCount(cells - 1));
}

/// With all digits before the point, so that a wrong factor of 1000 shows.
std::string allDigits(double value)
{
    constexpr double Largest = 1e15;
    return value < Largest && value == std::floor(value) ? formatCount(static_cast<std::size_t>(value))
                                                         : formatShort(value, 6);
}

std::string sentenceOf(const TaskColumn& column, const std::string& cell, double value)
{
    return fmt::format("column {}: {} is read as {} {}", quotedForMessage(column.header), quotedForMessage(cell),
                       column.meaning.name, allDigits(value));
}

} // namespace

CellReader::CellReader(const TaskColumn& column, const TaskNumberColumn& number, DecimalMark mark)
    : m_column(column), m_number(number), m_mark(mark)
{
}

void CellReader::Tally::note(const std::string& cell, double read, std::size_t at)
{
    if (++cells > 1)
        return;
    first = cell;
    value = read;
    line = at;
}

Result<std::optional<double>> CellReader::read(const std::string& cell, std::size_t line)
{
    const Result<std::optional<Quantity>> quantity =
        readQuantity(cell, m_number.dimension, m_column.meaning.factor, m_mark);
    if (!quantity)
        return Error{ErrorKind::Format, fmt::format("column {} holds {}, which {}", m_column.header,
                                                    quotedForMessage(cell), quantity.error().message)};
    if (!*quantity)
        return std::optional<double>();
    const Quantity& read = **quantity;
    if (read.hasUnit)
        m_ownUnit.note(cell, read.value, line);
    else if (m_column.meaning.factor != 1.0)
        m_scaled.note(cell, read.value, line);
    else if (read.isGrouped)
        m_grouped.note(cell, read.value, line);
    else if (read.value > 0.0 && read.value < leastPlausible(m_column.meaning.name))
        m_suspicious.note(cell, read.value, line);
    return std::optional(read.value);
}

std::vector<TaskRemark> CellReader::remarks(std::size_t headerLine) const
{
    std::vector<TaskRemark> found;
    if (m_scaled.cells > 0)
        found.push_back({headerLine, sentenceOf(m_column, m_scaled.first, m_scaled.value) +
                                         fmt::format(", times {}", allDigits(m_column.meaning.factor)) +
                                         andMore(m_scaled.cells)});
    if (m_ownUnit.cells > 0)
        found.push_back({m_ownUnit.line, sentenceOf(m_column, m_ownUnit.first, m_ownUnit.value) +
                                             ", by the unit in the cell" + andMore(m_ownUnit.cells)});
    if (m_grouped.cells > 0)
        found.push_back({m_grouped.line, sentenceOf(m_column, m_grouped.first, m_grouped.value) +
                                             ", its thousands taken together" + andMore(m_grouped.cells)});
    if (m_suspicious.cells > 0)
        found.push_back({m_suspicious.line, suspicion()});
    return found;
}

std::string CellReader::suspicion() const
{
    const bool isFlops = m_column.meaning.name == "flops";
    return fmt::format(
        "column {0}: {1} is taken as a plain count, which is little for {2}{3}; if it counts {4}, say so "
        "in the header (\"{2} ({5})\") or by mapping the column with its unit ({2}:{5})",
        quotedForMessage(m_column.header), quotedForMessage(m_suspicious.first), m_column.meaning.name,
        andMore(m_suspicious.cells), isFlops ? "billions" : "millions", isFlops ? "G" : "M");
}

} // namespace wattline
