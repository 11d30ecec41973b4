// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/program_graph.h"

#include <algorithm>

namespace wattline {

namespace {

using Id = ProgramGraph::Id;
using Entry = ProgramGraph::Entry;

constexpr std::size_t LeastCapacity = 1024;

std::uint64_t hashOf(const Entry& entry)
{
    std::uint64_t hash = (entry.content ^ (entry.content >> 29)) * 0xbf58476d1ce4e5b9ULL;
    hash += static_cast<std::uint64_t>(entry.op) * 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 32);
}

/// Finds equal nodes while a list of different ones grows. Open addressing; a cell holds number + 1 (0 for empty) and
/// half of the hash, so that most unequal nodes are told apart without looking at them. A function is first looked for
/// near the place of its younger argument, which is mostly the node just appended: so the walk over the programs is a
/// walk over the table too, and most cells are in the cache. Where it is crowded there, the hash says where to go on.
class NodeTable {
public:
    NodeTable(std::vector<Entry>& entries, std::size_t expected)
        : m_entries(entries), m_cells(std::bit_ceil(std::max(LeastCapacity, expected * 3 / 2)))
    {
        m_entries.reserve(expected);
    }

    /// The number of the node that is equal to the given one, which is appended where there is none.
    Id numberOf(const Entry& entry)
    {
        if (3 * m_entries.size() > 2 * m_cells.size())
            grow();
        const std::uint64_t hash = hashOf(entry);
        Cell& cell = cellOf(entry, hash);
        if (cell.number != 0)
            return cell.number - 1;
        m_entries.push_back(entry);
        cell = {static_cast<Id>(m_entries.size()), tagOf(hash)};
        return cell.number - 1;
    }

private:
    struct Cell {
        Id number = 0;
        std::uint32_t tag = 0;
    };

    static constexpr std::size_t TriedNearby = 8;

    static std::uint32_t tagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

    /// The cell that holds the node, or the empty one where it belongs.
    Cell& cellOf(const Entry& entry, std::uint64_t hash)
    {
        const std::size_t mask = m_cells.size() - 1;
        if (isFunction(entry)) {
            const std::size_t younger = std::max(entry.first(), entry.second());
            for (std::size_t i = 0; i < TriedNearby; ++i) {
                Cell& cell = m_cells[(2 * younger + i) & mask];
                if (holds(cell, entry, hash))
                    return cell;
            }
        }
        for (std::size_t place = hash & mask;; place = (place + 1) & mask) {
            if (holds(m_cells[place], entry, hash))
                return m_cells[place];
        }
    }

    bool holds(const Cell& cell, const Entry& entry, std::uint64_t hash) const
    {
        if (cell.number == 0)
            return true;
        const Entry& other = m_entries[cell.number - 1];
        return cell.tag == tagOf(hash) && other.content == entry.content && other.op == entry.op;
    }

    void grow()
    {
        m_cells.assign(2 * m_cells.size(), {});
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const std::uint64_t hash = hashOf(m_entries[i]);
            cellOf(m_entries[i], hash) = {static_cast<Id>(i + 1), tagOf(hash)};
        }
    }

    std::vector<Entry>& m_entries;
    std::vector<Cell> m_cells;
};

} // namespace

std::optional<ProgramGraph> ProgramGraph::compacted(std::span<Id> programs, const RunContext& context) const
{
    constexpr Id None = 0xffffffffU;
    constexpr std::size_t ProgramsBetweenLooks = 1024;
    ProgramGraph graph;
    NodeTable table(graph.m_entries, m_entries.size() / 2);
    std::vector<Id> renumbered(m_entries.size(), None);
    std::vector<Id> open;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        if (i % ProgramsBetweenLooks == 0 && context.stopRequested())
            return {};
        open.push_back(programs[i]);
        while (!open.empty()) {
            const Id id = open.back();
            if (renumbered[id] != None) {
                open.pop_back();
                continue;
            }
            Entry entry = m_entries[id];
            if (isFunction(entry)) {
                const std::size_t before = open.size();
                if (arityOf(entry.op) == 2 && renumbered[entry.second()] == None) {
                    open.push_back(entry.second());
                    __builtin_prefetch(&m_entries[entry.second()]); // its turn comes after all of the first argument
                }
                if (renumbered[entry.first()] == None)
                    open.push_back(entry.first());
                if (open.size() > before)
                    continue;
                const std::uint64_t second = arityOf(entry.op) == 2 ? renumbered[entry.second()] : 0;
                entry.content = renumbered[entry.first()] | second << 32;
            }
            open.pop_back();
            renumbered[id] = table.numberOf(entry);
        }
        programs[i] = renumbered[programs[i]];
    }
    return graph;
}

} // namespace wattline
