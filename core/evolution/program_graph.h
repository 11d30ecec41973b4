// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wattline {

class ByteReader;
class ByteWriter;

/// Programs longer than this are not let in; gplearn has no limit, but no run with its parsimony comes near this one.
inline constexpr std::size_t LongestProgram = 100000;

/// All programs of a population as one graph in which equal subtrees are one node: a program is the number of its root,
/// an offspring shares with its parents all but the path from its root to the place of the cut, and a program met
/// before is recognised by its number. Arguments have smaller numbers than their function. Nodes never change.
class ProgramGraph {
public:
    using Id = std::uint32_t;

    struct Entry {
        double constant = 0.0;
        Id first = 0;
        Id second = 0;
        std::uint32_t length = 1;    ///< nodes of the subtree
        std::uint32_t functions = 0; ///< of them functions
        std::uint16_t variable = 0;
        Op op = Op::Constant;
    };

    /// The program's number; the same for equal programs.
    Id insert(const Expression& expression);

    /// The program with the subtree at the given place of the walk (function first, then its arguments in order, the
    /// root being place 0) replaced by another.
    Id replaced(Id program, std::uint32_t place, Id graft);

    /// The subtree at a place of the walk.
    Id subtreeAt(Id program, std::uint32_t place) const;

    /// The place of the n-th function, or of the n-th terminal, of the walk; n from 0.
    std::uint32_t placeOfFunction(Id program, std::uint32_t n) const;
    std::uint32_t placeOfTerminal(Id program, std::uint32_t n) const;

    Expression expressionOf(Id program) const;
    const Entry& at(Id id) const { return m_entries[id]; }
    std::size_t size() const { return m_entries.size(); }

    /// Forgets all nodes that the given programs do not use. Answers each old number's new one (meaningless where
    /// forgotten); the order of the numbers stays.
    std::vector<Id> keepOnly(std::span<const Id> programs);

    /// All nodes in their order, and back. The reader fails where a node is none, speaks of a variable that there is
    /// not, or is longer than LongestProgram.
    void write(ByteWriter& writer) const;
    static ProgramGraph read(ByteReader& reader, std::size_t variables);

private:
    Entry functionOf(Op op, Id first, Id second) const;
    Id intern(const Entry& entry);
    Id appendNew(const Entry& entry);
    Id append(const Entry& entry, std::size_t cell);
    void makeRoomFor(std::size_t nodes);
    void rebuildTable(std::size_t capacity);

    std::vector<Entry> m_entries;
    std::vector<Id> m_table; ///< open addressing, number + 1, 0 for empty
};

} // namespace wattline
