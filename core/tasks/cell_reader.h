// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_columns.h"

namespace wattline {

/// Reads the number cells of one column, and keeps account of what was converted, so that one sentence a column says
/// it.
class CellReader {
public:
    CellReader(const TaskColumn& column, const TaskNumberColumn& number, DecimalMark mark);

    /// The number of a cell; nothing where it is not known. The error is a sentence without its place.
    Result<std::optional<double>> read(const std::string& cell, std::size_t line);

    /// What was multiplied or grouped, with the first such cell, and numbers of a size that suggests a forgotten unit.
    std::vector<TaskRemark> remarks(std::size_t headerLine) const;

private:
    std::string suspicion() const;

    /// How many cells something is true of, and the first of them.
    struct Tally {
        std::size_t cells = 0;
        std::string first;
        double value = 0.0;
        std::size_t line = 0;

        void note(const std::string& cell, double read, std::size_t at);
    };

    const TaskColumn& m_column;
    const TaskNumberColumn& m_number;
    DecimalMark m_mark;
    Tally m_scaled;     ///< by the header's unit, or as chosen
    Tally m_ownUnit;    ///< by a unit in the cell
    Tally m_grouped;    ///< thousands taken together
    Tally m_suspicious; ///< plain numbers too small for what they count
};

} // namespace wattline
