// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluate.h"

#include "core/expression/row_buffer.h"
#include "core/expression/tape.h"

#include <algorithm>

namespace wattline {

namespace {

/// Rows a block at most: a dozen slots of it and the columns stay in a first-level cache of 32 KB.
constexpr std::size_t BlockRows = 384;

template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

std::size_t roundedUp(std::size_t value, std::size_t unit)
{
    return (value + unit - 1) / unit * unit;
}

/// All rows, which are fewer than the last group would need, padded by repeating the last.
template <class T>
Matrix<T> padded(const Matrix<T>& features)
{
    const auto rows = static_cast<Eigen::Index>(roundedUp(static_cast<std::size_t>(features.rows()), LaneGroup<T>));
    Matrix<T> whole(rows, features.cols());
    whole.topRows(features.rows()) = features;
    whole.bottomRows(rows - features.rows()).rowwise() = features.row(features.rows() - 1);
    return whole;
}

template <class T>
Vector<T> terminalValues(const Node& node, const Matrix<T>& features)
{
    if (node.op == Op::Variable)
        return features.col(node.variable);
    return Vector<T>::Constant(features.rows(), static_cast<T>(node.constant));
}

/// Room for the slots of a thread, kept from one formula to the next: taking it anew costs as much as a small formula.
template <class T>
T* slotRoom(std::size_t size)
{
    thread_local RowBuffer<T> slots;
    if (slots.size() < size)
        slots = RowBuffer<T>(size);
    return slots.data();
}

/// Whole groups of rows first; the last rows are computed as the group that ends with them: those that it has in common
/// with the one before are computed twice, which is cheaper than copying columns.
template <class T>
Vector<T> tapeValues(const Tape& tape, const Matrix<T>& features)
{
    const auto rows = static_cast<std::size_t>(features.rows());
    if (rows < LaneGroup<T>)
        return rows > 0 ? tapeValues(tape, padded(features)).head(features.rows()).eval() : Vector<T>();
    Vector<T> values(features.rows());
    TapeBlock<T> block;
    block.columnStride = rows;
    block.slotValues = slotRoom<T>(tape.slotCount * BlockRows);
    block.slotStride = BlockRows;
    for (std::size_t done = 0; done < rows; done += block.rows) {
        const std::size_t whole = std::min(BlockRows, rows - done) / LaneGroup<T> * LaneGroup<T>;
        block.rows = std::max(LaneGroup<T>, whole);
        const std::size_t begin = std::min(done, rows - block.rows);
        block.columns = features.data() + begin;
        block.result = values.data() + begin;
        runTape(tape.instructions, tape.constants, block);
    }
    return values;
}

template <class T>
Vector<T> valuesOf(const Expression& expression, const Matrix<T>& features)
{
    const Tape tape = tapeOf(expression);
    if (tape.instructions.empty())
        return terminalValues(expression.nodes.back(), features);
    return tapeValues(tape, features);
}

} // namespace

Eigen::VectorXd evaluate(const Expression& expression, const Eigen::MatrixXd& features)
{
    return valuesOf(expression, features);
}

Eigen::VectorXf evaluateInFloat(const Expression& expression, const Eigen::MatrixXf& features)
{
    return valuesOf(expression, features);
}

} // namespace wattline
