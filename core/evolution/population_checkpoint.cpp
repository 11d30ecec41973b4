// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "core/evolution/population.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr std::uint64_t LargestPopulation = 1'000'000;

/// Arguments have smaller numbers than their function, mostly just smaller: distances need few bytes.
void putArgument(ByteWriter& writer, ProgramGraph::Id own, ProgramGraph::Id argument)
{
    writer.number(own - argument - 1);
}

ProgramGraph::Id takeArgument(ByteReader& reader, std::size_t own)
{
    if (own == 0)
        reader.fail();
    return reader.failed() ? 0 : static_cast<ProgramGraph::Id>(own - 1 - reader.numberUpTo(own - 1));
}

ProgramGraph::Entry takeEntry(ByteReader& reader, std::size_t own, std::size_t variables)
{
    ProgramGraph::Entry entry;
    entry.op = static_cast<Op>(reader.numberUpTo(static_cast<std::uint64_t>(AllFunctions.back())));
    if (entry.op == Op::Constant)
        entry.constant = reader.real();
    if (entry.op == Op::Variable)
        entry.variable = static_cast<std::uint16_t>(reader.numberUpTo(variables - 1));
    if (arityOf(entry.op) > 0)
        entry.first = takeArgument(reader, own);
    if (arityOf(entry.op) == 2)
        entry.second = takeArgument(reader, own);
    return entry;
}

} // namespace

void ProgramGraph::write(ByteWriter& writer) const
{
    writer.number(m_entries.size());
    for (std::size_t id = 0; id < m_entries.size(); ++id) {
        const Entry& entry = m_entries[id];
        writer.number(static_cast<std::uint64_t>(entry.op));
        if (entry.op == Op::Constant)
            writer.real(entry.constant);
        if (entry.op == Op::Variable)
            writer.number(entry.variable);
        if (arityOf(entry.op) > 0)
            putArgument(writer, static_cast<Id>(id), entry.first);
        if (arityOf(entry.op) == 2)
            putArgument(writer, static_cast<Id>(id), entry.second);
    }
}

ProgramGraph ProgramGraph::read(ByteReader& reader, std::size_t variables)
{
    constexpr std::size_t LeastBytes = 2;
    ProgramGraph graph;
    for (std::size_t left = reader.count(LeastBytes); left > 0; --left) {
        Entry entry = takeEntry(reader, graph.m_entries.size(), variables);
        if (reader.failed())
            return {};
        if (arityOf(entry.op) > 0)
            entry = graph.functionOf(entry.op, entry.first, entry.second);
        if (entry.length > LongestProgram) {
            reader.fail();
            return {};
        }
        graph.m_entries.push_back(entry);
    }
    graph.makeRoomFor(0);
    return graph;
}

void Population::write(ByteWriter& writer) const
{
    m_graph.write(writer);
    writer.number(m_programs.size());
    for (ProgramGraph::Id program : m_programs)
        writer.number(program);
    ProgramGraph::Id last = 0;
    writer.number(static_cast<std::uint64_t>(
        std::count_if(m_fitness.begin(), m_fitness.end(), [](double fitness) { return fitness != Unknown; })));
    for (ProgramGraph::Id id = 0; id < m_fitness.size(); ++id) {
        if (m_fitness[id] == Unknown)
            continue;
        writer.number(id - last);
        writer.real(m_fitness[id]);
        last = id;
    }
    for (std::uint64_t count :
         {m_generation, m_evaluations, nodeRows(), m_nodeRowsAsked, std::uint64_t{m_nodesToForgetAt}})
        writer.number(count);
}

void Population::readPrograms(ByteReader& reader)
{
    for (std::size_t left = reader.count(1); left > 0; --left)
        m_programs.push_back(static_cast<ProgramGraph::Id>(reader.number()));
    m_fitness.assign(m_graph.size(), Unknown);
    std::uint64_t id = 0;
    constexpr std::size_t LeastBytes = 9;
    for (std::size_t left = reader.count(LeastBytes); left > 0 && !reader.failed(); --left) {
        id += reader.numberUpTo(m_graph.size());
        const double fitness = reader.real();
        if (id < m_graph.size())
            m_fitness[id] = fitness;
        else
            reader.fail();
    }
    const bool sound = std::all_of(m_programs.begin(), m_programs.end(), [this](ProgramGraph::Id program) {
        return program < m_graph.size() && m_fitness[program] != Unknown;
    });
    if (!sound || m_programs.size() > LargestPopulation)
        reader.fail();
}

void Population::read(ByteReader& reader)
{
    m_graph = ProgramGraph::read(reader, m_rules.variableCount);
    m_programs.clear();
    readPrograms(reader);
    m_generation = reader.number();
    m_evaluations = reader.number();
    m_earlierNodeRows = reader.number();
    m_nodeRowsAsked = reader.number();
    m_nodesToForgetAt = reader.number();
    if ((m_generation == 0) != m_programs.empty())
        reader.fail();
}

} // namespace wattline
