// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint_parts.h"
#include "core/evolution/choose_formula.h"
#include "core/evolution/modern_generations.h"
#include "core/evolution/search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wattline {

namespace {

/// The rows of a search as formulas are fitted to them and judged on them.
struct PreparedRows {
    FitRows train;
    std::optional<FitRows> validation;
};

Result<PreparedRows> prepared(const RegressionData& train, const RegressionData& validation,
                              const ModernSettings& settings)
{
    if (const Result<void> checked = checkModernRun(train, validation, settings); !checked)
        return checked.error();
    Result<FitRows> rows = fitRowsOf(train, settings.error);
    if (!rows)
        return rows.error();
    if (validation.rows() == 0)
        return PreparedRows{*std::move(rows), {}};
    Result<FitRows> held = fitRowsOf(validation, settings.error);
    if (!held)
        return held.error();
    return PreparedRows{*std::move(rows), *std::move(held)};
}

/// A modern run, one generation at a time.
class ModernSearch : public Search {
public:
    ModernSearch(const RegressionData& train, const RegressionData& validation, PreparedRows rows,
                 const SearchSettings& settings)
        : m_settings(settings),
          m_train(train),
          m_rowsMark(markOf(train, validation)),
          m_validation(std::move(rows.validation)),
          m_generations(train, std::move(rows.train), settings.modern)
    {
    }

    std::optional<GenerationStats> advance(const RunContext& context) override
    {
        if (!m_generations.advance(context))
            return {};
        updateFront();
        m_history.push_back(stats());
        return m_history.back();
    }

    const std::vector<GenerationStats>& history() const override { return m_history; }

    bool isFinished() const override
    {
        const ModernSettings& limits = m_settings.modern;
        return state().generation >= limits.generations || isExtinct() ||
               (limits.evaluations > 0 && state().work.evaluations >= limits.evaluations) ||
               (limits.timeLimitSeconds > 0.0 && state().seconds >= limits.timeLimitSeconds) ||
               (!state().best.empty() && state().best.back().error <= limits.stoppingError);
    }

    const SearchSettings& settings() const override { return m_settings; }

    Result<void> change(const SearchSettings& settings) override
    {
        if (settings.mode != SearchMode::Modern)
            return Error{ErrorKind::Data, "A search keeps its mode; start another one for strict mode."};
        if (settings.modern.error != m_settings.modern.error)
            return Error{ErrorKind::Data, "A search keeps its error measure; start another one for a different one."};
        if (const Result<void> checked = checkModernRun(m_train, {}, settings.modern); !checked)
            return checked.error();
        m_settings = settings;
        m_generations.change(settings.modern);
        updateFront();
        return {};
    }

    std::optional<FormulaCandidate> chosen() const override
    {
        if (m_front->empty())
            return {};
        RowCounts rows{m_generations.rows().rows(), 0};
        if (m_validation && m_settings.modern.techniques.innerValidation)
            rows.validation = m_validation->rows();
        return (*m_front)[chosenOf(*m_front, rows)];
    }

    Result<EvolutionResult> result() const override
    {
        if (m_history.empty())
            return canceledError();
        const std::optional<FormulaCandidate> best = chosen();
        if (!best)
            return Error{ErrorKind::Numeric, "No formula has a finite error on the training rows; are the features or "
                                             "the target too large?"};
        EvolutionResult result;
        result.front = *m_front;
        result.formula = best->formula;
        result.rawFormula = best->rawFormula;
        result.errorMeasure = m_settings.modern.error;
        const Eigen::Index features = m_train.features.cols();
        result.scaler = {Eigen::RowVectorXd::Zero(features), Eigen::RowVectorXd::Ones(features)};
        result.featureNames = m_train.featureNames;
        result.history = m_history;
        result.evaluations = state().work.evaluations;
        result.nodeRows = state().work.nodeRows;
        result.nodeRowsAsked = state().work.nodeRowsAsked;
        result.seconds = state().seconds;
        result.cpuSeconds = state().cpuSeconds;
        result.stopped = !isFinished();
        return result;
    }

