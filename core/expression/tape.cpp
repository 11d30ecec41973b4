// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/tape.h"

#include <algorithm>

namespace wattline {

std::uint32_t SlotPool::take()
{
    if (m_free.empty())
        return m_count++;
    const std::uint32_t slot = m_free.back();
    m_free.pop_back();
    return slot;
}

Tape tapeOf(const Expression& expression)
{
    Tape tape;
    tape.instructions.reserve(expression.length());
    std::vector<Operand> stack;
    stack.reserve(expression.length());
    std::uint32_t slotsOnStack = 0;
    const auto pop = [&] {
        const Operand operand = stack.back();
        stack.pop_back();
        slotsOnStack -= operand.kind == Operand::Kind::Slot ? 1 : 0;
        return operand;
    };
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Variable) {
            stack.push_back({node.variable, Operand::Kind::Column});
        } else if (node.op == Op::Constant) {
            stack.push_back({static_cast<std::uint32_t>(tape.constants.size()), Operand::Kind::Constant});
            tape.constants.push_back(node.constant);
        } else {
            Instruction instruction;
            instruction.op = node.op;
            if (arityOf(node.op) == 2)
                instruction.second = pop();
            instruction.first = pop();
            instruction.slot = slotsOnStack++;
            tape.slotCount = std::max<std::size_t>(tape.slotCount, slotsOnStack);
            stack.push_back({instruction.slot, Operand::Kind::Slot});
            tape.instructions.push_back(instruction);
        }
    }
    return tape;
}

} // namespace wattline
