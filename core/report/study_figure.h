// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/study.h"
#include "core/report/figure.h"

namespace wattline {

/// Validation error against generations, a panel for each crossover and a curve for each population, with the standard
/// deviation over the repeats; rings around the best point and the one where the plateau begins.
Figure studyFigure(const Study& study);

/// Which point of the study a point of that figure stands for; nothing for a ring.
std::optional<std::size_t> studyPointAt(const Study& study, std::size_t panel, std::size_t curve, std::size_t point);

} // namespace wattline
