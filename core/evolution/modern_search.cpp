// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/breeding.h"
#include "core/evolution/checkpoint_parts.h"
#include "core/evolution/choose_formula.h"
#include "core/evolution/power_laws.h"
#include "core/evolution/search.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>

namespace wattline {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t ProbeRows = 7;
constexpr std::size_t StepsOfBest = 20;

double processCpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Some rows from all over the table.
Eigen::MatrixXd probeOf(const Eigen::MatrixXd& features)
{
    const auto rows = static_cast<std::size_t>(features.rows());
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < std::min(ProbeRows, rows); ++i)
        chosen.push_back((2 * i + 1) * rows / (2 * std::min(ProbeRows, rows)));
    return features(chosen, Eigen::all);
}

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
          m_assessor(std::move(rows.train), train, settings.modern),
          m_draw(settings.modern.functions, probeOf(train.features))
    {
    }

    std::optional<GenerationStats> advance(const RunContext& context) override
    {
        const Clock::time_point start = Clock::now();
        const double cpuStart = processCpuSeconds();
        const bool advanced = makeGeneration(context);
        m_state.seconds += secondsSince(start);
        m_state.cpuSeconds += processCpuSeconds() - cpuStart;
        if (!advanced)
            return {};
        ++m_state.generation;
        updateFront();
        m_history.push_back(stats());
        return m_history.back();
    }

    const std::vector<GenerationStats>& history() const override { return m_history; }

    bool isFinished() const override
    {
        const ModernSettings& limits = m_settings.modern;
        return m_state.generation >= limits.generations ||
               (limits.evaluations > 0 && m_state.work.evaluations >= limits.evaluations) ||
               (limits.timeLimitSeconds > 0.0 && m_state.seconds >= limits.timeLimitSeconds) ||
               (!m_state.best.empty() && m_state.best.back().error <= limits.stoppingError);
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
        m_assessor.change(settings.modern);
        m_draw = FormulaDraw(settings.modern.functions, probeOf(m_train.features));
        return {};
    }

    std::optional<FormulaCandidate> chosen() const override
    {
        if (m_front->empty())
            return {};
        const auto validation = m_settings.modern.techniques.innerValidation ? m_validation : std::nullopt;
        return (*m_front)[chosenOf(*m_front, m_assessor.rows(), validation)];
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
        result.evaluations = m_state.work.evaluations;
        result.nodeRows = m_state.work.nodeRows;
        result.nodeRowsAsked = m_state.work.nodeRowsAsked;
        result.seconds = m_state.seconds;
        result.cpuSeconds = m_state.cpuSeconds;
        result.stopped = !isFinished();
        return result;
    }

    std::string checkpoint() const override
    {
        ByteWriter writer = beginCheckpoint(m_settings, m_rowsMark);
        put(writer, m_state);
        put(writer, m_history);
        return endCheckpoint(writer);
    }

    void read(ByteReader& reader)
    {
        m_state = takeModernState(reader, m_assessor);
        m_history = takeHistory(reader, m_train.featureNames.size());
        if (m_history.size() != m_state.generation)
            reader.fail();
        if (!m_history.empty())
            m_front = m_history.back().front;
    }

private:
    std::vector<Expression> seeds(const RunContext& context) const
    {
        std::vector<Expression> seeds = {{{{Op::Constant, 0, m_train.target.mean()}}}};
        if (m_settings.modern.techniques.powerLawSeeds) {
            for (Expression& law : powerLaws(m_train, m_assessor.rows().scalingWeights, context.stop))
                seeds.push_back(std::move(law));
        }
        return seeds;
    }

    /// The next generation, or false and nothing changed where a stop came first.
    bool makeGeneration(const RunContext& context)
    {
        const ModernSettings& settings = m_settings.modern;
        const bool first = m_state.generation == 0;
        std::optional<Brood> brood = first ? firstBrood(m_assessor, m_draw, seeds(context), settings, context)
                                           : nextBrood(m_assessor, m_draw, m_state, settings, context);
        if (!brood)
            return false;
        std::vector<Individual> all = m_state.population;
        std::move(brood->individuals.begin(), brood->individuals.end(), std::back_inserter(all));
        std::vector<Individual> population = survivorsOf(std::move(all), settings);
        std::vector<Individual> best = m_state.best;
        for (const Individual& individual : population)
            enterBest(best, individual);
        if (!refineBest(best, population, brood->work, context))
            return false;
        m_state.work.add(brood->work);
        m_state.population = std::move(population);
        m_state.best = std::move(best);
        return true;
    }

    /// More steps for the best of the run; their coefficients go back into the population.
    bool refineBest(std::vector<Individual>& best, std::vector<Individual>& population, Work& work,
                    const RunContext& context) const
    {
        std::vector<Individual> refined(best.size());
        std::vector<Work> works(best.size());
        const bool finished = parallelFor(best.size(), context, [&](std::size_t i) {
            refined[i] = m_assessor.refined(best[i], StepsOfBest, works[i], context.stop);
        });
        for (std::size_t i = 0; i < best.size() && finished; ++i) {
            const auto place = std::find_if(population.begin(), population.end(), [&](const Individual& individual) {
                return individual.formula == best[i].formula;
            });
            if (place != population.end())
                *place = refined[i];
            work.add(works[i]);
        }
        best.clear();
        for (const Individual& individual : refined)
            enterBest(best, individual);
        return finished;
    }

    double validationErrorOf(const Expression& formula) const
    {
        return m_validation ? m_validation->errorOf(residualsOf(formula, *m_validation))
                            : std::numeric_limits<double>::quiet_NaN();
    }

    /// The front is a value that others hold: a new one where it changes.
    void updateFront()
    {
        const auto isSame = [](const Individual& a, const FormulaCandidate& b) { return a.formula == b.formula; };
        if (std::equal(m_state.best.begin(), m_state.best.end(), m_front->begin(), m_front->end(), isSame))
            return;
        auto front = std::make_shared<Front>();
        for (const Individual& individual : m_state.best)
            front->push_back(
                {individual.formula, individual.formula, individual.error, validationErrorOf(individual.formula)});
        m_front = std::move(front);
    }

    GenerationStats stats() const
    {
        GenerationStats stats;
        stats.generation = m_state.generation - 1;
        stats.seconds = m_state.seconds;
        stats.nodeRows = m_state.work.nodeRows;
        stats.front = m_front;
        std::unordered_set<std::uint64_t> shapes;
        for (const Individual& individual : m_state.population) {
            stats.meanFitness += individual.error;
            stats.meanLength += static_cast<double>(individual.formula.length());
            shapes.insert(individual.shape);
        }
        const auto count = static_cast<double>(m_state.population.size());
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
    Assessor m_assessor;
    FormulaDraw m_draw;
    ModernState m_state;
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
