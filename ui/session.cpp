// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session.h"

#include "core/data/default_rows.h"
#include "ui/style/text.h"

#include <algorithm>

namespace wattline::ui {

namespace {

/// The target used before if the table has it, else peak power, else the last numeric column.
std::string targetOf(const Dataset& table, const std::string& before)
{
    const std::string peakPower(TargetColumns[2]);
    for (const std::string& name : {before, peakPower}) {
        if (const DatasetColumn* column = table.find(name); column != nullptr && column->isNumeric())
            return name;
    }
    const auto last =
        std::find_if(table.columns.rbegin(), table.columns.rend(), [](const auto& c) { return c.isNumeric(); });
    return last == table.columns.rend() ? peakPower : last->name;
}

LearningChoice defaultChoice(const Dataset& table, const std::string& targetBefore)
{
    LearningChoice choice;
    choice.target = targetOf(table, targetBefore);
    choice.features = defaultFeatures(table, choice.target);
    choice.where = defaultRows(table);
    return choice;
}

LearningChoice choiceFor(const Dataset& table, const Dataset* before, const LearningChoice& choice)
{
    const bool isAnew = before != nullptr && before->name == table.name;
    if (isAnew && choice != defaultChoice(*before, choice.target) && learningRows(table, choice))
        return choice;
    return defaultChoice(table, choice.target);
}

} // namespace

Session::Session(QObject* parent) : QObject(parent) {}

Session::~Session()
{
    joinTasks(); // while everything that they may touch still stands
}

void Session::endTasks()
{
    joinTasks();
    emit tasksChanged();
}

void Session::joinTasks()
{
    stopAll(); // all at once, so that joining waits for the slowest alone
    m_jobs.clear();
    for (Task* task : std::exchange(m_tasks, {}))
        delete task;
}

void Session::dropResults()
{
    m_featureTable = nullptr;
    m_featureData = nullptr;
    m_search = {};
    m_studied = nullptr;
    m_comparison = nullptr;
    m_comparisonData = nullptr;
    m_studies = {};
    m_learning.curve = nullptr;
    m_learning.data = nullptr;
}

void Session::setDataset(std::shared_ptr<const BuiltDataset> dataset)
{
    for (Job job :
         {Job::Features, Job::Search, Job::Comparison, Job::LearningCurve, Job::Importance, Job::Transfer, Job::Study})
        stop(job);
    const std::shared_ptr<const BuiltDataset> old = std::exchange(m_dataset, std::move(dataset));
    dropResults();
    const Selection before = m_selection;
    m_selection.datasetRow.reset();
    m_selection.feature.clear();
    m_choice = m_dataset ? choiceFor(m_dataset->dataset, old ? &old->dataset : nullptr, m_choice) : LearningChoice();
    m_toldTokenRows = 0;
    m_rowClasses = {};
    refreshLearningData();
    // Everything belongs to the new table before anyone is told of it.
    emit datasetChanged();
    emit choiceChanged();
    emit featureTableChanged();
    emit searchChanged();
    emit studiedChanged();
    emit comparisonChanged();
    emit studiesChanged();
    emit learningChanged();
    if (m_selection != before)
        emit selectionChanged();
}

void Session::setRowClasses(RowClasses classes)
{
    m_rowClasses = std::move(classes);
    emit rowClassesChanged();
}

void Session::setChoice(LearningChoice choice)
{
    if (choice == m_choice)
        return;
    if (choice.target != m_choice.target || choice.where != m_choice.where)
        setFeatureTable(nullptr, nullptr);
    applyChoice(std::move(choice));
}

void Session::applyChoice(LearningChoice choice)
{
    m_choice = std::move(choice);
    refreshLearningData();
    emit choiceChanged();
}

void Session::refreshLearningData()
{
    m_learningData = nullptr;
    if (!m_dataset)
        return;
    Result<LearningRows> rows = learningRows(m_dataset->dataset, m_choice);
    if (!rows)
        return post(Severity::Problem, shown(rows.error().message));
    if (rows->tokenRows > 0 && rows->tokenRows != m_toldTokenRows) {
        m_toldTokenRows = rows->tokenRows;
        post(Severity::Note,
             tr("%1 rows are left out: their image size counts tokens, not pixels.").arg(rows->tokenRows));
    }
    m_learningData = std::make_shared<const RegressionData>(std::move(rows->data));
}

void Session::setFeatureTable(std::shared_ptr<const FeatureTable> table, std::shared_ptr<const RegressionData> data)
{
    m_featureTable = std::move(table);
    m_featureData = std::move(data);
    emit featureTableChanged();
}

void Session::setSearch(SearchState search)
{
    m_search = std::move(search);
    emit searchChanged();
}

void Session::appendGenerations(const std::vector<GenerationStats>& generations, const std::vector<SearchEvent>& events)
{
    for (const GenerationStats& stats : generations) {
        if (stats.generation == m_search.history.size())
            m_search.history.push_back(stats);
    }
    m_search.events.insert(m_search.events.end(), events.begin(), events.end());
    std::stable_sort(m_search.events.begin(), m_search.events.end(),
                     [](const SearchEvent& a, const SearchEvent& b) { return a.time < b.time; });
    emit searchChanged();
}

void Session::setComparison(std::shared_ptr<const Comparison> comparison, std::shared_ptr<const RegressionData> data)
{
    m_comparison = std::move(comparison);
    m_comparisonData = std::move(data);
    emit comparisonChanged();
}

void Session::setStudies(ModelStudies studies)
{
    m_studies = std::move(studies);
    emit studiesChanged();
}

void Session::setLearning(LearningState learning)
{
    m_learning = std::move(learning);
    emit learningChanged();
}

void Session::setStudied(std::shared_ptr<const StudiedFormula> studied)
{
    m_studied = std::move(studied);
    emit studiedChanged();
}

void Session::setSettings(WorkSettings settings)
{
    m_settings = std::move(settings);
    emit settingsChanged();
}

void Session::select(const Selection& selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    followSelected();
    emit selectionChanged();
}

void Session::followSelected()
{
    const std::shared_ptr<const Trace> selected =
        m_selection.recording ? m_recordings.at(*m_selection.recording).trace : nullptr;
    if (std::exchange(m_lastSelected, selected) == selected)
        return;
    TraceView view = m_traceView;
    view.lanes.pinned.clear();
    view.lanes.soloed.clear();
    view.lanes.hidden.clear();
    setTraceView(view);
    setCursors(std::nullopt);
}

void Session::setCursors(const std::optional<TimeCursors>& cursors)
{
    if (cursors == m_cursors)
        return;
    m_cursors = cursors;
    emit cursorsChanged();
}

void Session::setTraceView(const TraceView& view)
{
    if (view == m_traceView)
        return;
    m_traceView = view;
    emit traceViewChanged();
}

Task* Session::start(const QString& title, Task::Work work, Job job)
{
    auto* task = new Task(title, std::move(work), this);
    m_tasks.push_back(task);
    m_jobs[task] = job;
    connect(task, &Task::finished, this, [this, task] {
        std::erase(m_tasks, task);
        m_jobs.erase(task);
        task->deleteLater();
        emit tasksChanged();
    });
    emit tasksChanged();
    return task;
}

Task* Session::runningTask(Job job) const
{
    const auto found =
        std::find_if(m_tasks.begin(), m_tasks.end(), [&](const Task* task) { return m_jobs.at(task) == job; });
    return found == m_tasks.end() ? nullptr : *found;
}

void Session::stop(Job job)
{
    for (Task* task : m_tasks) {
        if (m_jobs.at(task) == job)
            task->requestStop();
    }
}

void Session::stopAll()
{
    for (Task* task : m_tasks)
        task->requestStop();
}

void Session::post(Severity severity, const QString& text, MessageAction action)
{
    post(severity, text, std::vector{std::move(action)});
}

void Session::post(Severity severity, const QString& text, std::vector<MessageAction> actions)
{
    const Message message{severity, text, std::move(actions)}; // a slot may post another and move the list
    m_messages.push_back(message);
    emit messagePosted(message);
}

} // namespace wattline::ui
