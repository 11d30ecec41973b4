// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_scene.h"

#include <queue>

namespace wattline::ui {

std::set<std::size_t> collapsedFor(const Expression& expression, std::size_t seenNodes)
{
    if (expression.nodes.size() <= seenNodes)
        return {};
    using Sized = std::pair<std::size_t, std::size_t>; // nodes of the subtree, its root
    const auto sized = [&expression](std::size_t node) {
        return Sized{node + 1 - subtreeBegin(expression, node), node};
    };
    std::priority_queue<Sized> closed;
    closed.push(sized(expression.nodes.size() - 1));
    for (std::size_t seen = 1; !closed.empty() && closed.top().first > 1;) {
        const std::vector<std::size_t> arguments = argumentsOf(expression, closed.top().second);
        seen += arguments.size();
        if (seen > seenNodes)
            break;
        closed.pop();
        for (const std::size_t argument : arguments)
            closed.push(sized(argument));
    }
    std::set<std::size_t> collapsed;
    for (; !closed.empty(); closed.pop()) {
        constexpr std::size_t WorthHiding = 4; // less takes no more room open
        if (closed.top().first >= WorthHiding)
            collapsed.insert(closed.top().second);
    }
    return collapsed;
}

} // namespace wattline::ui
