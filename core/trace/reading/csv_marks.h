// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace wattline {

/// Where the cells and lines of a text end, found with vector instructions. It knows nothing of quotes: a text that
/// holds any is told apart, and must be walked byte by byte.
struct CsvMarks {
    std::vector<std::uint32_t> cellEnds; ///< places of separators and line breaks, in order; room for more behind them
    std::vector<std::uint32_t> lineEnds; ///< places of line breaks, in order; likewise
    std::size_t cells = 0;               ///< how many cellEnds there are
    std::size_t lines = 0;
    bool hasQuotes = false;
    bool hasNuls = false;
    bool hasHighBytes = false; ///< bytes above 127

    /// Finds the marks of a text of less than 4 GiB; what was found before is lost.
    void find(std::string_view text, char separator);
};

} // namespace wattline
