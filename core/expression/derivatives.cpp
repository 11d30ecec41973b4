// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/derivatives.h"

#include <algorithm>

namespace wattline {

namespace {

std::size_t padded(std::size_t rows)
{
    return (rows + LaneGroup<double> - 1) / LaneGroup<double> * LaneGroup<double>;
}

} // namespace

FeatureColumns columnsOf(const Eigen::MatrixXd& features)
{
    FeatureColumns columns;
    columns.rows = static_cast<std::size_t>(features.rows());
    columns.stride = padded(columns.rows);
    columns.values.resize(columns.stride * static_cast<std::size_t>(features.cols()));
    for (Eigen::Index v = 0; v < features.cols(); ++v) {
        double* const column = columns.values.data() + static_cast<std::size_t>(v) * columns.stride;
        std::copy_n(features.col(v).data(), columns.rows, column);
        std::fill(column + columns.rows, column + columns.stride, features(features.rows() - 1, v));
    }
    return columns;
}

DerivativeTape::DerivativeTape(const Expression& expression)
{
    const std::vector<Operand> left = layOut(expression);
    if (m_tape.instructions.empty()) { // a terminal, which the tape copies
        Instruction copy;
        copy.op = expression.nodes.back().op;
        copy.first = copy.second = left.back();
        m_tape.instructions.push_back(copy);
    }
    linkAdjoints();
    m_block.slotStride = BlockRows;
    m_values = std::make_unique_for_overwrite<double[]>(m_tape.instructions.size() * BlockRows);
    m_block.slotValues = m_values.get();
}

/// One instruction a function, each with a slot of its own, so that every value is still there on the way back.
std::vector<Operand> DerivativeTape::layOut(const Expression& expression)
{
    std::vector<Operand> stack;
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Variable) {
            stack.push_back({node.variable, Operand::Kind::Column});
            continue;
        }
        if (node.op == Op::Constant) {
            stack.push_back({static_cast<std::uint32_t>(m_coefficients.size()), Operand::Kind::Constant});
            m_coefficients.push_back(node.constant);
            m_tape.constants.push_back(node.constant);
            m_spread.insert(m_spread.end(), LaneGroup<double>, node.constant);
            continue;
        }
        Instruction instruction;
        instruction.op = node.op;
        instruction.slot = static_cast<std::uint32_t>(m_tape.instructions.size());
        instruction.second = stack.back();
        if (arityOf(node.op) == 2)
            stack.pop_back();
        instruction.first = stack.back();
        stack.back() = {instruction.slot, Operand::Kind::Slot};
        m_tape.instructions.push_back(instruction);
    }
    return stack;
}

/// Where the adjoint of an operand goes; `next` is the next free column.
std::uint32_t DerivativeTape::adjointOf(const Operand& operand, std::uint32_t& next) const
{
    if (operand.kind == Operand::Kind::Constant)
        return operand.index;
    if (operand.kind == Operand::Kind::Column)
        return Adjoints::None;
    const Adjoints& below = m_adjoints[operand.index];
    return below.first == Adjoints::None && below.second == Adjoints::None ? Adjoints::None : next++;
}

void DerivativeTape::linkAdjoints()
{
    auto next = static_cast<std::uint32_t>(m_coefficients.size());
    for (const Instruction& instruction : m_tape.instructions) {
        Adjoints adjoints;
        adjoints.first = adjointOf(instruction.first, next);
        if (instruction.first.kind == Operand::Kind::Slot)
            m_adjoints[instruction.first.index].own = adjoints.first;
        if (arityOf(instruction.op) == 2) {
            adjoints.second = adjointOf(instruction.second, next);
            if (instruction.second.kind == Operand::Kind::Slot)
                m_adjoints[instruction.second.index].own = adjoints.second;
        }
        m_adjoints.push_back(adjoints);
    }
    m_adjointValues = std::make_unique_for_overwrite<double[]>(next * BlockRows);
}

void DerivativeTape::setCoefficients(const std::vector<double>& coefficients)
{
    m_coefficients = coefficients;
    m_tape.constants = coefficients;
    for (std::size_t c = 0; c < coefficients.size(); ++c)
        std::fill_n(m_spread.begin() + static_cast<std::ptrdiff_t>(c * LaneGroup<double>), LaneGroup<double>,
                    coefficients[c]);
}

const double* DerivativeTape::values(const FeatureColumns& features, std::size_t begin)
{
    m_block.rows = std::min(BlockRows, features.stride - begin);
    m_block.columns = features.values.data() + begin;
    m_block.columnStride = features.stride;
    runTape(m_tape.instructions, m_tape.constants, m_block);
    return m_values.get() + (m_tape.instructions.size() - 1) * BlockRows;
}

const double* DerivativeTape::derivatives(const double* factors)
{
    const auto pointTo = [this](const Operand& operand, const double*& values, std::size_t& step) {
        step = operand.kind == Operand::Kind::Constant ? 0 : 1;
        if (operand.kind == Operand::Kind::Column)
            values = m_block.columns + operand.index * m_block.columnStride;
        else if (operand.kind == Operand::Kind::Constant)
            values = m_spread.data() + operand.index * LaneGroup<double>;
        else
            values = m_values.get() + operand.index * BlockRows;
    };
    const auto adjoint = [this](std::uint32_t column) {
        return column == Adjoints::None ? nullptr : m_adjointValues.get() + column * BlockRows;
    };
    for (std::size_t i = m_tape.instructions.size(); i-- > 0;) {
        const Adjoints& adjoints = m_adjoints[i];
        if (adjoints.first == Adjoints::None && adjoints.second == Adjoints::None)
            continue;
        const Instruction& instruction = m_tape.instructions[i];
        ReverseStep step;
        step.op = instruction.op;
        pointTo(instruction.first, step.first, step.firstStep);
        pointTo(instruction.second, step.second, step.secondStep);
        step.value = m_values.get() + i * BlockRows;
        step.adjoint = i + 1 == m_tape.instructions.size() ? factors : adjoint(adjoints.own);
        step.firstAdjoint = adjoint(adjoints.first);
        step.secondAdjoint = adjoint(adjoints.second);
        reverse(step, m_block.rows);
    }
    return m_adjointValues.get();
}

Eigen::MatrixXd coefficientDerivatives(const Expression& expression, const Eigen::MatrixXd& features)
{
    DerivativeTape tape(expression);
    const FeatureColumns columns = columnsOf(features);
    const std::vector<double> ones(DerivativeTape::BlockRows, 1.0);
    Eigen::MatrixXd jacobian(features.rows(), static_cast<Eigen::Index>(tape.coefficients().size()));
    for (std::size_t begin = 0; begin < columns.rows; begin += DerivativeTape::BlockRows) {
        const auto rows = static_cast<Eigen::Index>(std::min(DerivativeTape::BlockRows, columns.rows - begin));
        tape.values(columns, begin);
        const double* const block = tape.derivatives(ones.data());
        for (Eigen::Index c = 0; c < jacobian.cols(); ++c)
            jacobian.col(c).segment(static_cast<Eigen::Index>(begin), rows) = Eigen::Map<const Eigen::VectorXd>(
                block + static_cast<std::size_t>(c) * DerivativeTape::BlockRows, rows);
    }
    return jacobian;
}

} // namespace wattline
