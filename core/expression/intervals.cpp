// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/intervals.h"

#include "core/expression/interval_steps.h"

#include <algorithm>
#include <cmath>

namespace wattline {

namespace {

struct BoundedPart {
    Enclosure enclosure;
    std::size_t begin = 0; ///< its first node
};

bool isFinite(Interval range)
{
    return std::isfinite(range.low) && std::isfinite(range.high);
}

Enclosure terminalEnclosure(const Node& node, std::span<const Interval> box)
{
    if (node.op == Op::Constant)
        return {{node.constant, node.constant}};
    return {box[node.variable]};
}

} // namespace

std::optional<Interval> rangeOver(const Expression& expression, std::span<const Interval> box)
{
    const std::vector<Node>& nodes = expression.nodes;
    const auto from = [&](std::size_t begin) { return nodes.begin() + static_cast<std::ptrdiff_t>(begin); };
    std::vector<BoundedPart> stack;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Op op = nodes[i].op;
        BoundedPart part{{}, i};
        if (arityOf(op) == 0) {
            part.enclosure = terminalEnclosure(nodes[i], box);
        } else if (arityOf(op) == 1) {
            part = {enclosureOf(op, stack.back().enclosure, {}), stack.back().begin};
            stack.pop_back();
        } else {
            const BoundedPart second = stack.back();
            stack.pop_back();
            const BoundedPart first = stack.back();
            stack.pop_back();
            const bool isTwice = std::equal(from(first.begin), from(second.begin), from(second.begin), from(i));
            part = {isTwice ? enclosureOfTwice(op, first.enclosure)
                            : enclosureOf(op, first.enclosure, second.enclosure),
                    first.begin};
        }
        if (!part.enclosure.isDefined || !isFinite(part.enclosure.range))
            return std::nullopt;
        stack.push_back(part);
    }
    return stack.back().enclosure.range;
}

} // namespace wattline
