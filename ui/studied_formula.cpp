// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/studied_formula.h"

namespace wattline::ui {

Expression StudiedFormula::measured() const
{
    if (scaler.mean.isZero(0.0) && scaler.scale.isOnes(0.0))
        return formula;
    return inRawUnits(formula, {scaler.mean.begin(), scaler.mean.end()}, {scaler.scale.begin(), scaler.scale.end()});
}

} // namespace wattline::ui