    std::string checkpoint() const override
    {
        ByteWriter writer = beginCheckpoint(m_settings, m_rowsMark);
        put(writer, state());
        put(writer, m_history);
        return endCheckpoint(writer);
    }

    void read(ByteReader& reader)
    {
        m_generations.read(reader);
        m_history = takeHistory(reader, m_train.featureNames.size());
        if (m_history.size() != state().generation || (isExtinct() && !state().best.empty()))
            reader.fail();
        if (!m_history.empty())
            m_front = m_history.back().front;
        if (!reader.failed())
            updateFront(); // other settings may have taken formulas from it since
    }

private:
    const ModernState& state() const { return m_generations.state(); }

    /// No formula has a finite error, so that there is nothing to breed from.
    bool isExtinct() const { return state().generation > 0 && state().population.empty(); }

    double validationErrorOf(const Expression& formula) const
    {
        return m_validation ? m_validation->errorOf(residualsOf(formula, *m_validation))
                            : std::numeric_limits<double>::quiet_NaN();
    }

    /// The front is a value that others hold: a new one where it changes.
    void updateFront()
    {
        const auto isSame = [](const Individual& a, const FormulaCandidate& b) { return a.formula == b.formula; };
        if (std::equal(state().best.begin(), state().best.end(), m_front->begin(), m_front->end(), isSame))
            return;
        auto front = std::make_shared<Front>();
        for (const Individual& individual : state().best)
            front->push_back(
                {individual.formula, individual.formula, individual.error, validationErrorOf(individual.formula)});
        m_front = std::move(front);
    }

    GenerationStats stats() const
    {
        GenerationStats stats;
        stats.generation = state().generation - 1;
        stats.seconds = state().seconds;
        stats.nodeRows = state().work.nodeRows;
        stats.front = m_front;
        std::unordered_set<std::uint64_t> shapes;
        for (const Individual& individual : state().population) {
            stats.meanFitness += individual.error;
            stats.meanLength += static_cast<double>(individual.formula.length());
            shapes.insert(individual.shape);
        }
        const auto count = static_cast<double>(state().population.size());
        stats.meanFitness /= count; // none: NaN
        stats.meanLength /= count;
        stats.diversity = static_cast<double>(shapes.size()) / static_cast<double>(m_settings.modern.population);
        stats.bestFitness = std::numeric_limits<double>::infinity();
        if (!m_front->empty()) {
            stats.best = m_front->back().formula;
            stats.bestFitness = m_front->back().trainError;
            stats.validationFitness = m_front->back().validationError;
            stats.bestLength = stats.best.length();
        }
        return stats;
    }

    SearchSettings m_settings;
    RegressionData m_train;
    RowsMark m_rowsMark;
    std::optional<FitRows> m_validation;
    ModernGenerations m_generations;
    std::vector<GenerationStats> m_history;
    std::shared_ptr<const Front> m_front = std::make_shared<const Front>();
};

} // namespace

Result<std::unique_ptr<Search>> makeModernSearch(const RegressionData& train, const RegressionData& validation,
                                                 const SearchSettings& settings)
{
    Result<PreparedRows> rows = prepared(train, validation, settings.modern);
    if (!rows)
        return rows.error();
    return std::unique_ptr<Search>(std::make_unique<ModernSearch>(train, validation, *std::move(rows), settings));
}

Result<std::unique_ptr<Search>> restoreModernSearch(const RegressionData& train, const RegressionData& validation,
                                                    const SearchSettings& settings, ByteReader& reader)
{
    Result<PreparedRows> rows = prepared(train, validation, settings.modern);
    if (!rows)
        return rows.error();
    auto search = std::make_unique<ModernSearch>(train, validation, *std::move(rows), settings);
    search->read(reader);
    if (reader.failed())
        return unsoundCheckpoint();
    return std::unique_ptr<Search>(std::move(search));
}

} // namespace wattline
