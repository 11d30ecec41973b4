// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/assess.h"

#include "core/evolution/coefficients.h"
#include "core/evolution/formula_draw.h"
#include "core/evolution/linear_scaling.h"
#include "core/expression/simplify.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wattline {

namespace {

constexpr std::size_t StepsOfOffspring = 4;
constexpr std::size_t MostCases = 128;
/// Constants and errors closer than this, as a fraction, are the same but for rounding.
constexpr double SameConstant = 1e-9;
constexpr double SameError = 1e-9;
/// Errors below this part of that of a constant formula are but rounding.
constexpr double RoundingOfErrors = 1e-12;

std::uint64_t functionsIn(const Expression& formula)
{
    return static_cast<std::uint64_t>(std::count_if(formula.nodes.begin(), formula.nodes.end(),
                                                    [](const Node& node) { return arityOf(node.op) > 0; }));
}

void addPasses(Work& work, std::uint64_t passes, const Expression& formula, std::size_t rows)
{
    work.nodeRows += passes * functionsIn(formula) * rows;
    work.nodeRowsAsked += passes * formula.length() * rows;
}

} // namespace

Assessor::Assessor(FitRows rows, const RegressionData& train, const ModernSettings& settings)
    : m_rows(std::move(rows)), m_settings(settings)
{
    for (const auto& column : train.features.colwise())
        m_box.push_back({column.minCoeff(), column.maxCoeff()});
    m_rounding = RoundingOfErrors * m_rows.errorOf(residualsOf({{{Op::Constant, 0, train.target.mean()}}}, m_rows));
    const std::size_t count = std::min(MostCases, m_rows.rows());
    RandomStream random(0);                 // of the rows alone, so that a run that goes on sees the same
    for (std::size_t i = 0; i < count; ++i) // one row from each of as many stretches
        m_cases.push_back((i * m_rows.rows() + random.below(m_rows.rows())) / count);
}

bool Assessor::isSound(const Expression& formula) const
{
    return !m_settings.techniques.intervals || rangeOver(formula, m_box).has_value();
}

bool Assessor::admitsAsItIs(const Expression& formula) const
{
    return formula.length() <= m_settings.maxLength && hasConstantExponents(formula) && isSound(formula);
}

std::optional<Expression> Assessor::admitted(const Expression& formula) const
{
    const auto hasNumbers = [](const Node& node) { return std::isfinite(node.constant); };
    if (!std::all_of(formula.nodes.begin(), formula.nodes.end(), hasNumbers))
        return {};
    Expression simple = simplified(formula, m_box);
    if (!admitsAsItIs(simple))
        return {};
    return simple;
}

void Assessor::fit(Expression& formula, std::size_t steps, Work& work, const std::stop_token& stop) const
{
    if (m_settings.techniques.coefficientFitting)
        addPasses(work, fitCoefficients(formula, m_rows, steps, stop), formula, m_rows.rows());
}

std::optional<Individual> Assessor::assess(Expression formula, const std::unordered_set<std::uint64_t>& known,
                                           Work& work, const std::stop_token& stop) const
{
    if (m_settings.techniques.linearScaling) {
        addPasses(work, 1, formula, m_rows.rows());
        if (!scaleLinearly(formula, m_rows))
            return {};
        formula = simplified(formula, m_box);
        if (formula.length() > m_settings.maxLength)
            return {};
    }
    if (known.contains(canonicalHash(formula, ConstantValues::AreIgnored)))
        return {};
    fit(formula, StepsOfOffspring, work, stop);
    return isSound(formula) ? individualOf(std::move(formula), work) : std::nullopt;
}

std::optional<Individual> Assessor::individualOf(Expression formula, Work& work) const
{
    ++work.evaluations;
    addPasses(work, 1, formula, m_rows.rows());
    const std::vector<double> residuals = residualsOf(formula, m_rows);
    Individual individual;
    individual.error = m_rows.errorOf(residuals);
    if (!std::isfinite(individual.error))
        return {};
    individual.shape = canonicalHash(formula, ConstantValues::AreIgnored);
    individual.formula = std::move(formula);
    individual.caseErrors.reserve(m_cases.size());
    for (const std::size_t row : m_cases)
        individual.caseErrors.push_back(static_cast<float>(std::abs(residuals[row])));
    return individual;
}

Individual Assessor::refined(const Individual& individual, std::size_t steps, Work& work,
                             const std::stop_token& stop) const
{
    if (!m_settings.techniques.coefficientFitting)
        return individual;
    Expression formula = individual.formula;
    fit(formula, steps, work, stop);
    if (formula == individual.formula || !isSound(formula))
        return individual;
    const std::optional<Individual> better = individualOf(std::move(formula), work);
    return better && better->error < individual.error ? *better : individual;
}

std::optional<Individual> Assessor::rounded(const Individual& individual, Work& work, const std::stop_token& stop) const
{
    std::optional<Individual> best;
    Expression formula = individual.formula;
    for (Node& node : formula.nodes) {
        if (stop.stop_requested())
            break;
        const double round = std::round(2.0 * node.constant) / 2.0;
        const double distance = std::abs(node.constant - round);
        if (node.op != Op::Constant || distance == 0.0 || distance > SameConstant * std::max(1.0, std::abs(round)))
            continue;
        const double before = std::exchange(node.constant, round);
        std::optional<Individual> trial;
        if (std::optional<Expression> simple = admitted(formula))
            trial = individualOf(*std::move(simple), work);
        if (trial && trial->error <= std::max(individual.error * (1.0 + SameError), m_rounding))
            best = std::move(trial);
        else
            node.constant = before;
    }
    return best;
}

} // namespace wattline
