// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/program_graph.h"

#include <algorithm>

namespace wattline {

namespace {

using Id = ProgramGraph::Id;
using Entry = ProgramGraph::Entry;

bool hasTwoArguments(const Entry& entry)
{
    return arityOf(entry.op) == 2;
}

Entry terminalEntry(const Node& node)
{
    Entry entry;
    entry.op = node.op;
    entry.content = node.op == Op::Variable ? node.variable : std::bit_cast<std::uint64_t>(node.constant);
    return entry;
}

} // namespace

Id ProgramGraph::append(const Entry& entry)
{
    m_entries.push_back(entry);
    return static_cast<Id>(m_entries.size() - 1);
}

Id ProgramGraph::appendCall(Op op, Id first, Id second)
{
    Entry entry;
    entry.op = op;
    entry.content = first;
    entry.length = m_entries[first].length + 1;
    std::uint32_t functions = m_entries[first].functions + 1;
    if (arityOf(op) == 2) {
        entry.content |= std::uint64_t{second} << 32;
        entry.length += m_entries[second].length;
        functions += m_entries[second].functions;
    }
    entry.functions = functions & 0xffffffU;
    return append(entry);
}

Id ProgramGraph::insert(const Expression& expression)
{
    std::vector<Id> stack;
    for (const Node& node : expression.nodes) {
        const int arity = arityOf(node.op);
        if (arity == 0) {
            stack.push_back(append(terminalEntry(node)));
            continue;
        }
        const Id second = stack.back();
        if (arity == 2)
            stack.pop_back();
        stack.back() = appendCall(node.op, stack.back(), second);
    }
    return stack.back();
}

Id ProgramGraph::replaced(Id program, std::uint32_t place, Id graft)
{
    struct Step {
        Id node;
        bool intoSecond;
    };
    std::vector<Step> path;
    while (place > 0) {
        const Entry& entry = m_entries[program];
        const std::uint32_t firstLength = m_entries[entry.first()].length;
        --place;
        const bool intoSecond = place >= firstLength;
        path.push_back({program, intoSecond});
        program = intoSecond ? entry.second() : entry.first();
        place -= intoSecond ? firstLength : 0;
    }
    if (program == graft)
        return path.empty() ? graft : path.front().node;
    for (; !path.empty(); path.pop_back()) {
        const Entry old = m_entries[path.back().node];
        graft =
            path.back().intoSecond ? appendCall(old.op, old.first(), graft) : appendCall(old.op, graft, old.second());
    }
    return graft;
}

/// Rebuilds what lies above an edit, from left to right, and leaves the rest as it is; iterative, as programs may be
/// deep.
Id ProgramGraph::edited(Id program, std::span<const Edit> edits)
{
    struct Frame {
        Id node;
        std::uint32_t begin; ///< position of the subtree's first node
        std::span<const Edit> edits;
        int argumentsDone = 0;
        Id first = 0;
    };
    std::vector<Frame> open = {{program, 0, edits}};
    Id done = program;
    while (!open.empty()) {
        Frame& frame = open.back();
        const Entry entry = m_entries[frame.node];
        if (frame.edits.empty()) {
            done = frame.node;
            open.pop_back();
            continue;
        }
        const bool isEdited = frame.edits.back().position == frame.begin + entry.length - 1;
        const std::uint32_t split = frame.begin + (isFunction(entry) ? m_entries[entry.first()].length : 0);
        const auto middle = std::partition_point(frame.edits.begin(), frame.edits.end(),
                                                 [&](const Edit& edit) { return edit.position < split; });
        if (frame.argumentsDone == arityOf(entry.op)) {
            const Node& node = frame.edits.back().node;
            const Id first = frame.argumentsDone == 1 ? done : frame.first;
            done = isFunction(entry) ? appendCall(isEdited ? node.op : entry.op, first, done)
                                     : append(terminalEntry(node));
            open.pop_back();
        } else if (frame.argumentsDone++ == 0) {
            open.push_back({entry.first(), frame.begin, {frame.edits.begin(), middle}});
        } else {
            frame.first = done;
            open.push_back({entry.second(), split, {middle, frame.edits.end() - (isEdited ? 1 : 0)}});
        }
    }
    return done;
}

ProgramGraph::Spot ProgramGraph::functionOf(Id program, std::uint32_t n) const
{
    std::uint32_t place = 0;
    while (n > 0) {
        const Entry& entry = m_entries[program];
        const Entry& first = m_entries[entry.first()];
        --n;
        ++place;
        const bool intoFirst = n < first.functions;
        program = intoFirst ? entry.first() : entry.second();
        place += intoFirst ? 0 : first.length;
        n -= intoFirst ? 0 : first.functions;
    }
    return {place, program};
}

ProgramGraph::Spot ProgramGraph::terminalOf(Id program, std::uint32_t n) const
{
    std::uint32_t place = 0;
    while (isFunction(m_entries[program])) {
        const Entry& entry = m_entries[program];
        const Entry& first = m_entries[entry.first()];
        const std::uint32_t terminals = first.length - first.functions;
        ++place;
        const bool intoFirst = n < terminals;
        program = intoFirst ? entry.first() : entry.second();
        place += intoFirst ? 0 : first.length;
        n -= intoFirst ? 0 : terminals;
    }
    return {place, program};
}

Id ProgramGraph::subtreeAt(Id program, std::uint32_t place) const
{
    while (place > 0) {
        const Entry& entry = m_entries[program];
        --place;
        const std::uint32_t firstLength = m_entries[entry.first()].length;
        program = place < firstLength ? entry.first() : entry.second();
        place -= place < firstLength ? 0 : firstLength;
    }
    return program;
}

Id ProgramGraph::nodeAtPosition(Id program, std::uint32_t position) const
{
    while (position + 1 < m_entries[program].length) {
        const Entry& entry = m_entries[program];
        const std::uint32_t firstLength = m_entries[entry.first()].length;
        program = position < firstLength ? entry.first() : entry.second();
        position -= position < firstLength ? 0 : firstLength;
    }
    return program;
}

Expression ProgramGraph::expressionOf(Id program) const
{
    // Function first, second argument before the first: the postfix order read backwards.
    Expression expression;
    expression.nodes.reserve(m_entries[program].length);
    std::vector<Id> open = {program};
    while (!open.empty()) {
        const Entry& entry = m_entries[open.back()];
        open.pop_back();
        const std::uint16_t variable = entry.op == Op::Variable ? entry.variable() : std::uint16_t{0};
        expression.nodes.push_back({entry.op, variable, entry.op == Op::Constant ? entry.constant() : 0.0});
        if (isFunction(entry))
            open.push_back(entry.first());
        if (hasTwoArguments(entry))
            open.push_back(entry.second());
    }
    std::reverse(expression.nodes.begin(), expression.nodes.end());
    return expression;
}

} // namespace wattline
