// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/data/column_list.h"
#include "core/data/configuration_row.h"
#include "core/data/measured_run.h"
#include "core/tasks/networks/fill_metadata.h"
#include "core/tasks/task_columns.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unordered_map>

namespace wattline {

namespace {

constexpr double RemarkedDifference = 0.02;

bool hasValley(const Targets& targets)
{
    return targets[0] || targets[1];
}

/// Collects the rows and what there is to say about the runs.
class Join {
public:
    Join(const TaskTable& tasks, const std::vector<MeasuredRun>& measured) : m_tasks(tasks), m_measured(measured) {}

    Result<BuiltDataset> run(const RunContext& context)
    {
        noteReading();
        for (std::size_t t = 0; t < m_tasks.tasks.size(); ++t) {
            if (t % 256 == 0 && context.stopRequested())
                return canceledError();
            add(m_tasks.tasks[t], m_measured[t]);
        }
        if (m_rows.empty())
            return Error{ErrorKind::Data, nothingLeft()};
        if (!fillRows(context))
            return canceledError();
        m_built.runs = m_tasks.tasks.size();
        m_built.reading = m_tasks.reading;
        m_built.dataset = datasetOfRows(m_rows, m_tasks.path.string(), context);
        if (context.stopRequested())
            return canceledError();
        return std::move(m_built);
    }

private:
    using Kind = BuildRemark::Kind;

    /// What reading the tasks CSV had to say.
    void noteReading()
    {
        for (const TaskRemark& remark : m_tasks.remarks)
            m_built.remarks.push_back({Kind::Notice, {}, remark.line, remark.message});
        for (const TaskColumn& column : m_tasks.columns) {
            if (isFilledByBuild(column.header))
                m_built.remarks.push_back({Kind::Notice,
                                           {},
                                           1,
                                           fmt::format("column {} is left out, for data sets fill one of that name",
                                                       quotedForMessage(column.header))});
        }
        for (const TaskRemark& line : m_tasks.leftOut.named)
            m_built.remarks.push_back({Kind::LeftOut, {}, line.line, line.message});
        m_built.linesLeftOut = m_tasks.leftOut.count;
        if (const std::size_t more = m_tasks.leftOut.count - m_tasks.leftOut.named.size(); more > 0)
            m_built.remarks.push_back({Kind::LeftOut,
                                       {},
                                       m_tasks.leftOut.named.back().line,
                                       fmt::format("{} more lines below this one are left out", formatCount(more))});
    }

    void add(const TaskMetadata& task, const MeasuredRun& measured)
    {
        m_built.tracesRead += measured.trace.empty() ? 0 : 1;
        const Targets targets = chooseTargets(task, measured);
        if (!targets[2]) {
            remark(Kind::LeftOut, task,
                   measured.problem.empty() ? "no peak power is given and no recording is named" : measured.problem);
            return;
        }
        if (!measured.problem.empty())
            remark(Kind::Notice, task, "the given targets stand; " + measured.problem);
        for (const std::string& notice : measured.notices)
            remark(Kind::Notice, task, notice);
        compareWithRecording(task, measured);
        const auto [place, isNew] = m_rowOfConfiguration.emplace(task.configuration, m_rows.size());
        if (isNew) {
            m_rows.push_back({task, {}, {}, {}, {}});
        } else if (const std::string other = firstDifference(m_rows[place->second].task, task); !other.empty()) {
            remark(Kind::LeftOut, task,
                   fmt::format("its {} differs from that of {}, though all are of configuration {}", other,
                               listForMessage(m_rows[place->second].origin.runs),
                               quotedForMessage(task.configuration)));
            return;
        }
        ConfigurationRow& row = m_rows[place->second];
        row.learnFrom(task);
        row.note(measured);
        compareWithReplicates(task, targets, row);
        row.replicates.push_back(targets);
        row.origin.runs.push_back(task.run);
        if (!measured.trace.empty() && measured.problem.empty())
            row.origin.traces.push_back(measured.trace);
        noteMeasured(task, measured, row.origin.measuredColumns);
    }

