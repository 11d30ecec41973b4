// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/axis_choice.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace wattline {

FigureAxis axisAfter(const std::string& word, FigureAxis axis)
{
    const std::string& text = axis.quantity;
    if (text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])))
        axis.quantity[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    axis.quantity = word + " " + axis.quantity;
    return axis;
}

bool spansDecades(const std::vector<double>& values)
{
    double smallest = HUGE_VAL;
    double largest = 0.0;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        smallest = std::min(smallest, value);
        largest = std::max(largest, value);
    }
    return smallest > 0.0 && largest > 100.0 * smallest;
}

void shareRange(FigurePanel& panel)
{
    constexpr double Margin = 0.03;
    double smallest = HUGE_VAL;
    double largest = -HUGE_VAL;
    for (const FigureCurve& curve : panel.curves) {
        for (const std::vector<double>* values : {&curve.x, &curve.y}) {
            for (const double value : *values) {
                if (!std::isfinite(value))
                    continue;
                smallest = std::min(smallest, value);
                largest = std::max(largest, value);
            }
        }
    }
    if (!(smallest < largest))
        return;
    const bool logarithmic = panel.x.logarithmic && panel.y.logarithmic && smallest > 0.0;
    const double ratio = logarithmic ? std::pow(largest / smallest, Margin) : 1.0;
    const double margin = logarithmic ? 0.0 : Margin * (largest - smallest);
    for (FigureAxis* axis : {&panel.x, &panel.y}) {
        axis->minimum = smallest / ratio - margin;
        axis->maximum = largest * ratio + margin;
    }
}

} // namespace wattline
