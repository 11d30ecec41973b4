// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_blocks.h"

#include "core/base/parallel.h"
#include "core/base/parallel_in_order.h"
#include "core/trace/reading/csv_row_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

/// What one thread needs to read one stretch after the other.
class BlockReader {
public:
    BlockReader(const TextSource& source, const CsvLayout& layout, const GpuOrder& order)
        : m_source(source), m_reader(layout, order)
    {
    }

    /// Reads the rows that begin in [begin, end).
    void read(std::size_t begin, std::size_t end)
    {
        constexpr std::size_t LeastLookAhead = std::size_t{1} << 16U;
        std::size_t lookAhead = 0;
        do { // a quoted cell may reach beyond the stretch, but no further than a few lines
            Result<TextBlock> block = m_source.linesIn(begin, end, lookAhead, m_buffers);
            if (!block) {
                m_error = block.error();
                return;
            }
            m_block = *block;
            m_reader.read(m_block, m_rows);
            lookAhead = std::max(LeastLookAhead, 4 * lookAhead);
        } while (m_rows.needsMoreText);
        m_odd = {};
        m_odd.endsEarly = m_block.endsEarly;
        if (m_rows.hasOddBytes)
            m_odd.look(m_rows.hasUnendedRow ? m_block.text : m_block.text.substr(0, m_rows.bytesSeen), 0);
    }

    /// Reads the last row of the source, which lacks its line break.
    void readUnended(std::size_t powerCellLength)
    {
        m_block.text.remove_prefix(m_rows.bytesSeen);
        m_reader.readUnended(m_block.text, powerCellLength, m_rows);
    }

    const std::optional<Error>& error() const { return m_error; }
    const OddBytes& odd() const { return m_odd; }
    CsvRows& rows() { return m_rows; }
    std::size_t begin() const { return m_block.rawBegin; }
    /// The place in the source after the last row.
    std::size_t end() const { return m_block.rawBegin + m_source.rawLength(m_block.text.substr(0, m_rows.bytesSeen)); }

private:
    const TextSource& m_source;
    CsvRowReader m_reader;
    TextBuffers m_buffers;
    TextBlock m_block;
    CsvRows m_rows;
    OddBytes m_odd;
    std::optional<Error> m_error;
};

/// Puts the stretches together again.
class BlockMerge {
public:
    BlockMerge(const CsvBlocks& blocks, CsvCollector& collector, const RunContext& context)
        : m_blocks(blocks), m_collector(collector), m_context(context)
    {
    }

    std::size_t count() const
    {
        return (m_blocks.source.end() - m_blocks.begin + m_blocks.blockBytes - 1) / m_blocks.blockBytes;
    }
    std::size_t beginOf(std::size_t block) const { return m_blocks.begin + block * m_blocks.blockBytes; }
    std::size_t endOf(std::size_t block) const { return std::min(beginOf(block + 1), m_blocks.source.end()); }

    /// Takes the stretch that follows; false where the reading ends with it.
    bool take(std::size_t block, BlockReader& reader)
    {
        // A quoted cell of the stretch before may reach into this one: then its rows begin later than was thought.
        if (m_resume > reader.begin() && !reader.error())
            reader.read(std::min(m_resume, endOf(block)), endOf(block));
        if (reader.error()) {
            m_error = reader.error();
            return false;
        }
        m_odd.append(reader.odd(), m_collector.lines());
        if (!m_odd.isUtf8)
            return false;
        const double share = static_cast<double>(endOf(block)) / static_cast<double>(m_blocks.source.end());
        const bool hasUnendedRow = reader.rows().hasUnendedRow;
        m_resume = std::max(m_resume, reader.end());
        bool goesOn = m_collector.take(reader.rows(), share);
        if (goesOn && hasUnendedRow) { // it may have several lines, which other stretches took for rows
            m_resume = m_blocks.source.end();
            reader.readUnended(m_collector.powerCellLength());
            goesOn = m_collector.take(reader.rows(), share);
        }
        m_context.report(share, "Reading " + m_blocks.name);
        return goesOn;
    }

    Result<OddBytes> result() const
    {
        if (m_error)
            return *m_error;
        if (m_odd.isUtf8 && m_collector.hasTooManyGpus())
            return Error{
                ErrorKind::Format,
                fmt::format("{}:{}: the column of GPU names has more than {} different values, so it does not name "
                            "GPUs; choose another with --gpu-column, or --gpu-column none.",
                            m_blocks.name, m_collector.lastLine(), CsvRows::MostGpus)};
        if (m_context.stopRequested())
            return canceledError();
        return m_odd;
    }

private:
    const CsvBlocks& m_blocks;
    CsvCollector& m_collector;
    const RunContext& m_context;
    OddBytes m_odd;
    std::optional<Error> m_error;
    std::size_t m_resume = 0; ///< where the next row begins, as far as is known
};

} // namespace

void OddBytes::look(std::string_view text, std::size_t linesBefore)
{
    OddBytes found;
    found.nuls = countOf('\0', text);
    if (found.nuls > 0)
        found.firstNulLine = lineAt(text, text.find('\0'));
    if (const std::size_t high = firstHighByte(text); high != std::string_view::npos) {
        found.firstHighLine = lineAt(text, high);
        found.isUtf8 = wattline::isUtf8(text, high);
    }
    append(found, linesBefore);
}

void OddBytes::append(const OddBytes& later, std::size_t linesBefore)
{
    nuls += later.nuls;
    if (firstNulLine == 0 && later.firstNulLine > 0)
        firstNulLine = linesBefore + later.firstNulLine;
    if (firstHighLine == 0 && later.firstHighLine > 0)
        firstHighLine = linesBefore + later.firstHighLine;
    isUtf8 = isUtf8 && later.isUtf8;
    endsEarly = endsEarly || later.endsEarly;
}

Result<OddBytes> readCsvBlocks(const CsvBlocks& blocks, const CsvLayout& layout, const GpuOrder& order,
                               CsvCollector& collector, const RunContext& context)
{
    BlockMerge merge(blocks, collector, context);
    std::vector<std::unique_ptr<BlockReader>> readers; // large: each on its own
    const std::size_t threads = std::min<std::size_t>(threadCount(context), std::max<std::size_t>(merge.count(), 1));
    for (std::size_t i = 0; i < threads; ++i)
        readers.push_back(std::make_unique<BlockReader>(blocks.source, layout, order));
    OrderedWork work;
    work.produce = [&](std::size_t block, std::size_t worker) {
        readers[worker]->read(merge.beginOf(block), merge.endOf(block));
    };
    work.consume = [&](std::size_t block, std::size_t worker) { return merge.take(block, *readers[worker]); };
    parallelInOrder(merge.count(), context, work);
    return merge.result();
}

} // namespace wattline
