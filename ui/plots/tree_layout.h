// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace wattline::ui {

/// One node of a tree to be drawn: how wide it is, and which nodes hang below it, left to right.
struct TreeLayoutNode {
    double width = 0.0;
    std::vector<std::size_t> children;
};

/// Where the centre of a node goes; the root has level 0.
struct TreePosition {
    double x = 0.0;
    std::size_t level = 0;
};

/// A tidy drawing of the tree: parents centred over their children, nodes of one level at least `gap` apart, equal
/// subtrees drawn equally. Time and memory grow linearly with the nodes. Children must stand before their parents and
/// the last node be the root (postfix order). The leftmost edge is at x = 0. Algorithm of Buchheim, Jünger and Leipert
/// (2002), with widths.
std::vector<TreePosition> tidyTree(const std::vector<TreeLayoutNode>& nodes, double gap);

} // namespace wattline::ui
