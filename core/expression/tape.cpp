// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/tape.h"

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
    SlotPool pool;
    std::vector<Operand> stack;
    const auto pop = [&] {
        const Operand operand = stack.back();
        stack.pop_back();
        if (operand.kind == Operand::Kind::Slot)
            pool.giveBack(operand.index);
        return operand;
    };
    for (const Node& node : expression.nodes) {
        if (node.op == Op::Variable) {
            stack.push_back({node.variable, Operand::Kind::Column});
        } else if (node.op == Op::Constant) {
            stack.push_back({static_cast<std::uint32_t>(tape.constants.size() / LaneGroup), Operand::Kind::Constant});
            tape.constants.insert(tape.constants.end(), LaneGroup, node.constant);
        } else {
            Instruction instruction;
            instruction.op = node.op;
            if (arityOf(node.op) == 2)
                instruction.second = pop();
            instruction.first = pop();
            instruction.slot = pool.take();
            stack.push_back({instruction.slot, Operand::Kind::Slot});
            tape.instructions.push_back(instruction);
        }
    }
    tape.slotCount = pool.count();
    return tape;
}

} // namespace wattline
