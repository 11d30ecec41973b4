// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/tape.h"

#include <Eigen/Core>
#include <memory>

namespace wattline {

/// Rows of features as tapes read them: feature v of row i at values[v * stride + i]. The stride is the number of rows
/// padded to whole groups of lanes by repeating the last row.
struct FeatureColumns {
    std::size_t rows = 0;
    std::size_t stride = 0;
    std::vector<double> values;
};

/// Lays out n x p features; needs at least one row.
FeatureColumns columnsOf(const Eigen::MatrixXd& features);

/// The values of an expression on blocks of rows and their derivatives by its constants, exact and for all constants at
/// once: a forward pass that keeps the value of each node, then a backward pass from the root to the leaves (reverse
/// mode; Griewank and Walther, Evaluating Derivatives, 2008). A tree has one path from the root to each constant, so
/// the cost of both passes is a small multiple of one evaluation. Derivatives follow the branch that the value took;
/// where there is none (|x| at 0) they are 0, and they may be infinite or NaN where the value is at the rim of a
/// domain.
class DerivativeTape {
public:
    /// Most rows of one block.
    static constexpr std::size_t BlockRows = 256;

    explicit DerivativeTape(const Expression& expression);

    /// The constants of the expression, in the order of its nodes.
    const std::vector<double>& coefficients() const { return m_coefficients; }
    void setCoefficients(const std::vector<double>& coefficients);

    /// The value of row begin + i at [i], up to BlockRows rows and padded to whole groups of lanes; valid until the
    /// next call. `begin` is a multiple of BlockRows.
    const double* values(const FeatureColumns& features, std::size_t begin);

    /// For the block that values() was called with last: the derivative by coefficient c of row begin + i, times
    /// factors[i], at [c * BlockRows + i]. `factors` is padded as the block is.
    const double* derivatives(const double* factors);

private:
    /// What an instruction hands back to its arguments; columns of m_adjoints, the first of them the coefficients'.
    struct Adjoints {
        static constexpr std::uint32_t None = 0xffffffff;
        std::uint32_t own = None; ///< None: no coefficient below
        std::uint32_t first = None;
        std::uint32_t second = None;
    };

    std::vector<Operand> layOut(const Expression& expression);
    std::uint32_t adjointOf(const Operand& operand, std::uint32_t& next) const;
    void linkAdjoints();

    Tape m_tape;
    TapeBlock<double> m_block;
    std::vector<double> m_spread; ///< each constant LaneGroup times, so that it loads like a piece of a column
    std::vector<double> m_coefficients;
    std::vector<Adjoints> m_adjoints; ///< one an instruction
    std::unique_ptr<double[]> m_values;
    std::unique_ptr<double[]> m_adjointValues;
};

/// The derivatives of the expression by its constants, one row a row and one column a constant.
Eigen::MatrixXd coefficientDerivatives(const Expression& expression, const Eigen::MatrixXd& features);

/// One step of the backward pass over a block: the adjoint of an instruction's value handed back to its arguments.
struct ReverseStep {
    Op op = Op::Add;
    const double* first = nullptr; ///< the arguments' values, advancing by their step
    const double* second = nullptr;
    std::size_t firstStep = 0;
    std::size_t secondStep = 0;
    const double* value = nullptr;   ///< what the instruction computed
    const double* adjoint = nullptr; ///< the derivative of the root by that value
    double* firstAdjoint = nullptr;  ///< null: not wanted
    double* secondAdjoint = nullptr;
};

/// Runs one step on `rows` rows, a multiple of LaneGroup, with the widest vectors that the machine has.
void reverse(const ReverseStep& step, std::size_t rows);

/// Adds to the k x k matrix (column-major, upper triangle) and the vector of k the products of k columns of `rows` rows
/// with each other and with `residuals`; columns lie `stride` apart.
void addProducts(const double* columns, std::size_t stride, std::size_t rows, const double* residuals,
                 Eigen::MatrixXd& matrix, Eigen::VectorXd& vector);

} // namespace wattline
