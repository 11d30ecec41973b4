// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/power_laws.h"

#include <Eigen/QR>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace wattline {

namespace {

constexpr std::size_t MostFactors = 6;
constexpr std::size_t MostTerms = 5;
/// Laws are looked for on that many rows at most, taken evenly: they are only to begin with.
constexpr Eigen::Index MostRows = 1000;
/// Pairs are made of that many features at most: those that correlate most with the target.
constexpr std::size_t MostPaired = 12;
/// Terms of one feature are made of that many at most, those that correlate most: tables of thousands of features would
/// ask for gigabytes.
constexpr std::size_t MostSingle = 200;

/// A factor x^power; power 0 stands for the logarithm.
struct Factor {
    std::size_t variable = 0;
    double power = 1.0;
};

using Monomial = std::vector<Factor>;

bool isPositive(const Eigen::VectorXd& values)
{
    return values.minCoeff() > 0.0;
}

void appendFactor(Expression& formula, const Factor& factor)
{
    formula.nodes.push_back({Op::Variable, static_cast<std::uint16_t>(factor.variable)});
    if (factor.power == 0.0) {
        formula.nodes.push_back({Op::Log});
    } else if (factor.power != 1.0) {
        formula.nodes.push_back({Op::Constant, 0, factor.power});
        formula.nodes.push_back({Op::Pow});
    }
}

void appendTerm(Expression& formula, double coefficient, const Monomial& monomial)
{
    formula.nodes.push_back({Op::Constant, 0, coefficient});
    for (const Factor& factor : monomial) {
        appendFactor(formula, factor);
        formula.nodes.push_back({Op::Mul});
    }
}

/// Forward selection of columns by least squares.
class ForwardSelection {
public:
    ForwardSelection(Eigen::MatrixXd columns, Eigen::VectorXd target)
        : m_columns(std::move(columns)), m_target(std::move(target)), m_left(m_columns), m_residual(m_target)
    {
    }

    /// Takes the column that helps most beside those taken already; false where none does.
    bool takeNext()
    {
        Eigen::Index best = -1;
        double most = 1e-12 * m_target.squaredNorm();
        for (Eigen::Index c = 0; c < m_left.cols(); ++c) {
            const double size = m_left.col(c).squaredNorm();
            const double product = m_left.col(c).dot(m_residual);
            if (size > 1e-12 * m_columns.col(c).squaredNorm() && product * product / size > most) {
                most = product * product / size;
                best = c;
            }
        }
        if (best >= 0)
            take(best);
        return best >= 0;
    }

    void take(Eigen::Index column)
    {
        const Eigen::VectorXd direction = m_left.col(column).normalized();
        m_left -= direction * (direction.transpose() * m_left);
        m_residual -= direction * direction.dot(m_residual);
        m_taken.push_back(column);
    }

    const std::vector<Eigen::Index>& taken() const { return m_taken; }
    Eigen::VectorXd coefficients() const
    {
        return m_columns(Eigen::all, m_taken).colPivHouseholderQr().solve(m_target);
    }

private:
    Eigen::MatrixXd m_columns;
    Eigen::VectorXd m_target;
    Eigen::MatrixXd m_left; ///< what the taken columns do not span
    Eigen::VectorXd m_residual;
    std::vector<Eigen::Index> m_taken;
};

/// c x^p y^q ..., with one factor, with two, ...
void addProducts(const RegressionData& data, std::vector<Expression>& laws, const std::stop_token& stop)
{
    std::vector<std::size_t> variables;
    for (Eigen::Index v = 0; v < data.features.cols(); ++v) {
        if (isPositive(data.features.col(v)))
            variables.push_back(static_cast<std::size_t>(v));
    }
    if (variables.empty() || !isPositive(data.target))
        return;
    Eigen::MatrixXd logs(data.rows(), static_cast<Eigen::Index>(variables.size()) + 1);
    logs.col(0).setOnes();
    for (std::size_t i = 0; i < variables.size(); ++i)
        logs.col(static_cast<Eigen::Index>(i) + 1) =
            data.features.col(static_cast<Eigen::Index>(variables[i])).array().log();
    ForwardSelection selection(logs, data.target.array().log());
    selection.take(0);
    for (std::size_t count = 0; count < MostFactors && !stop.stop_requested() && selection.takeNext(); ++count) {
        const Eigen::VectorXd coefficients = selection.coefficients();
        Monomial monomial;
        for (std::size_t i = 1; i < selection.taken().size(); ++i)
            monomial.push_back({variables[static_cast<std::size_t>(selection.taken()[i]) - 1],
                                coefficients[static_cast<Eigen::Index>(i)]});
        appendTerm(laws.emplace_back(), std::exp(coefficients[0]), monomial);
    }
}

/// The features that correlate most with the target, the most first.
std::vector<std::size_t> mostCorrelated(const RegressionData& data, std::size_t count)
{
    std::vector<std::size_t> order(static_cast<std::size_t>(data.features.cols()));
    std::iota(order.begin(), order.end(), 0U);
    const Eigen::VectorXd target = data.target.array() - data.target.mean();
    std::vector<double> correlations;
    for (const auto& column : data.features.colwise()) {
        const Eigen::VectorXd centred = column.array() - column.mean();
        correlations.push_back(std::abs(centred.dot(target)) /
                               std::max(centred.norm(), std::numeric_limits<double>::min()));
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return correlations[a] > correlations[b]; });
    order.resize(std::min(order.size(), count));
    return order;
}