    /// From the network catalogue, once the runs of a configuration have said what they know. False where stopped.
    bool fillRows(const RunContext& context)
    {
        CatalogueFilling catalogue;
        for (ConfigurationRow& row : m_rows) {
            if (context.stopRequested())
                return false;
            FilledTask filled = catalogue.fill(row.task);
            for (std::string& difference : filled.differences)
                remark(Kind::Difference, row.task, std::move(difference));
            for (std::string& notice : filled.notices)
                remark(Kind::Notice, row.task, std::move(notice));
            row.task = std::move(filled.task);
            row.origin.filledColumns = std::move(filled.filled);
        }
        return true;
    }

    void compareWithReplicates(const TaskMetadata& task, const Targets& targets, const ConfigurationRow& row)
    {
        if (row.replicates.empty() || hasValley(row.replicates.front()) == hasValley(targets))
            return;
        remark(Kind::Notice, task,
               fmt::format("it {} a valley, unlike {}, though both are of configuration {}; the means pool the two",
                           hasValley(targets) ? "has" : "lacks", row.origin.runs.front(),
                           quotedForMessage(task.configuration)));
    }

    /// The given targets, the measured ones where none is given; remarks where the two differ.
    Targets chooseTargets(const TaskMetadata& task, const MeasuredRun& measured)
    {
        Targets targets = measured.targets;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            const std::optional<double>& given = task.*TaskTargetColumns[i].member;
            if (!given)
                continue;
            if (targets[i] && std::abs(*targets[i] - *given) > RemarkedDifference * *given)
                remark(Kind::Difference, task,
                       fmt::format("{} is given as {} but measured as {}; the given value stands",
                                   TaskTargetColumns[i].name, formatShort(*given), formatShort(*targets[i])));
            targets[i] = given;
        }
        return targets;
    }

    /// In the order of the targets; a replicate may have measured what others were given.
    static void noteMeasured(const TaskMetadata& task, const MeasuredRun& measured, std::vector<std::string>& columns)
    {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < measured.targets.size(); ++i) {
            const bool isMeasured = measured.targets[i] && !(task.*TaskTargetColumns[i].member);
            if (isMeasured || std::find(columns.begin(), columns.end(), TargetColumns[i]) != columns.end())
                all.emplace_back(TargetColumns[i]);
        }
        columns = std::move(all);
    }

    void compareWithRecording(const TaskMetadata& task, const MeasuredRun& measured)
    {
        const bool oneHost = task.nodes.value_or(1.0) <= 1.0; // a recording holds one host
        if (oneHost && task.gpus && measured.gpus > 0 && static_cast<double>(measured.gpus) != *task.gpus)
            remark(Kind::Notice, task,
                   fmt::format("its recording holds {} GPUs, the tasks CSV says {}", measured.gpus,
                               formatShort(*task.gpus)));
        if (measured.gpusWithWave > 0 && measured.gpusWithWave < measured.gpus)
            remark(Kind::Notice, task,
                   fmt::format("{} of {} GPUs show the wave; it is measured on those", measured.gpusWithWave,
                               measured.gpus));
        if (task.epochs && measured.epochs > 0 && measured.problem.empty() &&
            static_cast<double>(measured.epochs) != *task.epochs)
            remark(Kind::Notice, task,
                   fmt::format("its recording shows {} epochs, the tasks CSV says {}", measured.epochs,
                               formatShort(*task.epochs)));
    }

    void remark(Kind kind, const TaskMetadata& task, std::string message)
    {
        m_built.remarks.push_back({kind, task.run, task.line, std::move(message)});
    }

    std::string nothingLeft() const
    {
        const auto first = std::find_if(m_built.remarks.begin(), m_built.remarks.end(),
                                        [](const BuildRemark& r) { return r.kind == Kind::LeftOut && !r.run.empty(); });
        return fmt::format("{}: none of the {} runs can enter a data set; the first, {} on line {}: {}.",
                           m_tasks.path.string(), m_tasks.tasks.size(), first->run, first->line, first->message);
    }

    const TaskTable& m_tasks;
    const std::vector<MeasuredRun>& m_measured;
    std::vector<ConfigurationRow> m_rows;
    std::unordered_map<std::string, std::size_t> m_rowOfConfiguration;
    BuiltDataset m_built;
};

} // namespace

Result<BuiltDataset> joinRuns(const TaskTable& tasks, const std::vector<MeasuredRun>& measured,
                              const RunContext& context)
{
    if (tasks.tasks.empty())
        return Error{ErrorKind::Data, tasks.path.string() + ": names no runs."};
    return Join(tasks, measured).run(context);
}

} // namespace wattline
