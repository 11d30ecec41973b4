// SPDX-License-Identifier: GPL-3.0-or-later
// How a long sum is broken into lines.
#include "ui/plots/formula_box.h"

#include <algorithm>

namespace wattline::ui {

namespace {

constexpr double Hair = 1e-6;

/// A stretch of the sum that no line ends within: a term with the sign before it.
struct Term {
    double begin = 0.0;
    double end = 0.0;
    double ascent = 0.0;
    double descent = 0.0;
    std::size_t line = 0;
    QPointF shift;

    QRectF moved() const { return QRectF(begin, -ascent, end - begin, ascent + descent).translated(shift); }
};

std::vector<Term> termsOf(const FormulaBox& box)
{
    std::vector<Term> terms(1);
    for (const double place : box.breaks) {
        terms.back().end = place;
        terms.push_back({place});
    }
    terms.back().end = box.width;
    return terms;
}

std::size_t termAt(const std::vector<Term>& terms, double x)
{
    const auto after =
        std::upper_bound(terms.begin(), terms.end(), x + Hair, [](double at, const Term& t) { return at < t.begin; });
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - terms.begin() - 1, 0));
}

void measure(std::vector<Term>& terms, const FormulaBox& box)
{
    for (const auto& [node, rect] : box.nodes) {
        Term& term = terms[termAt(terms, rect.left())];
        if (rect.right() > term.end + Hair)
            continue; // more than one term
        term.ascent = std::max(term.ascent, -rect.top());
        term.descent = std::max(term.descent, rect.bottom());
    }
}

/// Fills lines one after the other, then sets each below the one before. Returns the height of the last descent.
void fillLines(std::vector<Term>& terms, double width, double indent, double gap)
{
    double lineBegin = 0.0;
    for (std::size_t i = 1; i < terms.size(); ++i) {
        terms[i].line = terms[i - 1].line;
        const double room = terms[i].line == 0 ? width : width - indent;
        if (terms[i].end - lineBegin > room) {
            ++terms[i].line;
            lineBegin = terms[i].begin;
        }
    }
    double baseline = 0.0;
    double descentBefore = 0.0;
    for (std::size_t first = 0; first < terms.size();) {
        std::size_t last = first;
        double ascent = 0.0;
        double descent = 0.0;
        for (; last < terms.size() && terms[last].line == terms[first].line; ++last) {
            ascent = std::max(ascent, terms[last].ascent);
            descent = std::max(descent, terms[last].descent);
        }
        if (first > 0)
            baseline += descentBefore + gap + ascent;
        for (std::size_t i = first; i < last; ++i)
            terms[i].shift = {(first > 0 ? indent : 0.0) - terms[first].begin, baseline};
        descentBefore = descent;
        first = last;
    }
}

QRectF movedRect(const QRectF& rect, const std::vector<Term>& terms)
{
    const std::size_t first = termAt(terms, rect.left());
    const std::size_t last = std::max(first, termAt(terms, rect.right() - 3.0 * Hair));
    if (terms[first].line == terms[last].line)
        return rect.translated(terms[first].shift);
    QRectF whole;
    for (std::size_t i = first; i <= last; ++i)
        whole |= terms[i].moved();
    return whole;
}

} // namespace

FormulaBox inLines(FormulaBox box, double width, double indent, double gap)
{
    if (box.width <= width || box.breaks.empty())
        return box;
    std::vector<Term> terms = termsOf(box);
    measure(terms, box);
    fillLines(terms, width, indent, gap);
    for (FormulaLayout::Text& piece : box.texts)
        piece.baseline += terms[termAt(terms, piece.baseline.x())].shift;
    for (QPainterPath& stroke : box.strokes)
        stroke.translate(terms[termAt(terms, stroke.boundingRect().left())].shift);
    for (auto& [node, rect] : box.nodes)
        rect = movedRect(rect, terms);
    QRectF whole;
    for (const Term& term : terms)
        whole |= term.moved();
    box.width = whole.right();
    box.ascent = -whole.top();
    box.descent = whole.bottom();
    box.breaks.clear();
    return box;
}

} // namespace wattline::ui
