// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/learning_curve.h"
#include "core/report/figure.h"
#include "core/report/tables.h"

namespace wattline {

/// Training rows against the error on the test rows, a line for each method with a band of one sample standard
/// deviation over the repeats on either side, cut off at 0: the mean relative error in %, or the root mean squared
/// error in the target's unit where a test row's target is 0. A point without figures breaks the line. The axis of an
/// unfinished curve reaches to all training rows. Without any figures the figure has no panel.
Figure learningFigure(const LearningCurve& curve);

/// What the figures rest on: first over what splits they are and where grids were searched, then how grouped rows were
/// drawn, and last, where the curve was stopped, after how many shares.
std::vector<std::string> learningNotes(const LearningCurve& curve);

/// A row for each method and share, errors as mean ± sample standard deviation, in units of the target, with those
/// notes.
TextTable learningTable(const LearningCurve& curve);

} // namespace wattline
