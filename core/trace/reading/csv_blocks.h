// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/trace/reading/csv_collector.h"
#include "core/trace/reading/text_source.h"

#include <string>

namespace wattline {

/// Where the rows of a CSV recording stand, and in stretches of how many bytes they are read. The size of a stretch,
/// like the number of threads, changes nothing in the result.
struct CsvBlocks {
    static constexpr std::size_t DefaultBytes = std::size_t{1} << 20U;

    const TextSource& source;
    std::size_t begin = 0; ///< of the first row
    std::size_t blockBytes = DefaultBytes;
    std::string name; ///< of the recording, in messages and progress
};

/// What the bytes of a text hold that ASCII does not.
struct OddBytes {
    std::size_t nuls = 0;
    std::size_t firstNulLine = 0;  ///< 0: none
    std::size_t firstHighLine = 0; ///< of a byte above 127; 0: none
    bool isUtf8 = true;
    bool endsEarly = false; ///< the file became shorter while it was read

    /// Takes account of a text whose lines follow the given number of lines.
    void look(std::string_view text, std::size_t linesBefore);
    /// Takes what was found further on.
    void append(const OddBytes& later, std::size_t linesBefore);
};

/// Reads all rows into the collector, in parallel. The answer tells what the bytes hold; where they turn out not to be
/// UTF-8 the reading ends there. Error Format after too many GPUs, Io, Canceled.
Result<OddBytes> readCsvBlocks(const CsvBlocks& blocks, const CsvLayout& layout, const GpuOrder& order,
                               CsvCollector& collector, const RunContext& context);

} // namespace wattline
