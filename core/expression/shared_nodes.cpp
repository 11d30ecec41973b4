// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/shared_nodes.h"

#include <algorithm>
#include <bit>

namespace wattline {

namespace {

std::size_t hashOf(const SharedNodes::Entry& entry)
{
    const bool commutes = entry.node.op == Op::Add || entry.node.op == Op::Mul;
    const std::uint64_t a = commutes ? std::min(entry.first, entry.second) : entry.first;
    const std::uint64_t b = commutes ? std::max(entry.first, entry.second) : entry.second;
    std::uint64_t hash = (static_cast<std::uint64_t>(entry.node.op) << 16U | entry.node.variable) * 0x9e3779b97f4a7c15U;
    hash = (hash ^ a ^ b << 32U) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ hash >> 29U ^ std::bit_cast<std::uint64_t>(entry.node.constant)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>(hash ^ hash >> 32U);
}

bool isSame(const SharedNodes::Entry& a, const SharedNodes::Entry& b)
{
    if (!(a.node == b.node))
        return false;
    const bool commutes = a.node.op == Op::Add || a.node.op == Op::Mul;
    return (a.first == b.first && a.second == b.second) || (commutes && a.first == b.second && a.second == b.first);
}

} // namespace

SharedNodes::SharedNodes(std::span<const Interval> box) : m_box(box), m_table(128, 0) {}

SharedNodes::Id SharedNodes::constant(double value)
{
    Entry entry;
    entry.node.constant = value == 0.0 ? 0.0 : value; // -0 is 0
    entry.enclosure.range = {entry.node.constant, entry.node.constant};
    return intern(entry);
}

SharedNodes::Id SharedNodes::variable(std::uint16_t number)
{
    Entry entry;
    entry.node = {Op::Variable, number};
    entry.enclosure.range = m_box.empty() ? WholeLine : m_box[number];
    return intern(entry);
}

SharedNodes::Id SharedNodes::function(Op op, Id first, Id second)
{
    const bool isBinary = arityOf(op) == 2;
    const Entry& a = m_entries[first];
    const Entry& b = m_entries[isBinary ? second : first];
    Entry entry;
    entry.node = {op};
    entry.first = first;
    entry.second = isBinary ? second : 0;
    entry.length = 1 + a.length + (isBinary ? b.length : 0);
    entry.enclosure =
        isBinary && first == second ? enclosureOfTwice(op, a.enclosure) : enclosureOf(op, a.enclosure, b.enclosure);
    // A computed tangent is finite everywhere, though the curve has poles.
    const bool alone = op == Op::Tan || enclosureOf(op, {a.enclosure.range}, {b.enclosure.range}).isDefined;
    entry.isTotal = a.isTotal && b.isTotal && alone;
    return intern(entry);
}

SharedNodes::Id SharedNodes::intern(const Entry& entry)
{
    const std::size_t mask = m_table.size() - 1;
    std::size_t cell = hashOf(entry) & mask;
    for (; m_table[cell] != 0; cell = (cell + 1) & mask) {
        if (isSame(m_entries[m_table[cell] - 1], entry))
            return m_table[cell] - 1;
    }
    m_entries.push_back(entry);
    m_table[cell] = static_cast<Id>(m_entries.size());
    if (m_entries.size() * 2 > m_table.size())
        rebuildTable();
    return static_cast<Id>(m_entries.size() - 1);
}

void SharedNodes::rebuildTable()
{
    m_table.assign(m_table.size() * 4, 0);
    const std::size_t mask = m_table.size() - 1;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        std::size_t cell = hashOf(m_entries[i]) & mask;
        while (m_table[cell] != 0)
            cell = (cell + 1) & mask;
        m_table[cell] = static_cast<Id>(i + 1);
    }
}

Expression SharedNodes::expressionOf(Id root) const
{
    // Function first and the second argument before the first: postfix order read backwards.
    Expression expression;
    std::vector<Id> open = {root};
    while (!open.empty()) {
        const Entry& entry = m_entries[open.back()];
        open.pop_back();
        expression.nodes.push_back(entry.node);
        if (arityOf(entry.node.op) >= 1)
            open.push_back(entry.first);
        if (arityOf(entry.node.op) == 2)
            open.push_back(entry.second);
    }
    std::reverse(expression.nodes.begin(), expression.nodes.end());
    return expression;
}

} // namespace wattline
