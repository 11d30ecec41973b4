// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/interval_steps.h"

#include <cstdint>
#include <vector>

namespace wattline {

/// Parts of a formula in which equal ones are one, so that they are compared by number; x + y and y + x are equal, as
/// are x * y and y * x: the one that came first stands for both. Each knows its length as a tree and what its values
/// are like.
class SharedNodes {
public:
    using Id = std::uint32_t;

    struct Entry {
        Node node;
        Id first = 0;
        Id second = 0;
        std::size_t length = 1;
        Enclosure enclosure;
        bool isTotal = true; ///< every finite row gives it a finite value, but for overflow
    };

    explicit SharedNodes(std::span<const Interval> box);

    Id constant(double value);
    Id variable(std::uint16_t number);
    Id function(Op op, Id first, Id second = 0);

    const Entry& at(Id id) const { return m_entries[id]; }
    Op op(Id id) const { return m_entries[id].node.op; }
    bool isConstant(Id id) const { return op(id) == Op::Constant; }
    double value(Id id) const { return m_entries[id].node.constant; }
    Interval range(Id id) const { return m_entries[id].enclosure.range; }

    Expression expressionOf(Id root) const;

private:
    Id intern(const Entry& entry);
    void rebuildTable();

    std::span<const Interval> m_box;
    std::vector<Entry> m_entries;
    std::vector<Id> m_table; ///< open addressing, number + 1, 0 for empty
};

} // namespace wattline
