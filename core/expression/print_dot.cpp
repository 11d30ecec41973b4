// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/assemble.h"
#include "core/expression/names.h"
#include "core/expression/print.h"

namespace wattline {

namespace {

std::string escaped(std::string_view text)
{
    std::string label;
    for (char c : text) {
        if (c == '"' || c == '\\')
            label += '\\';
        label += c == '\n' || c == '\r' ? ' ' : c;
    }
    return label;
}

std::string labelOf(const Node& node, const std::vector<std::string>& names)
{
    if (node.op == Op::Constant)
        return formatNumber(node.constant);
    if (node.op == Op::Variable)
        return escaped(quotedName(variableName(node.variable, names)));
    const std::string_view rule = protectionOf(node.op);
    return std::string(nameOf(node.op)) + (rule.empty() ? "" : "\\n" + escaped(rule));
}

} // namespace

std::string toDot(const Expression& expression, const std::vector<std::string>& names)
{
    std::string text = "digraph formula {\n    node [fontname=\"sans-serif\"];\n    graph [ordering=out];\n";
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const Node& node = expression.nodes[i];
        const std::string id = std::to_string(i);
        text += "    n" + id + " [label=\"" + labelOf(node, names) + "\"" +
                (arityOf(node.op) == 0 ? ", shape=box" : "") + "];\n";
        const auto arity = static_cast<std::size_t>(arityOf(node.op));
        for (std::size_t k = roots.size() - arity; k < roots.size(); ++k)
            text += "    n" + id + " -> n" + std::to_string(roots[k]) + ";\n";
        roots.resize(roots.size() - arity);
        roots.push_back(i);
    }
    return text + "}\n";
}

} // namespace wattline
