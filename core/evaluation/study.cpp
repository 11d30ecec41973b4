// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/study.h"

#include "core/data/split.h"
#include "core/evaluation/study_file.h"
#include "core/expression/evaluate.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <tuple>

namespace wattline {

namespace {

/// The rows of one repeat.
struct StudyRows {
    RegressionData train, validation, test;
};

StudyRows rowsOf(const RegressionData& data, const StudyPlan& plan, std::size_t repeat)
{
    const Split split =
        holdOutSplit(static_cast<std::size_t>(data.rows()), static_cast<std::uint32_t>(plan.base.seed() + repeat));
    return {selectRows(data, split.train), selectRows(data, split.validation), selectRows(data, split.test)};
}

StudyMeasure measured(const Search& search, const FormulaCandidate& chosen, const StudyRows& rows)
{
    StudyMeasure measure;
    measure.validation = metricsOf(rows.validation.target, evaluate(chosen.rawFormula, rows.validation.features));
    measure.test = metricsOf(rows.test.target, evaluate(chosen.rawFormula, rows.test.features));
    measure.length = chosen.formula.length();
    measure.seconds = search.history().back().seconds;
    return measure;
}

/// Searches and measures in passing. Error Canceled alone; a search that fails says so in the run.
Result<StudyRun> runOf(StudyRun run, const SearchSettings& settings, const StudyRows& rows,
                       const std::vector<std::size_t>& generations, const RunContext& context)
{
    const Result<std::unique_ptr<Search>> made = makeSearch(rows.train, rows.validation, settings);
    if (!made) {
        run.failure = made.error().message;
        return run;
    }
    Search& search = **made;
    const RunContext silent{context.stop, {}, context.threads};
    for (const std::size_t wanted : generations) {
        while (search.history().size() < wanted && !search.isFinished()) {
            if (!search.advance(silent) && context.stopRequested())
                return canceledError();
            context.report(static_cast<double>(search.history().size()) / static_cast<double>(generations.back()), {});
        }
        const std::optional<FormulaCandidate> chosen = search.chosen();
        if (!chosen) {
            run.measures.clear();
            run.failure = fmt::format("No formula has a finite error after {} generations.", wanted);
            return run;
        }
        run.measures.push_back(measured(search, *chosen, rows));
        run.measures.back().generations = wanted;
    }
    return run;
}

/// The order of the plan, in which means are taken: a grid that has grown sums up as if it had been run at once.
bool comesBefore(const StudyRun& a, const StudyRun& b)
{
    const auto place = [](const StudyRun& run) {
        return std::tuple(run.repeat, std::isnan(run.crossover) ? 0.0 : run.crossover, run.population);
    };
    return place(a) < place(b);
}

/// A study under way.
class RunningStudy {
public:
    RunningStudy(const RegressionData& data, const StudyPlan& plan) : m_data(data), m_plan(plan)
    {
        std::ranges::sort(m_plan.populations);
        std::ranges::sort(m_plan.generations);
        std::ranges::sort(m_plan.crossovers);
        if (m_plan.base.mode == SearchMode::Modern)
            m_plan.crossovers = {std::numeric_limits<double>::quiet_NaN()};
        const StudyRows rows = rowsOf(data, plan, 0);
        m_study.target = data.targetName;
        m_study.mode = plan.base.mode;
        m_study.repeats = plan.repeats;
        m_study.relative = (data.target.array() != 0.0).all();
        m_study.trainRows = static_cast<std::size_t>(rows.train.rows());
        m_study.validationRows = static_cast<std::size_t>(rows.validation.rows());
        m_study.testRows = static_cast<std::size_t>(rows.test.rows());
        for (std::size_t repeat = 0; repeat < plan.repeats; ++repeat) {
            for (const double crossover : m_plan.crossovers) {
                for (const std::size_t population : m_plan.populations)
                    m_asked.push_back({.population = population, .crossover = crossover, .repeat = repeat});
            }
        }
        m_study.runsAsked = m_asked.size();
    }

    const Study& study() const { return m_study; }

    /// Takes over what the file holds.
    void resume(const StudyFile& file)
    {
        std::vector<StudyRun> missing;
        for (const StudyRun& run : m_asked) {
            if (const StudyRun* stored = file.find(m_plan, run.population, run.crossover, run.repeat))
                m_study.runs.push_back(*stored);
            else
                missing.push_back(run);
        }
        m_study.resumed = m_study.runs.size();
        m_study.tornLine = file.hadTornLine();
        m_asked = std::move(missing);
        summarise(m_study, m_plan);
    }

    /// Makes the runs that are missing; false after a stop. Errors of the file.
    Result<bool> run(StudyFile* file, const std::function<void(const Study&)>& onResult, const RunContext& context)
    {
        std::size_t done = 0;
        for (const StudyRun& asked : m_asked)
            m_work += static_cast<double>(asked.population);
        for (const StudyRun& asked : m_asked) {
            Result<StudyRun> run =
                runOf(asked, settingsOf(m_plan, asked.population, asked.crossover, asked.repeat),
                      rowsOf(m_data, m_plan, asked.repeat), m_plan.generations, runContext(context, asked, done++));
            if (!run)
                return false;
            if (file != nullptr) {
                if (const Result<void> written = file->append(*run); !written)
                    return written.error();
            }
            m_worked += static_cast<double>(asked.population);
            const auto place = std::ranges::upper_bound(m_study.runs, *run, comesBefore);
            m_study.runs.insert(place, *std::move(run));
            summarise(m_study, m_plan);
            if (onResult)
                onResult(m_study);
        }
        return true;
    }

private:
    /// A run's progress as part of the whole, each weighed by its population.
    RunContext runContext(const RunContext& context, const StudyRun& run, std::size_t done) const
    {
        RunContext within = context;
        if (context.onProgress) {
            const std::string what =
                fmt::format("Population {}, run {} of {}", run.population, done + 1, m_asked.size());
            within.onProgress = [=, all = m_work, worked = m_worked, own = static_cast<double>(run.population),
                                 onProgress = context.onProgress](const Progress& progress) {
                onProgress({(worked + own * progress.fraction) / all, what});
            };
        }
        return within;
    }

    const RegressionData& m_data;
    StudyPlan m_plan;
    std::vector<StudyRun> m_asked; ///< those that are missing
    double m_work = 0.0;
    double m_worked = 0.0;
    Study m_study;
};

} // namespace

Result<Study> runStudy(const RegressionData& data, const StudyPlan& plan, const std::filesystem::path& results,
                       const std::function<void(const Study&)>& onResult, const RunContext& context)
{
    if (const Result<void> checked = checkPlan(data, plan); !checked)
        return checked.error();
    RunningStudy running(data, plan);
    std::optional<StudyFile> file;
    if (!results.empty()) {
        Result<StudyFile> opened = openStudyFile(results, data, plan);
        if (!opened)
            return opened.error();
        file = *std::move(opened);
        running.resume(*file);
        if (onResult && running.study().resumed > 0)
            onResult(running.study());
    }
    const Result<bool> finished = running.run(file ? &*file : nullptr, onResult, context);
    if (!finished)
        return finished.error();
    if (running.study().runs.empty())
        return canceledError();
    Study study = running.study();
    study.stopped = !*finished;
    return study;
}

} // namespace wattline
