// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/row_mark.h"

#include "ui/plots/figure_view.h"

#include <algorithm>

namespace wattline::ui {

void markDatasetRow(FigureView& view, std::optional<std::size_t> datasetRow)
{
    if (datasetRow && !view.figure().panels.empty()) {
        const std::vector<FigureCurve>& curves = view.figure().panels.front().curves;
        for (std::size_t curve = 0; curve < curves.size(); ++curve) {
            const std::vector<std::size_t>& rows = curves[curve].rows;
            const auto found = std::find(rows.begin(), rows.end(), *datasetRow);
            if (found != rows.end())
                return view.setMarkedPoint(0, curve, static_cast<std::size_t>(found - rows.begin()));
        }
    }
    view.setMarkedPoint({});
}

std::optional<std::size_t> datasetRowAt(const FigureView& view, std::size_t curve, std::size_t point)
{
    const std::vector<std::size_t>& rows = view.figure().panels.front().curves.at(curve).rows;
    return point < rows.size() ? std::optional(rows[point]) : std::nullopt;
}

} // namespace wattline::ui
