// SPDX-License-Identifier: GPL-3.0-or-later
// Draws how the cost of an evaluation grows with rows and with nodes: docs/images/cost.svg.   cost_figure FILE.svg
#include "benchmarks/kernel_cost.h"
#include "core/base/text.h"
#include "ui/plots/figure_export.h"

#include <QApplication>
#include <cstdio>
#include <fmt/format.h>

using namespace wattline;

namespace {

using NumberOf = double (*)(const KernelCost& cost);

double rowsOf(const KernelCost& cost)
{
    return static_cast<double>(cost.rows);
}

double nodesOf(const KernelCost& cost)
{
    return static_cast<double>(cost.nodes);
}

/// A line of points for each value of `line`, over x.
FigurePanel panelOf(const std::vector<KernelCost>& costs, const FigureAxis& x, NumberOf xOf, NumberOf lineOf)
{
    FigurePanel panel{.x = x, .y = {.quantity = "CPU time of one evaluation", .unit = "ms", .logarithmic = true}};
    const bool linesAreNodes = lineOf == nodesOf;
    for (const KernelCost& cost : costs) {
        const std::string name =
            formatCount(static_cast<std::size_t>(lineOf(cost))) + (linesAreNodes ? " nodes" : " rows");
        auto curve = std::find_if(panel.curves.begin(), panel.curves.end(),
                                  [&](const FigureCurve& each) { return each.name == name; });
        if (curve == panel.curves.end()) {
            const auto colour = static_cast<int>(panel.curves.size());
            curve = panel.curves.insert(panel.curves.end(), {.name = name, .colour = colour});
        }
        curve->x.push_back(xOf(cost));
        curve->y.push_back(1e3 * cost.seconds);
    }
    return panel;
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    if (argc != 2) {
        std::fputs("cost_figure FILE.svg\n", stderr);
        return 2;
    }
    const std::vector<KernelCost> costs = measureCost();
    Figure figure{.title = "Cost of an evaluation"};
    figure.panels.push_back(panelOf(costs, {.quantity = "Rows", .logarithmic = true}, rowsOf, nodesOf));
    figure.panels.push_back(panelOf(costs, {.quantity = "Nodes", .logarithmic = true}, nodesOf, rowsOf));
    const Result<void> written = ui::exportFigure(
        figure, {.format = ui::FigureFormat::Svg, .widthMillimetres = 120.0, .heightMillimetres = 130.0}, argv[1]);
    if (!written) {
        fmt::print(stderr, "{}\n", written.error().message);
        return 1;
    }
    fmt::print("{}\n", growthText(costs));
    return 0;
}
