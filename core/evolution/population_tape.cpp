// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/population_scorer.h"

namespace wattline {

namespace {

using Id = ProgramGraph::Id;

/// Builds the tape by a walk from each program to its leaves. The walk is iterative: programs may be deep.
class TapeBuilder {
public:
    TapeBuilder(const ProgramGraph& graph, std::span<const Id> programs) : m_graph(graph), m_nodes(graph.size())
    {
        for (std::size_t i = 0; i < programs.size(); ++i)
            m_nodes[programs[i]].score = static_cast<std::uint32_t>(i) + 1;
        for (Id program : programs)
            countUses(program);
        for (Id program : programs)
            emit(program);
        m_tape.slotCount = m_pool.count();
    }

    Tape take() { return std::move(m_tape); }

private:
    struct State {
        std::uint32_t usesLeft = 0;
        std::uint32_t place = 0; ///< slot of a function, number of a constant
        std::uint32_t score = 0; ///< number of the program + 1, 0 for none
        bool counted = false;
        bool placed = false;
    };

    bool isFunction(Id id) const { return m_graph.at(id).functions > 0; }

    template <class Visit>
    void forEachArgument(Id id, const Visit& visit) const
    {
        const ProgramGraph::Entry& entry = m_graph.at(id);
        if (arityOf(entry.op) > 0)
            visit(entry.first);
        if (arityOf(entry.op) == 2)
            visit(entry.second);
    }

    void countUses(Id program)
    {
        m_open.push_back(program);
        while (!m_open.empty()) {
            const Id id = m_open.back();
            m_open.pop_back();
            if (m_nodes[id].counted)
                continue;
            m_nodes[id].counted = true;
            forEachArgument(id, [&](Id argument) {
                ++m_nodes[argument].usesLeft;
                if (isFunction(argument) && !m_nodes[argument].counted)
                    m_open.push_back(argument);
            });
        }
    }

    void emit(Id program)
    {
        m_open.push_back(program);
        while (!m_open.empty()) {
            const Id id = m_open.back();
            const std::size_t before = m_open.size();
            if (!m_nodes[id].placed) {
                forEachArgument(id, [&](Id argument) {
                    if (isFunction(argument) && !m_nodes[argument].placed)
                        m_open.push_back(argument);
                });
                if (m_open.size() > before)
                    continue;
                append(id);
            }
            m_open.pop_back();
        }
    }

    void append(Id id)
    {
        const ProgramGraph::Entry& entry = m_graph.at(id);
        State& state = m_nodes[id];
        Instruction instruction;
        instruction.op = entry.op;
        instruction.first = isFunction(id) ? use(entry.first) : operandOf(id);
        if (arityOf(entry.op) == 2)
            instruction.second = use(entry.second);
        instruction.slot = m_pool.take();
        if (state.score > 0) {
            instruction.scored = true;
            instruction.score = state.score - 1;
        }
        if (isFunction(id)) {
            state.placed = true;
            state.place = instruction.slot;
        }
        if (state.usesLeft == 0 || !isFunction(id))
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
            return {entry.variable, Operand::Kind::Column};
        if (entry.op != Op::Constant)
            return {state.place, Operand::Kind::Slot};
        if (!state.placed) {
            state.placed = true;
            state.place = static_cast<std::uint32_t>(m_tape.constants.size() / LaneGroup);
            m_tape.constants.insert(m_tape.constants.end(), LaneGroup, entry.constant);
        }
        return {state.place, Operand::Kind::Constant};
    }

    const ProgramGraph& m_graph;
    std::vector<State> m_nodes;
    std::vector<Id> m_open;
    SlotPool m_pool;
    Tape m_tape;
};

} // namespace

Tape tapeOf(const ProgramGraph& graph, std::span<const ProgramGraph::Id> programs)
{
    return TapeBuilder(graph, programs).take();
}

} // namespace wattline
