// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/coefficients.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

constexpr double FirstDamping = 1e-3;
constexpr double LeastDamping = 1e-10;
/// Times that a step is shortened before the fit is left as it is.
constexpr int ShorterSteps = 4;
/// A step that gains less than this fraction of the sum of squares is the last.
constexpr double LeastGain = 1e-7;

std::vector<double> asVector(const Eigen::VectorXd& values)
{
    return {values.begin(), values.end()};
}

/// One formula in the course of its fit.
class Fit {
public:
    Fit(const Expression& compared, const FitRows& rows, const std::stop_token& stop)
        : m_rows(rows),
          m_stop(stop),
          m_tape(compared),
          m_coefficients(Eigen::Map<const Eigen::VectorXd>(m_tape.coefficients().data(),
                                                           static_cast<Eigen::Index>(m_tape.coefficients().size()))),
          m_residuals(DerivativeTape::BlockRows)
    {
    }

    void improve(std::size_t steps)
    {
        if (!linearise())
            return;
        double damping = FirstDamping;
        for (std::size_t step = 0; step < steps && m_squares > 0.0; ++step) {
            const double before = m_squares;
            if (!takeStep(damping) || m_stop.stop_requested())
                return;
            if (before - m_squares <= LeastGain * before || (step + 1 < steps && !linearise()))
                return;
        }
    }

    const Eigen::VectorXd& coefficients() const { return m_coefficients; }
    std::uint64_t passes() const { return m_passes; }

private:
    double blockSquares(std::size_t begin)
    {
        const double* const values = m_tape.values(m_rows.features, begin);
        const std::size_t rows = std::min(DerivativeTape::BlockRows, m_rows.features.stride - begin);
        double squares = 0.0;
        for (std::size_t i = 0; i < rows; ++i) {
            m_residuals[i] = (values[i] - m_rows.goal[begin + i]) * m_rows.weights[begin + i];
            squares += m_residuals[i] * m_residuals[i];
        }
        return squares;
    }

    /// The sum of squares at the given coefficients.
    double squaresAt(const Eigen::VectorXd& coefficients)
    {
        m_tape.setCoefficients(asVector(coefficients));
        ++m_passes;
        double squares = 0.0;
        for (std::size_t begin = 0; begin < m_rows.rows(); begin += DerivativeTape::BlockRows) {
            squares += blockSquares(begin);
            if (m_stop.stop_requested())
                return std::numeric_limits<double>::quiet_NaN();
        }
        return squares;
    }

    /// J'J and J'r at the present coefficients; false where they are not finite.
    bool linearise()
    {
        const Eigen::Index count = m_coefficients.size();
        m_tape.setCoefficients(asVector(m_coefficients));
        m_passes += 3;
        m_squares = 0.0;
        m_products = Eigen::MatrixXd::Zero(count, count);
        m_gradient = Eigen::VectorXd::Zero(count);
        for (std::size_t begin = 0; begin < m_rows.rows(); begin += DerivativeTape::BlockRows) {
            m_squares += blockSquares(begin);
            const double* const columns = m_tape.derivatives(m_rows.weights.data() + begin);
            addProducts(columns, DerivativeTape::BlockRows,
                        std::min(DerivativeTape::BlockRows, m_rows.features.stride - begin), m_residuals.data(),
                        m_products, m_gradient);
            if (m_stop.stop_requested() || !std::isfinite(m_squares))
                return false;
        }
        m_scale = m_products.diagonal().cwiseSqrt();
        for (double& scale : m_scale)
            scale = scale > 0.0 ? 1.0 / scale : 1.0;
        m_products =
            m_scale.asDiagonal() * m_products.selfadjointView<Eigen::Upper>().toDenseMatrix() * m_scale.asDiagonal();
        m_gradient = m_scale.asDiagonal() * m_gradient;
        return m_products.allFinite() && m_gradient.allFinite();
    }

    /// Moves to better coefficients; false where none were found.
    bool takeStep(double& damping)
    {
        for (int attempt = 0; attempt < ShorterSteps; ++attempt) {
            Eigen::MatrixXd damped = m_products;
            damped.diagonal().array() += damping;
            const Eigen::VectorXd step = m_scale.asDiagonal() * damped.llt().solve(m_gradient);
            const Eigen::VectorXd trial = m_coefficients - step;
            if (trial.allFinite()) {
                const double squares = squaresAt(trial);
                if (squares < m_squares) {
                    m_coefficients = trial;
                    m_squares = squares;
                    damping = std::max(damping * 0.1, LeastDamping);
                    return true;
                }
            }
            damping = std::max(damping * 10.0, FirstDamping);
        }
        return false;
    }

    const FitRows& m_rows;
    const std::stop_token& m_stop;
    DerivativeTape m_tape;
    Eigen::VectorXd m_coefficients;
    std::vector<double> m_residuals; ///< of one block
    Eigen::MatrixXd m_products;
    Eigen::VectorXd m_gradient;
    Eigen::VectorXd m_scale;
    double m_squares = 0.0;
    std::uint64_t m_passes = 0;
};

} // namespace

std::uint64_t fitCoefficients(Expression& formula, const FitRows& rows, std::size_t steps, const std::stop_token& stop)
{
    Fit fit(rows.compared(formula), rows, stop);
    if (fit.coefficients().size() == 0)
        return 0;
    fit.improve(steps);
    Eigen::Index next = 0;
    for (Node& node : formula.nodes) {
        if (node.op == Op::Constant)
            node.constant = fit.coefficients()[next++];
    }
    return fit.passes();
}

} // namespace wattline
