// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/model.h"

namespace wattline {

// One function per method, each in a file of its own; methods.cpp lists them in the order of tables.

/// Strict symbolic regression; the formula is described in raw units.
Method symbolicMethod(Effort effort);
/// Modern symbolic regression by relative errors (root mean squares where a target is 0).
Method modernSymbolicMethod(Effort effort);
/// Ordinary least squares; where features are collinear, the solution of least norm.
Method linearMethod(Effort effort);
/// Least squares plus alpha |w|^2 on standardised features; alpha from 1e-4 to 10 in powers of ten.
Method ridgeMethod(Effort effort);
/// Half the mean squared error plus alpha |w|_1 on standardised features; alpha as ridge.
Method lassoMethod(Effort effort);
/// Boosted least-squares trees; rate x trees x depth x subsample.
Method boostingMethod(Effort effort);
/// A network of two or three hidden layers; shape x activation x rate x batch x weight decay.
Method mlpMethod(Effort effort);
/// The rated power of the GPU, for peak_power_w: what one knows without a model. For energy_per_epoch_j times the
/// duration of an epoch that linearMethod() predicts.
Method tdpMethod(Effort effort);
/// For energy_per_epoch_j the rated power times the duration of the row's own epoch as measured: an oracle, for a run
/// that has not been started has none.
Method tdpOracleMethod(Effort effort);
/// c * flops * data_size for durations and energies, c of least mean relative error over the training rows; of least
/// squared error where a target is 0.
Method flopsMethod(Effort effort);

} // namespace wattline
