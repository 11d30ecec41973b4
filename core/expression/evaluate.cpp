// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"

#include "core/expression/tape.h"

#include <algorithm>

namespace wattline {

namespace {

/// Rows a block: a dozen slots of it and the columns stay in a first-level cache of 32 KB.
constexpr std::size_t BlockRows = 256;

/// The last rows of the columns that the tape reads, padded to a whole number of lane groups by repeating the last.
std::vector<double> paddedTail(const Expression& expression, const Eigen::MatrixXd& features, std::size_t begin)
{
    const auto rows = static_cast<std::size_t>(features.rows());
    std::vector<double> tail(static_cast<std::size_t>(features.cols()) * BlockRows);
    for (const std::size_t variable : variablesOf(expression)) {
        for (std::size_t i = 0; i < BlockRows; ++i)
            tail[variable * BlockRows + i] =
                features(static_cast<Eigen::Index>(std::min(begin + i, rows - 1)), static_cast<Eigen::Index>(variable));
    }
    return tail;
}

Eigen::VectorXd terminalValues(const Node& node, const Eigen::MatrixXd& features)
{
    if (node.op == Op::Variable)
        return features.col(node.variable);
    return Eigen::VectorXd::Constant(features.rows(), node.constant);
}

} // namespace

Eigen::VectorXd evaluate(const Expression& expression, const Eigen::MatrixXd& features)
{
    const Tape tape = tapeOf(expression);
    if (tape.instructions.empty())
        return terminalValues(expression.nodes.back(), features);
    const auto rows = static_cast<std::size_t>(features.rows());
    std::vector<double> slots(tape.slotCount * BlockRows);
    std::vector<double> tail;
    Eigen::VectorXd values(features.rows());
    for (std::size_t begin = 0; begin < rows; begin += BlockRows) {
        TapeBlock block;
        block.rows = std::min(BlockRows, rows - begin);
        block.columns = features.size() > 0 ? features.data() + begin : nullptr;
        block.columnStride = rows;
        if (block.rows % LaneGroup != 0) {
            tail = paddedTail(expression, features, begin);
            block.columns = tail.data();
            block.columnStride = BlockRows;
        }
        block.slotValues = slots.data();
        block.slotStride = BlockRows;
        runTape(tape.instructions, tape.constants, block);
        const double* const result = slots.data() + tape.instructions.back().slot * BlockRows;
        std::copy_n(result, block.rows, values.data() + begin);
    }
    return values;
}

} // namespace wattline
