// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <Eigen/Core>
#include <string>

namespace wattline {

/// The value of an expression on every row of the features (n x p, column-major): blocks of rows that stay in the
/// first-level cache, vectorised with the widest instructions that the machine has (AVX-512, AVX2, SSE4). AVX-512
/// and AVX2 agree to the last bit; SSE4 has no fused multiply-add, so its transcendental functions may differ by some
/// ulp. NaN and infinities follow IEEE arithmetic and the protected functions' rules.
Eigen::VectorXd evaluate(const Expression& expression, const Eigen::MatrixXd& features);

/// The same in single precision, at about twice the speed: constants are rounded, and each function is right to some
/// ulp of a float (docs/methods.md holds the table). For measurements: all else computes in double.
Eigen::VectorXf evaluateInFloat(const Expression& expression, const Eigen::MatrixXf& features);

/// The same, one row and one node at a time with the C library's mathematics: the plain reference that evaluate() is
/// tested against (4 ulp a function; tanh 6, power more where its exponent is large).
double evaluateRow(const Expression& expression, const double* row);

/// The instruction set that evaluate() uses on this machine, for reports: "AVX3", "AVX2", ...
std::string evaluatorTarget();

} // namespace wattline
