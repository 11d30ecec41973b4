// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"

#include <QColor>
#include <QPalette>

namespace wattline::ui {

/// The light or dark ground that a plot is drawn on; print is always light.
enum class Ground { Light, Dark };

/// Decided from the palette's window colour, so that the system's scheme is followed live.
Ground groundOf(const QPalette& palette);

/// Colours of plots and diagrams: Okabe and Ito's palette, adjusted on either ground to a contrast of at least 3:1.
/// The index counts around, so a GPU or method keeps its colour in every figure.
QColor seriesColour(int index, Ground ground);

/// From blue (-1) over near the ground (0) to orange (1), told apart with any colour vision; values beyond are cut.
QColor divergingColour(double value, Ground ground);
/// Black or white, whichever has the greater contrast.
QColor textColourOn(const QColor& fill);

/// The translucent shade of a stretch of time.
QColor spanColour(FigureSpan::Role role, Ground ground);

/// Colours of axes and text of a plot on either ground.
QColor plotBackground(Ground ground);
QColor plotForeground(Ground ground);
QColor plotFaint(Ground ground); ///< grid lines, rules

} // namespace wattline::ui
