// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "core/evolution/population.h"

#include <bit>

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

/// A node without its lengths.
ProgramGraph::Entry takeEntry(ByteReader& reader, std::size_t own, std::size_t variables)
{
    ProgramGraph::Entry entry;
    entry.op = static_cast<Op>(reader.numberUpTo(static_cast<std::uint64_t>(AllFunctions.back())));
    if (entry.op == Op::Constant)
        entry.content = std::bit_cast<std::uint64_t>(reader.real());
    if (entry.op == Op::Variable)
        entry.content = reader.numberUpTo(variables - 1);
    if (arityOf(entry.op) > 0)
        entry.content = takeArgument(reader, own);
    if (arityOf(entry.op) == 2)
        entry.content |= std::uint64_t{takeArgument(reader, own)} << 32;
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
            writer.real(entry.constant());
        if (entry.op == Op::Variable)
            writer.number(entry.variable());
        if (arityOf(entry.op) > 0)
            putArgument(writer, static_cast<Id>(id), entry.first());
        if (arityOf(entry.op) == 2)
            putArgument(writer, static_cast<Id>(id), entry.second());
    }
}

ProgramGraph ProgramGraph::read(ByteReader& reader, std::size_t variables)
{
    constexpr std::size_t LeastBytes = 2;
    ProgramGraph graph;
    for (std::size_t left = reader.count(LeastBytes); left > 0; --left) {
        const Entry entry = takeEntry(reader, graph.m_entries.size(), variables);
        if (reader.failed())
            return {};
        const Id id =
            arityOf(entry.op) > 0 ? graph.appendCall(entry.op, entry.first(), entry.second()) : graph.append(entry);
        if (graph.at(id).length > LongestProgram) {
            reader.fail();
            return {};
        }
    }
    return graph;
}

void Population::write(ByteWriter& writer) const
{
    graph().write(writer);
    writer.number(size());
    for (std::size_t i = 0; i < size(); ++i) {
        writer.number(m_present.programs[i]);
        writer.real(m_present.fitness[i]);
    }
    for (std::uint64_t count : {m_generation, m_evaluations, nodeRows(), m_nodeRowsAsked})
        writer.number(count);
}

void Population::readPrograms(ByteReader& reader)
{
    constexpr std::size_t LeastBytes = 9;
    for (std::size_t left = reader.count(LeastBytes); left > 0 && !reader.failed(); --left) {
        const std::uint64_t program = reader.number();
        if (program >= graph().size())
            return reader.fail();
        m_present.programs.push_back(static_cast<ProgramGraph::Id>(program));
        m_present.fitness.push_back(reader.real());
    }
    if (size() > LargestPopulation)
        reader.fail();
}

void Population::read(ByteReader& reader)
{
    m_present = {ProgramGraph::read(reader, m_rules.variableCount), {}, {}};
    readPrograms(reader);
    m_generation = reader.number();
    m_evaluations = reader.number();
    m_earlierNodeRows = reader.number();
    m_nodeRowsAsked = reader.number();
    if ((m_generation == 0) != (size() == 0))
        reader.fail();
}

} // namespace wattline
