// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/population_scorer.h"

namespace wattline {

namespace {

using Id = ProgramGraph::Id;

/// Builds the tape in two passes over the numbers of the graph, in which arguments come before their function: the
/// first, downwards, finds what is needed and how often; the second, upwards, writes the instructions.
class TapeBuilder {
public:
    TapeBuilder(const ProgramGraph& graph, std::span<const Id> programs) : m_graph(graph), m_nodes(graph.size())
    {
        for (std::size_t i = 0; i < programs.size(); ++i)
            m_nodes[programs[i]].score = static_cast<std::uint32_t>(i) + 1;
        m_tape.instructions.reserve(countUses());
        for (Id id = 0; id < m_nodes.size(); ++id) {
            if (m_nodes[id].score > 0 || (m_nodes[id].usesLeft > 0 && isFunction(graph.at(id))))
                append(id);
        }
        m_tape.slotCount = m_pool.count();
    }

    Tape take() { return std::move(m_tape); }

private:
    struct State {
        std::uint32_t usesLeft = 0;
        std::uint32_t place = 0; ///< slot of a function; number of a constant + 1, 0 for none yet
        std::uint32_t score = 0; ///< number of the program + 1, 0 for none
    };

    /// Answers the number of nodes that are needed.
    std::size_t countUses()
    {
        std::size_t needed = 0;
        for (std::size_t id = m_nodes.size(); id-- > 0;) {
            if (m_nodes[id].score == 0 && m_nodes[id].usesLeft == 0)
                continue;
            ++needed;
            const ProgramGraph::Entry& entry = m_graph.at(static_cast<Id>(id));
            if (isFunction(entry))
                ++m_nodes[entry.first()].usesLeft;
            if (arityOf(entry.op) == 2)
                ++m_nodes[entry.second()].usesLeft;
        }
        return needed;
    }

    void append(Id id)
    {
        const ProgramGraph::Entry& entry = m_graph.at(id);
        State& state = m_nodes[id];
        Instruction instruction;
        instruction.op = entry.op;
        instruction.first = isFunction(entry) ? use(entry.first()) : operandOf(id);
        if (arityOf(entry.op) == 2)
            instruction.second = use(entry.second());
        instruction.slot = m_pool.take();
        if (state.score > 0) {
            instruction.scored = true;
            instruction.score = state.score - 1;
        }
        if (isFunction(entry))
            state.place = instruction.slot;
        if (state.usesLeft == 0 || !isFunction(entry))
            m_pool.giveBack(instruction.slot);
        m_tape.instructions.push_back(instruction);
    }

    /// The argument where it lies; its slot is free again after its last use.
    Operand use(Id id)
    {
        const Operand operand = operandOf(id);
        if (--m_nodes[id].usesLeft == 0 && operand.kind == Operand::Kind::Slot)
            m_pool.giveBack(operand.index);
        return operand;
    }

    Operand operandOf(Id id)
    {
        const ProgramGraph::Entry& entry = m_graph.at(id);
        State& state = m_nodes[id];
        if (entry.op == Op::Variable)
            return {entry.variable(), Operand::Kind::Column};
        if (entry.op != Op::Constant)
            return {state.place, Operand::Kind::Slot};
        if (state.place == 0) {
            m_tape.constants.push_back(entry.constant());
            state.place = static_cast<std::uint32_t>(m_tape.constants.size());
        }
        return {state.place - 1, Operand::Kind::Constant};
    }

    const ProgramGraph& m_graph;
    std::vector<State> m_nodes;
    SlotPool m_pool;
    Tape m_tape;
};

} // namespace

Tape tapeOf(const ProgramGraph& graph, std::span<const Id> programs)
{
    return TapeBuilder(graph, programs).take();
}

} // namespace wattline
