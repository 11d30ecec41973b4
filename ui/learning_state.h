// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/learning_curve.h"

#include <memory>

namespace wattline::ui {

/// The learning curve on show, what it was made of, and with which settings the next one is made.
struct LearningState {
    std::shared_ptr<const LearningCurve> curve; ///< null before the first one
    std::shared_ptr<const RegressionData> data; ///< that the curve speaks of
    LearningCurveSettings settings;
};

} // namespace wattline::ui
