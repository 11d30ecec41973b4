// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/figure_panel.h"

#include "ui/plots/figure_view.h"

namespace wattline::ui {

bool FigurePanel::showsFigure() const
{
    return !currentView()->figure().panels.empty();
}

std::optional<Figure> FigurePanel::currentFigure() const
{
    return showsFigure() ? std::optional(currentView()->figure()) : std::nullopt;
}

} // namespace wattline::ui
