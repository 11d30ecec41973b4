// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace wattline {

/// The size below which the given share (in (0, 1)) of Student's t lies on both sides of 0.
double studentQuantile(double confidence, double degreesOfFreedom);

} // namespace wattline
