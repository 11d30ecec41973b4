// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/program_graph.h"

#include <algorithm>
#include <bit>

namespace wattline {

namespace {

using Entry = ProgramGraph::Entry;

std::uint64_t hashOf(const Entry& entry)
{
    std::uint64_t hash = (static_cast<std::uint64_t>(entry.op) << 48) ^ (std::uint64_t{entry.variable} << 32);
    hash ^= (std::uint64_t{entry.first} << 32 | entry.second) * 0x9e3779b97f4a7c15ULL;
    hash ^= std::bit_cast<std::uint64_t>(entry.constant) * 0xd1342543de82ef95ULL;
    hash = (hash ^ (hash >> 32)) * 0xbf58476d1ce4e5b9ULL;
    return hash ^ (hash >> 29);
}

bool sameNode(const Entry& a, const Entry& b)
{
    return a.op == b.op && a.first == b.first && a.second == b.second && a.variable == b.variable &&
           std::bit_cast<std::uint64_t>(a.constant) == std::bit_cast<std::uint64_t>(b.constant);
}

} // namespace

void ProgramGraph::rebuildTable(std::size_t capacity)
{
    m_table.assign(capacity, 0);
    for (std::size_t id = 0; id < m_entries.size(); ++id) {
        std::size_t cell = hashOf(m_entries[id]) & (capacity - 1);
        while (m_table[cell] != 0)
            cell = (cell + 1) & (capacity - 1);
        m_table[cell] = static_cast<Id>(id + 1);
    }
}

ProgramGraph::Id ProgramGraph::append(const Entry& entry, std::size_t cell)
{
    m_entries.push_back(entry);
    m_table[cell] = static_cast<Id>(m_entries.size());
    return m_table[cell] - 1;
}

ProgramGraph::Id ProgramGraph::intern(const Entry& entry)
{
    const std::size_t mask = m_table.size() - 1;
    std::size_t cell = hashOf(entry) & mask;
    for (; m_table[cell] != 0; cell = (cell + 1) & mask) {
        if (sameNode(m_entries[m_table[cell] - 1], entry))
            return m_table[cell] - 1;
    }
    return append(entry, cell);
}

ProgramGraph::Id ProgramGraph::appendNew(const Entry& entry)
{
    const std::size_t mask = m_table.size() - 1;
    std::size_t cell = hashOf(entry) & mask;
    while (m_table[cell] != 0)
        cell = (cell + 1) & mask;
    return append(entry, cell);
}

ProgramGraph::Entry ProgramGraph::functionOf(Op op, Id first, Id second) const
{
    Entry entry;
    entry.op = op;
    entry.first = first;
    entry.length = m_entries[first].length + 1;
    entry.functions = m_entries[first].functions + 1;
    if (arityOf(op) == 2) {
        entry.second = second;
        entry.length += m_entries[second].length;
        entry.functions += m_entries[second].functions;
    }
    return entry;
}

void ProgramGraph::makeRoomFor(std::size_t nodes)
{
    std::size_t capacity = std::max<std::size_t>(1024, m_table.size());
    while (capacity < 2 * (m_entries.size() + nodes))
        capacity *= 2;
    if (capacity > m_table.size())
        rebuildTable(capacity);
}

ProgramGraph::Id ProgramGraph::insert(const Expression& expression)
{
    makeRoomFor(expression.length());
    std::vector<Id> stack;
    for (const Node& node : expression.nodes) {
        const int arity = arityOf(node.op);
        if (arity == 0) {
            Entry entry;
            entry.op = node.op;
            entry.variable = node.op == Op::Variable ? node.variable : std::uint16_t{0};
            entry.constant = node.op == Op::Constant ? node.constant : 0.0;
            stack.push_back(intern(entry));
            continue;
        }
        const Id second = stack.back();
        if (arity == 2)
            stack.pop_back();
        stack.back() = intern(functionOf(node.op, stack.back(), second));
    }
    return stack.back();
}

ProgramGraph::Id ProgramGraph::replaced(Id program, std::uint32_t place, Id graft)
{
    struct Step {
        Id node;
        bool intoSecond;
    };
    std::vector<Step> path;
    while (place > 0) {
        const Entry& entry = m_entries[program];
        --place;
        const bool intoSecond = place >= m_entries[entry.first].length;
        if (intoSecond)
            place -= m_entries[entry.first].length;
        path.push_back({program, intoSecond});
        program = intoSecond ? entry.second : entry.first;
    }
    makeRoomFor(path.size());
    const std::size_t before = m_entries.size();
    for (; !path.empty(); path.pop_back()) {
        const Entry& old = m_entries[path.back().node];
        const Entry entry =
            path.back().intoSecond ? functionOf(old.op, old.first, graft) : functionOf(old.op, graft, old.second);
        // What uses a node that has just been made cannot have been met before, so it need not be looked for.
        graft = graft >= before ? appendNew(entry) : intern(entry);
    }
    return graft;
}

ProgramGraph::Id ProgramGraph::subtreeAt(Id program, std::uint32_t place) const
{
    while (place > 0) {
        const Entry& entry = m_entries[program];
        --place;
        const std::uint32_t firstLength = m_entries[entry.first].length;
        program = place < firstLength ? entry.first : entry.second;
        place -= place < firstLength ? 0 : firstLength;
    }
    return program;
}

std::uint32_t ProgramGraph::placeOfFunction(Id program, std::uint32_t n) const
{
    std::uint32_t place = 0;
    while (n > 0) {
        const Entry& entry = m_entries[program];
        const Entry& first = m_entries[entry.first];
        --n;
        ++place;
        program = n < first.functions ? entry.first : entry.second;
        place += n < first.functions ? 0 : first.length;
        n -= n < first.functions ? 0 : first.functions;
    }
    return place;
}

std::uint32_t ProgramGraph::placeOfTerminal(Id program, std::uint32_t n) const
{
    std::uint32_t place = 0;
    while (m_entries[program].functions > 0) {
        const Entry& entry = m_entries[program];
        const Entry& first = m_entries[entry.first];
        const std::uint32_t terminals = first.length - first.functions;
        ++place;
        program = n < terminals ? entry.first : entry.second;
        place += n < terminals ? 0 : first.length;
        n -= n < terminals ? 0 : terminals;
    }
    return place;
}

Expression ProgramGraph::expressionOf(Id program) const
{
    // Function first, second argument before the first: the postfix order read backwards.
    Expression expression;
    std::vector<Id> open = {program};
    while (!open.empty()) {
        const Entry& entry = m_entries[open.back()];
        open.pop_back();
        expression.nodes.push_back({entry.op, entry.variable, entry.constant});
        if (arityOf(entry.op) > 0)
            open.push_back(entry.first);
        if (arityOf(entry.op) == 2)
            open.push_back(entry.second);
    }
    std::reverse(expression.nodes.begin(), expression.nodes.end());
    return expression;
}

std::vector<ProgramGraph::Id> ProgramGraph::keepOnly(std::span<const Id> programs)
{
    std::vector<Id> renumbered(m_entries.size(), 0);
    for (Id program : programs)
        renumbered[program] = 1;
    for (std::size_t id = m_entries.size(); id-- > 0;) { // users have greater numbers than what they use
        if (renumbered[id] == 0)
            continue;
        const Entry& entry = m_entries[id];
        if (arityOf(entry.op) > 0)
            renumbered[entry.first] = 1;
        if (arityOf(entry.op) == 2)
            renumbered[entry.second] = 1;
    }
    std::size_t kept = 0;
    for (std::size_t id = 0; id < m_entries.size(); ++id) {
        if (renumbered[id] == 0)
            continue;
        Entry entry = m_entries[id];
        if (arityOf(entry.op) > 0)
            entry.first = renumbered[entry.first];
        if (arityOf(entry.op) == 2)
            entry.second = renumbered[entry.second];
        m_entries[kept] = entry;
        renumbered[id] = static_cast<Id>(kept++);
    }
    m_entries.resize(kept);
    rebuildTable(std::bit_ceil(std::max<std::size_t>(1024, 4 * kept)));
    return renumbered;
}

} // namespace wattline
