// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/search.h"

#include "core/evolution/checkpoint_parts.h"
#include "core/evolution/enter_front.h"
#include "core/evolution/population.h"
#include "core/evolution/stopwatch.h"
#include "core/evolution/strict_settings.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

/// Validation rows as the programs see them.
struct Validation {
    Eigen::MatrixXd features;
    Eigen::VectorXd target;

    double errorOf(const Expression& formula) const
    {
        if (target.size() == 0)
            return std::numeric_limits<double>::quiet_NaN();
        return (evaluate(formula, features) - target).cwiseAbs().mean();
    }
};

GenerationStats statsOf(const Population& population, const Validation& validation)
{
    GenerationStats stats;
    const std::size_t best = population.best();
    stats.bestFitness = population.rawFitness(best);
    stats.bestLength = population.length(best);
    stats.best = population.program(best);
    stats.validationFitness = validation.errorOf(stats.best);
    stats.nodeRows = population.nodeRows();
    double fitness = 0.0;
    double lengths = 0.0;
    std::size_t finite = 0;
    for (std::size_t i = 0; i < population.size(); ++i) {
        lengths += static_cast<double>(population.length(i));
        if (std::isfinite(population.rawFitness(i))) {
            fitness += population.rawFitness(i);
            ++finite;
        }
    }
    stats.meanFitness = fitness / static_cast<double>(finite); // none: NaN
    stats.meanLength = lengths / static_cast<double>(population.size());
    stats.diversity = static_cast<double>(population.distinct()) / static_cast<double>(population.size());
    return stats;
}

std::vector<double> asVector(const Eigen::RowVectorXd& values)
{
    return {values.begin(), values.end()};
}

Validation seenThrough(const Scaler& scaler, const RegressionData& rows)
{
    return rows.rows() > 0 ? Validation{scaler.transform(rows.features), rows.target} : Validation{};
}

/// A strict run, one generation at a time.
class StrictSearch : public Search {
public:
    StrictSearch(const RegressionData& train, const RegressionData& validation, const SearchSettings& settings)
        : m_settings(settings),
          m_scaler(fitScaler(train.features)),
          m_featureNames(train.featureNames),
          m_held(seenThrough(m_scaler, validation)),
          m_train(train),
          m_validation(validation),
          m_rowsMark(markOf(train, validation)),
          m_population(m_scaler.transform(train.features), train.target, settings.strict)
    {
    }

    std::optional<GenerationStats> advance(const RunContext& context) override
    {
        const Stopwatch stopwatch;
        const bool advanced = m_population.advance(context);
        if (advanced) {
            m_history.push_back(statsOf(m_population, m_held));
            updateFront();
            m_history.back().generation = m_history.size() - 1;
            m_history.back().front = m_front;
        }
        m_seconds += stopwatch.seconds();
        m_cpuSeconds += stopwatch.cpuSeconds();
        if (!advanced)
            return {};
        m_history.back().seconds = m_seconds;
        return m_history.back();
    }

    const std::vector<GenerationStats>& history() const override { return m_history; }

    bool isFinished() const override
    {
        return m_history.size() >= m_settings.strict.generations ||
               (!m_history.empty() && m_history.back().bestFitness <= m_settings.strict.stoppingFitness);
    }

    const SearchSettings& settings() const override { return m_settings; }

    Result<void> change(const SearchSettings& settings) override
    {
        if (settings.mode != SearchMode::Strict)
            return Error{ErrorKind::Data, "A search keeps its mode; start another one for modern mode."};
        if (const Result<void> checked = checkStrictRun(m_train, m_validation, settings.strict); !checked)
            return checked.error();
        m_settings = settings;
        m_population.change(settings.strict);
        return {};
    }

    std::optional<FormulaCandidate> chosen() const override
    {
        if (m_history.empty() || !std::isfinite(m_history.back().bestFitness))
            return {};
        const GenerationStats& last = m_history.back();
        return FormulaCandidate{last.best, rawOf(last.best), last.bestFitness, last.validationFitness};
    }

    Result<EvolutionResult> result() const override
    {
        if (m_history.empty())
            return canceledError();
        const std::optional<FormulaCandidate> best = chosen();
        if (!best)
            return Error{ErrorKind::Numeric, "No program has a finite error on the training rows; are the features or "
                                             "the target too large?"};
        EvolutionResult result;
        result.formula = best->formula;
        result.rawFormula = best->rawFormula;
        result.front = *m_front;
        result.errorMeasure = ErrorMeasure::MeanAbsolute;
        result.scaler = m_scaler;
        result.featureNames = m_featureNames;
        result.history = m_history;
        result.evaluations = m_population.evaluations();
        result.nodeRows = m_population.nodeRows();
        result.nodeRowsAsked = m_population.nodeRowsAsked();
        result.seconds = m_seconds;
        result.cpuSeconds = m_cpuSeconds;
        result.stopped = !isFinished();
        return result;
    }

    std::string checkpoint() const override
    {
        ByteWriter writer = beginCheckpoint(m_settings, m_rowsMark);
        m_population.write(writer);
        put(writer, m_history);
        writer.real(m_seconds);
        writer.real(m_cpuSeconds);
        return endCheckpoint(writer);
    }

    void read(ByteReader& reader)
    {
        m_population.read(reader);
        m_history = takeHistory(reader, m_featureNames.size());
        m_seconds = reader.real();
        m_cpuSeconds = reader.real();
        if (m_history.size() != m_population.generation())
            reader.fail();
        if (!m_history.empty())
            m_front = m_history.back().front;
    }

private:
    Expression rawOf(const Expression& formula) const
    {
        return inRawUnits(formula, asVector(m_scaler.mean), asVector(m_scaler.scale));
    }

    /// The front is a value that others hold: a new one where it changes.
    void updateFront()
    {
        auto front = std::make_shared<Front>(*m_front);
        const GenerationStats& stats = m_history.back();
        if (std::isfinite(stats.bestFitness) &&
            enterFront(*front,
                       FormulaCandidate{stats.best, rawOf(stats.best), stats.bestFitness, stats.validationFitness},
                       &FormulaCandidate::trainError))
            m_front = std::move(front);
    }

    SearchSettings m_settings;
    Scaler m_scaler;
    std::vector<std::string> m_featureNames;
    Validation m_held;
    RegressionData m_train;
    RegressionData m_validation;
    RowsMark m_rowsMark;
    Population m_population;
    std::vector<GenerationStats> m_history;
    std::shared_ptr<const Front> m_front = std::make_shared<const Front>();
    double m_seconds = 0.0;
    double m_cpuSeconds = 0.0;
};

} // namespace

Result<std::unique_ptr<Search>> makeStrictSearch(const RegressionData& train, const RegressionData& validation,
                                                 const SearchSettings& settings)
{
    if (const Result<void> checked = checkStrictRun(train, validation, settings.strict); !checked)
        return checked.error();
    return std::unique_ptr<Search>(std::make_unique<StrictSearch>(train, validation, settings));
}

Result<std::unique_ptr<Search>> restoreStrictSearch(const RegressionData& train, const RegressionData& validation,
                                                    const SearchSettings& settings, ByteReader& reader)
{
    if (const Result<void> checked = checkStrictRun(train, validation, settings.strict); !checked)
        return checked.error();
    auto search = std::make_unique<StrictSearch>(train, validation, settings);
    search->read(reader);
    if (reader.failed())
        return unsoundCheckpoint();
    return std::unique_ptr<Search>(std::move(search));
}

} // namespace wattline
