// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/correlation_figure.h"

#include "core/report/figures.h"

namespace wattline {

Figure correlationFigure(const CorrelationMatrix& matrix)
{
    FigureMatrix cells;
    for (const std::string& name : matrix.names)
        cells.names.push_back(axisOfColumn(name).quantity);
    for (Eigen::Index row = 0; row < matrix.r.rows(); ++row) {
        for (Eigen::Index column = 0; column < matrix.r.cols(); ++column)
            cells.values.push_back(matrix.r(row, column));
    }
    FigurePanel panel;
    panel.title = "Pearson's r, " + std::to_string(matrix.rows) + " rows";
    panel.categories = cells.names;
    panel.matrix = std::move(cells);
    return {.title = "Correlation matrix with " + matrix.names.front(), .panels = {std::move(panel)}};
}

} // namespace wattline
