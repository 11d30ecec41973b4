// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/population_scorer.h"

#include "core/base/parallel.h"

#include <algorithm>

namespace wattline {

namespace {

/// Rows a block: wide enough to hide the cost of an instruction, narrow enough for the shared subtrees of a population
/// to stay near.
constexpr std::size_t BlockRows = 96;
/// Shares of the rows, each summed on its own; more than any machine needs to keep its cores busy.
constexpr std::size_t MostShares = 64;
/// Instructions between two looks at the stop token: a few milliseconds.
constexpr std::size_t InstructionsBetweenLooks = 20000;
/// All slots of all threads of one scorer together (scorers that run side by side have as much each); fewer threads run
/// where a tape needs more.
constexpr std::size_t MostSlotBytes = 120'000'000;

std::size_t roundedUp(std::size_t value, std::size_t unit)
{
    return (value + unit - 1) / unit * unit;
}

bool runWatched(const Tape& tape, const TapeBlock<double>& block, const RunContext& context)
{
    const std::span<const Instruction> all = tape.instructions;
    for (std::size_t begin = 0; begin < all.size(); begin += InstructionsBetweenLooks) {
        if (context.stopRequested())
            return false;
        runTape(all.subspan(begin, std::min(InstructionsBetweenLooks, all.size() - begin)), tape.constants, block);
    }
    return true;
}

} // namespace

PopulationScorer::PopulationScorer(const Eigen::MatrixXd& features, const Eigen::VectorXd& target)
    : m_rows(static_cast<std::size_t>(features.rows())),
      m_stride(roundedUp(m_rows, BlockRows)),
      m_features(m_stride * static_cast<std::size_t>(features.cols())),
      m_target(m_stride)
{
    // Rows beyond the last are computed with the others and do not count; zeros keep them cheap.
    std::fill_n(m_features.data(), m_features.size(), 0.0);
    std::fill_n(m_target.data(), m_target.size(), 0.0);
    for (Eigen::Index column = 0; column < features.cols(); ++column)
        std::copy_n(features.col(column).data(), m_rows,
                    m_features.data() + static_cast<std::size_t>(column) * m_stride);
    std::copy_n(target.data(), m_rows, m_target.data());
}

RowBuffer<double> PopulationScorer::takeSlots(std::size_t size)
{
    const std::lock_guard lock(m_slotsMutex);
    RowBuffer<double> slots;
    if (!m_slots.empty()) {
        slots = std::move(m_slots.back());
        m_slots.pop_back();
    }
    if (slots.size() < size) {
        slots = {}; // before the larger one is there
        slots = RowBuffer<double>(size + size / 4);
    }
    return slots;
}

void PopulationScorer::giveBack(RowBuffer<double> slots)
{
    const std::lock_guard lock(m_slotsMutex);
    m_slots.push_back(std::move(slots));
}

std::optional<std::vector<double>> PopulationScorer::meanAbsoluteErrors(const ProgramGraph& graph,
                                                                        std::span<const ProgramGraph::Id> programs,
                                                                        const RunContext& context)
{
    const Tape tape = tapeOf(graph, programs);
    const std::size_t shareRows = roundedUp(std::max(BlockRows, (m_rows + MostShares - 1) / MostShares), BlockRows);
    const std::size_t shares = (m_rows + shareRows - 1) / shareRows;
    std::vector<double> sums(shares * programs.size(), 0.0);
    const auto runShare = [&](std::size_t share) {
        RowBuffer<double> slots = takeSlots(tape.slotCount * BlockRows);
        const std::size_t end = std::min(m_rows, (share + 1) * shareRows);
        for (std::size_t begin = share * shareRows; begin < end; begin += BlockRows) {
            TapeBlock<double> block{std::min(BlockRows, end - begin), m_features.data() + begin, m_stride,
                                    slots.data()};
            block.slotStride = BlockRows;
            block.target = m_target.data() + begin;
            block.scores = sums.data() + share * programs.size();
            if (!runWatched(tape, block, context))
                break;
        }
        giveBack(std::move(slots));
    };
    RunContext limited = context;
    const std::size_t slotBytes = std::max<std::size_t>(1, tape.slotCount * BlockRows * sizeof(double));
    limited.threads = static_cast<unsigned>(
        std::min<std::size_t>(threadCount(context), std::max<std::size_t>(1, MostSlotBytes / slotBytes)));
    if (!parallelFor(shares, limited, runShare))
        return std::nullopt;
    m_nodeRows += tape.instructions.size() * m_rows;
    std::vector<double> errors(programs.size(), 0.0);
    for (std::size_t share = 0; share < shares; ++share) {
        for (std::size_t i = 0; i < programs.size(); ++i)
            errors[i] += sums[share * programs.size() + i];
    }
    for (double& error : errors)
        error /= static_cast<double>(m_rows);
    return errors;
}

} // namespace wattline
