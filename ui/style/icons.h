// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace wattline::ui {

/// The program's own drawings; the toolbar's are mid-toned, to be legible on a light and on a dark ground.
enum class Icon { Application, Open, DetectPhases, Fit, ExportFigure, Cursors, Pin, Solo, Hide, Start, Pause, Stop };

QIcon iconOf(Icon icon);

} // namespace wattline::ui
