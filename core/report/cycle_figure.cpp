// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/cycle_figure.h"

namespace wattline {

namespace {

FigurePanel overlayPanel(const NamedOverlay& named)
{
    const CycleOverlay& overlay = named.overlay;
    FigurePanel panel;
    panel.title = named.name;
    if (overlay.axis == CycleAxis::Share)
        panel.x = {.quantity = "Share of the cycle"};
    else
        panel.x = {.quantity = "Time from the begin of the cycle", .unit = "s"};
    panel.y = {.quantity = "Power", .unit = "W"};
    FigureCurve band{.name = "Mean ± standard deviation", .x = overlay.x, .y = overlay.meanWatts};
    band.style = CurveStyle::Band;
    band.yError = overlay.stdWatts;
    band.colour = 1;
    panel.curves.push_back(std::move(band));
    for (const std::vector<double>& watts : overlay.shown) {
        FigureCurve cycle{.x = overlay.x, .y = watts};
        cycle.faint = true;
        panel.curves.push_back(std::move(cycle));
    }
    FigureCurve mean{
        .name = "Mean of " + std::to_string(overlay.cycles) + " cycles", .x = overlay.x, .y = overlay.meanWatts};
    mean.colour = 1;
    panel.curves.push_back(std::move(mean));
    return panel;
}

} // namespace

Figure cycleFigure(std::span<const NamedOverlay> overlays, const std::string& title)
{
    Figure figure;
    figure.title = title;
    for (const NamedOverlay& named : overlays)
        figure.panels.push_back(overlayPanel(named));
    return figure;
}

} // namespace wattline
