// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/studied_formula.h"

namespace wattline::ui {

Expression StudiedFormula::measured() const
{
    return inRawUnits(formula, {scaler.mean.begin(), scaler.mean.end()}, {scaler.scale.begin(), scaler.scale.end()});
}

} // namespace wattline::ui
