// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/expression/expression.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace wattline {

class ByteReader;
class ByteWriter;

/// Programs longer than this are not let in; gplearn has no limit, but no run with its parsimony comes near this one.
inline constexpr std::size_t LongestProgram = 100000;

/// All programs of a population as one graph: a program is the number of its root, and an offspring shares with its
/// parents all but the path from its root to the place of the cut. Where else equal subtrees have come about,
/// compacted() makes them one. Arguments have smaller numbers than their function. Nodes never change. A place is a
/// number in the walk of a program that visits a function before its arguments, the root being place 0; a position is
/// one in postfix order.
class ProgramGraph {
public:
    using Id = std::uint32_t;

    /// A node in 16 bytes: a search walks over hundreds of thousands of them in every generation.
    struct Entry {
        std::uint64_t content = 0;        ///< the arguments' numbers, the column, or the constant's bits
        std::uint32_t length = 1;         ///< nodes of the subtree
        std::uint32_t functions : 24 = 0; ///< of them functions
        Op op : 8 = Op::Constant;

        Id first() const { return static_cast<Id>(content); }
        Id second() const { return static_cast<Id>(content >> 32); } ///< of functions of two arguments
        std::uint16_t variable() const { return static_cast<std::uint16_t>(content); }
        double constant() const { return std::bit_cast<double>(content); }
    };

    static_assert(sizeof(Entry) == 16);
    /// A subtree of a program: where it is, and what.
    struct Spot {
        std::uint32_t place = 0;
        Id node = 0;
    };

    /// Another node for the one at a position, of the same arity.
    struct Edit {
        std::uint32_t position = 0;
        Node node;
    };

    /// Enters a program; answers its number.
    Id insert(const Expression& expression);
    /// The program with the subtree at the given place replaced by another.
    Id replaced(Id program, std::uint32_t place, Id graft);
    /// The program with the nodes at the given positions, ascending, replaced.
    Id edited(Id program, std::span<const Edit> edits);

    /// The n-th function, or the n-th terminal, of the walk; n from 0.
    Spot functionOf(Id program, std::uint32_t n) const;
    Spot terminalOf(Id program, std::uint32_t n) const;
    Id subtreeAt(Id program, std::uint32_t place) const;
    Id nodeAtPosition(Id program, std::uint32_t position) const;

    Expression expressionOf(Id program) const;
    const Entry& at(Id id) const { return m_entries[id]; }
    std::size_t size() const { return m_entries.size(); }

    /// A graph of the given programs alone in which equal subtrees are one node, so that equal programs have the same
    /// number. The numbers follow a walk over the programs in order: a pass over the numbers meets what is related
    /// together. `programs` are renumbered. Nothing where a stop came first.
    std::optional<ProgramGraph> compacted(std::span<Id> programs, const RunContext& context = {}) const;

    /// All nodes in their order, and back. The reader fails where a node is none, speaks of a variable that there is
    /// not, or is longer than LongestProgram.
    void write(ByteWriter& writer) const;
    static ProgramGraph read(ByteReader& reader, std::size_t variables);

    /// Forgets the nodes from that number on, which no other may use.
    void forgetFrom(std::size_t number) { m_entries.resize(number); }

private:
    Id append(const Entry& entry);
    Id appendCall(Op op, Id first, Id second);

    std::vector<Entry> m_entries;
};

inline bool isFunction(const ProgramGraph::Entry& entry)
{
    return entry.functions > 0;
}

} // namespace wattline
