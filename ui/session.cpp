// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session.h"

#include "ui/style/text.h"

#include <algorithm>

namespace wattline::ui {

Session::Session(QObject* parent) : QObject(parent) {}

Session::~Session()
{
    for (Task* task : std::exchange(m_tasks, {}))
        delete task; // stops and joins while everything that it may touch still stands
}

std::size_t Session::addRecording(std::shared_ptr<const Trace> trace)
{
    m_recordings.push_back({std::move(trace), nullptr});
    emit recordingsChanged();
    return m_recordings.size() - 1;
}

void Session::setPhases(std::size_t recording, std::shared_ptr<const TracePhases> phases)
{
    m_recordings.at(recording).phases = std::move(phases);
    emit recordingsChanged();
}

void Session::setDataset(std::shared_ptr<const BuiltDataset> dataset)
{
    m_dataset = std::move(dataset);
    m_featureTable = nullptr;
    m_search = {};
    m_comparison = nullptr;
    emit datasetChanged();
    LearningChoice choice;
    if (m_dataset) {
        const Dataset& table = m_dataset->dataset;
        choice.target = table.find(m_choice.target) != nullptr ? m_choice.target : std::string(TargetColumns[2]);
        choice.features = defaultFeatures(table, choice.target);
    }
    setChoice(std::move(choice));
    emit featureTableChanged();
    emit searchChanged();
    emit comparisonChanged();
}

void Session::setChoice(LearningChoice choice)
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
    Result<Dataset> rows = filterRows(m_dataset->dataset, m_choice.where);
    if (!rows)
        return post(Severity::Problem, shown(rows.error().message));
    Result<RegressionData> data = regressionData(*rows, m_choice.target, m_choice.features);
    if (!data)
        return post(Severity::Problem, shown(data.error().message));
    m_learningData = std::make_shared<const RegressionData>(std::move(*data));
}

void Session::setFeatureTable(std::shared_ptr<const FeatureTable> table)
{
    m_featureTable = std::move(table);
    emit featureTableChanged();
}

void Session::setSearch(SearchState search)
{
    m_search = std::move(search);
    emit searchChanged();
}

void Session::appendGenerations(const std::vector<GenerationStats>& generations)
{
    m_search.history.insert(m_search.history.end(), generations.begin(), generations.end());
    emit searchChanged();
}

void Session::setComparison(std::shared_ptr<const Comparison> comparison)
{
    m_comparison = std::move(comparison);
    emit comparisonChanged();
}

void Session::select(const Selection& selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    emit selectionChanged();
}

Task* Session::start(const QString& title, Task::Work work)
{
    auto* task = new Task(title, std::move(work), this);
    m_tasks.push_back(task);
    connect(task, &Task::finished, this, [this, task] {
        std::erase(m_tasks, task);
        task->deleteLater();
        emit tasksChanged();
    });
    emit tasksChanged();
    return task;
}

void Session::stopAll()
{
    for (Task* task : m_tasks)
        task->requestStop();
}

void Session::post(Severity severity, const QString& text)
{
    m_messages.push_back({severity, text});
    emit messagePosted(m_messages.back());
}

} // namespace wattline::ui
