// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/tree_layout.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace wattline::ui {

namespace {

/// The walk of the paper without recursion: in postfix order all children are done when their parent's turn comes.
class Walk {
public:
    Walk(const std::vector<TreeLayoutNode>& nodes, double gap) : m_nodes(nodes), m_gap(gap), m_marks(nodes.size())
    {
        for (std::size_t v = 0; v < nodes.size(); ++v) {
            m_marks[v].ancestor = v;
            for (std::size_t i = 0; i < nodes[v].children.size(); ++i) {
                assert(nodes[v].children[i] < v);
                m_marks[nodes[v].children[i]].parent = v;
                m_marks[nodes[v].children[i]].number = i;
            }
        }
    }

    std::vector<TreePosition> positions()
    {
        for (std::size_t v = 0; v < m_nodes.size(); ++v)
            arrangeChildren(v);
        std::vector<TreePosition> result(m_nodes.size());
        std::vector<double> shiftOf(m_nodes.size(), 0.0); // the sum of the ancestors' modifiers
        m_marks.back().preliminary = m_marks.back().middle;
        double leftmost = 0.0;
        for (std::size_t v = m_nodes.size(); v-- > 0;) {
            result[v].x = m_marks[v].preliminary + shiftOf[v];
            leftmost = std::min(leftmost, result[v].x - m_nodes[v].width / 2.0);
            for (std::size_t child : m_nodes[v].children) {
                shiftOf[child] = shiftOf[v] + m_marks[v].modifier;
                result[child].level = result[v].level + 1;
            }
        }
        for (TreePosition& position : result)
            position.x -= leftmost;
        return result;
    }

private:
    struct Mark {
        std::size_t parent = 0;
        std::size_t number = 0; ///< among its siblings
        std::size_t ancestor = 0;
        std::optional<std::size_t> thread; ///< the next node of the contour, where it leaves the subtree
        double preliminary = 0.0;          ///< x relative to the parent
        double modifier = 0.0;             ///< added to everything below
        double middle = 0.0;               ///< between the outer children
        double change = 0.0;
        double shift = 0.0;
    };

    /// A contour on its way down, with the modifiers passed so far.
    struct Contour {
        std::size_t node;
        double sum;
    };

    void arrangeChildren(std::size_t v)
    {
        const std::vector<std::size_t>& children = m_nodes[v].children;
        if (children.empty())
            return;
        std::size_t defaultAncestor = children.front();
        for (std::size_t i = 0; i < children.size(); ++i) {
            const std::size_t w = children[i];
            Mark& mark = m_marks[w];
            mark.preliminary = mark.middle;
            if (i == 0)
                continue;
            const std::size_t left = children[i - 1];
            mark.preliminary = m_marks[left].preliminary + distance(left, w);
            if (!m_nodes[w].children.empty())
                mark.modifier = mark.preliminary - mark.middle;
            defaultAncestor = apportion(w, left, defaultAncestor);
        }
        executeShifts(children);
        m_marks[v].middle = (m_marks[children.front()].preliminary + m_marks[children.back()].preliminary) / 2.0;
    }

    /// Moves the subtree of v to the right until it is clear of the subtrees of its left siblings, spreading the move
    /// over the smaller ones in between.
    std::size_t apportion(std::size_t v, std::size_t leftSibling, std::size_t defaultAncestor)
    {
        const std::size_t leftmostSibling = m_nodes[m_marks[v].parent].children.front();
        Contour insideRight{v, m_marks[v].modifier};
        Contour outsideRight = insideRight;
        Contour insideLeft{leftSibling, m_marks[leftSibling].modifier};
        Contour outsideLeft{leftmostSibling, m_marks[leftmostSibling].modifier};
        while (nextRight(insideLeft.node) && nextLeft(insideRight.node)) {
            insideLeft.node = *nextRight(insideLeft.node);
            insideRight.node = *nextLeft(insideRight.node);
            outsideLeft.node = *nextLeft(outsideLeft.node);
            outsideRight.node = *nextRight(outsideRight.node);
            m_marks[outsideRight.node].ancestor = v;
            const double overlap = m_marks[insideLeft.node].preliminary + insideLeft.sum -
                                   m_marks[insideRight.node].preliminary - insideRight.sum +
                                   distance(insideLeft.node, insideRight.node);
            if (overlap > 0.0) {
                moveSubtree(ancestorOf(insideLeft.node, v, defaultAncestor), v, overlap);
                insideRight.sum += overlap;
                outsideRight.sum += overlap;
            }
            for (Contour* contour : {&insideLeft, &insideRight, &outsideLeft, &outsideRight})
                contour->sum += m_marks[contour->node].modifier;
        }
        if (nextRight(insideLeft.node) && !nextRight(outsideRight.node))
            setThread(outsideRight, *nextRight(insideLeft.node), insideLeft.sum);
        if (nextLeft(insideRight.node) && !nextLeft(outsideLeft.node)) {
            setThread(outsideLeft, *nextLeft(insideRight.node), insideRight.sum);
            return v;
        }
        return defaultAncestor;
    }

    void setThread(const Contour& from, std::size_t to, double sumAtTarget)
    {
        m_marks[from.node].thread = to;
        m_marks[from.node].modifier += sumAtTarget - from.sum;
    }

    void moveSubtree(std::size_t from, std::size_t to, double shift)
    {
        const auto between = static_cast<double>(m_marks[to].number - m_marks[from].number);
        m_marks[to].change -= shift / between;
        m_marks[to].shift += shift;
        m_marks[from].change += shift / between;
        m_marks[to].preliminary += shift;
        m_marks[to].modifier += shift;
    }

    void executeShifts(const std::vector<std::size_t>& children)
    {
        double shift = 0.0;
        double change = 0.0;
        for (auto child = children.rbegin(); child != children.rend(); ++child) {
            Mark& mark = m_marks[*child];
            mark.preliminary += shift;
            mark.modifier += shift;
            change += mark.change;
            shift += mark.shift + change;
        }
    }

    std::size_t ancestorOf(std::size_t insideLeft, std::size_t v, std::size_t defaultAncestor) const
    {
        const std::size_t ancestor = m_marks[insideLeft].ancestor;
        return ancestor != m_marks.size() - 1 && m_marks[ancestor].parent == m_marks[v].parent ? ancestor
                                                                                               : defaultAncestor;
    }

    std::optional<std::size_t> nextLeft(std::size_t v) const
    {
        return m_nodes[v].children.empty() ? m_marks[v].thread : m_nodes[v].children.front();
    }
    std::optional<std::size_t> nextRight(std::size_t v) const
    {
        return m_nodes[v].children.empty() ? m_marks[v].thread : m_nodes[v].children.back();
    }
    double distance(std::size_t left, std::size_t right) const
    {
        return (m_nodes[left].width + m_nodes[right].width) / 2.0 + m_gap;
    }

    const std::vector<TreeLayoutNode>& m_nodes;
    double m_gap;
    std::vector<Mark> m_marks;
};

} // namespace

std::vector<TreePosition> tidyTree(const std::vector<TreeLayoutNode>& nodes, double gap)
{
    return nodes.empty() ? std::vector<TreePosition>{} : Walk(nodes, gap).positions();
}

} // namespace wattline::ui
