// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/correlation_matrix.h"
#include "core/report/figure.h"

namespace wattline {

/// The matrix as coloured cells with their numbers, the target first.
Figure correlationFigure(const CorrelationMatrix& matrix);

} // namespace wattline