std::vector<Monomial> monomialsOf(const RegressionData& data)
{
    const auto powersOf = [&](std::size_t v) {
        if (isPositive(data.features.col(static_cast<Eigen::Index>(v))))
            return std::vector<double>{-1.0, -0.5, 0.0, 0.5, 1.0, 2.0};
        return std::vector<double>{1.0, 2.0};
    };
    std::vector<Monomial> monomials;
    std::vector<std::size_t> single = mostCorrelated(data, MostSingle);
    std::sort(single.begin(), single.end());
    for (const std::size_t v : single) {
        for (const double power : powersOf(v))
            monomials.push_back({{v, power}});
    }
    const std::vector<std::size_t> paired = mostCorrelated(data, MostPaired);
    for (std::size_t i = 0; i < paired.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            for (const double p : powersOf(paired[i])) {
                for (const double q : powersOf(paired[j]))
                    monomials.push_back({{paired[i], p}, {paired[j], q}});
            }
        }
    }
    return monomials;
}

Eigen::VectorXd valuesOf(const Monomial& monomial, const Eigen::MatrixXd& features)
{
    Eigen::ArrayXd values = Eigen::ArrayXd::Ones(features.rows());
    for (const Factor& factor : monomial) {
        const Eigen::ArrayXd x = features.col(static_cast<Eigen::Index>(factor.variable)).array();
        values *= factor.power == 0.0 ? Eigen::ArrayXd(x.log()) : Eigen::ArrayXd(x.pow(factor.power));
    }
    return values;
}

/// a + b m + c n ..., with one monomial, with two, ...
void addSums(const RegressionData& data, const Eigen::VectorXd& weights, std::vector<Expression>& laws,
             const std::stop_token& stop)
{
    const std::vector<Monomial> monomials = monomialsOf(data);
    Eigen::MatrixXd columns(data.rows(), static_cast<Eigen::Index>(monomials.size()) + 1);
    columns.col(0) = weights;
    for (std::size_t i = 0; i < monomials.size(); ++i) {
        const Eigen::VectorXd values = valuesOf(monomials[i], data.features);
        columns.col(static_cast<Eigen::Index>(i) + 1).setZero();
        if (values.allFinite())
            columns.col(static_cast<Eigen::Index>(i) + 1) = values.cwiseProduct(weights);
        if (stop.stop_requested())
            return;
    }
    ForwardSelection selection(std::move(columns), data.target.cwiseProduct(weights));
    selection.take(0);
    for (std::size_t count = 0; count < MostTerms && !stop.stop_requested() && selection.takeNext(); ++count) {
        const Eigen::VectorXd coefficients = selection.coefficients();
        Expression& law = laws.emplace_back();
        law.nodes.push_back({Op::Constant, 0, coefficients[0]});
        for (std::size_t i = 1; i < selection.taken().size(); ++i) {
            appendTerm(law, coefficients[static_cast<Eigen::Index>(i)],
                       monomials[static_cast<std::size_t>(selection.taken()[i]) - 1]);
            law.nodes.push_back({Op::Add});
        }
    }
}

} // namespace

std::vector<Expression> powerLaws(const RegressionData& data, const std::vector<double>& weights,
                                  const std::stop_token& stop)
{
    std::vector<std::size_t> rows;
    for (Eigen::Index i = 0; i < std::min(MostRows, data.rows()); ++i)
        rows.push_back(static_cast<std::size_t>(i * data.rows() / std::min(MostRows, data.rows())));
    RegressionData some;
    some.features = data.features(rows, Eigen::all);
    some.target = data.target(rows);
    const Eigen::VectorXd someWeights = Eigen::Map<const Eigen::VectorXd>(weights.data(), data.rows())(rows);
    std::vector<Expression> laws;
    addProducts(some, laws, stop);
    addSums(some, someWeights, laws, stop);
    return laws;
}

} // namespace wattline
