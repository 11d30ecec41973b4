// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/evolution/program_graph.h"
#include "core/expression/row_buffer.h"
#include "core/expression/tape.h"

#include <Eigen/Core>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace wattline {

/// Computes the mean absolute error of many programs at once: one tape for all of them, on which each distinct subtree
/// is computed once, run over blocks of rows on all threads. The sums are added in an order that depends on the data
/// alone, so the result is the same for any number of threads.
class PopulationScorer {
public:
    /// Rows of features, as the programs see them, and their target.
    PopulationScorer(const Eigen::MatrixXd& features, const Eigen::VectorXd& target);

    /// The error of each of the given programs, all different; nothing where a stop came first. Programs that stand
    /// beside each other should be related, so that what they share is still in the cache.
    std::optional<std::vector<double>> meanAbsoluteErrors(const ProgramGraph& graph,
                                                          std::span<const ProgramGraph::Id> programs,
                                                          const RunContext& context);

    /// Nodes really computed so far, times rows; terminals cost nothing and do not count.
    std::uint64_t nodeRows() const { return m_nodeRows; }

private:
    /// Room for the slots of one thread: that of an earlier call where there is one, as fresh memory costs time.
    RowBuffer<double> takeSlots(std::size_t size);
    void giveBack(RowBuffer<double> slots);

    std::size_t m_rows;
    std::size_t m_stride;         ///< rows, padded to whole blocks
    RowBuffer<double> m_features; ///< column-major
    RowBuffer<double> m_target;
    std::vector<RowBuffer<double>> m_slots; ///< that no thread uses
    std::mutex m_slotsMutex;
    std::uint64_t m_nodeRows = 0;
};

/// The tape of all given programs; score i is that of program i.
Tape tapeOf(const ProgramGraph& graph, std::span<const ProgramGraph::Id> programs);

} // namespace wattline
