// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/build_dataset.h"
#include "core/data/learning_rows.h"
#include "core/evaluation/comparison.h"
#include "core/features/feature_table.h"
#include "ui/learning_state.h"
#include "ui/message.h"
#include "ui/model_studies.h"
#include "ui/recording.h"
#include "ui/search_state.h"
#include "ui/selection.h"
#include "ui/studied_formula.h"
#include "ui/tasks/task.h"

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace wattline::ui {

class SearchShelf;

/// With which settings the next ranking, search and comparison start; menu, toolbar and pages share them.
struct WorkSettings {
    FeatureSettings features;
    SearchSettings search;
    ComparisonSettings comparison;
};

/// What a task is for, so that whoever did not start it can see and stop it.
enum class Job { Other, Features, Search, Comparison, LearningCurve, Importance, Transfer, Study };

/// What is open: immutable snapshots, one signal for each, and the tasks that are running. Pages know only this; each
/// reads a snapshot when its signal comes. Everything here lives on the window's thread.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    const std::vector<Recording>& recordings() const { return m_recordings; }
    std::size_t addRecording(std::shared_ptr<const Trace> trace);
    std::size_t addRecording(Recording recording);
    /// Where the recording of this trace stands now. Work that ends later asks with the trace it began with: others may
    /// have been closed, or this one read anew.
    std::optional<std::size_t> placeOf(const std::shared_ptr<const Trace>& trace) const;
    /// Takes a recording out; the one that follows, or else the one before, is selected in the place of a selected one.
    Recording removeRecording(std::size_t place);
    /// Puts a recording back before the one at `place`, and selects it.
    void insertRecording(std::size_t place, Recording recording);
    /// Puts others in the place of `count` recordings from `first` on: another reading of the same file. What is
    /// selected stays as far as it still makes sense.
    void replaceRecordings(std::size_t first, std::size_t count, std::vector<Recording> recordings);
    /// Ends its detection. A selected phase of the recording is no longer selected: the number may mean another one.
    void setPhases(std::size_t recording, std::shared_ptr<const TracePhases> phases);
    /// Says which ignored stretches the phases know of; tells nobody, for nothing that is shown follows from it.
    void setPhasesWithout(std::size_t recording, Annotations ignored);
    void setDetection(std::size_t recording, Detection detection);
    void setDetectionSettings(std::size_t recording, const SegmentationSettings& settings);
    void setCurves(std::size_t recording, std::shared_ptr<const TraceCurves> curves);
    /// A selected note stays selected where the number of notes is the same.
    void setNotes(std::size_t recording, RecordingNotes notes);
    /// Another trace has other numbers: those that stand are dropped.
    void setCounted(std::size_t recording, std::shared_ptr<const Trace> counted);
    void setNumbers(std::size_t recording, std::shared_ptr<const RecordingNumbers> numbers,
                    std::shared_ptr<const TraceQuality> quality);
    void setChosenSensors(std::size_t recording, std::map<std::string, std::size_t> sensors);

    /// Every step that changes what somebody made or chose on the Trace page; opening a file is none.
    QUndoStack& undoStack() { return m_undoStack; }

    std::shared_ptr<const BuiltDataset> dataset() const { return m_dataset; }
    /// Drops whatever speaks of the data set before: table, search, comparison, learning curve, classes, selected row
    /// and feature. Of the same file read anew, what somebody chose to learn stays where it still fits.
    void setDataset(std::shared_ptr<const BuiltDataset> dataset);

    const RowClasses& rowClasses() const { return m_rowClasses; }
    void setRowClasses(RowClasses classes);

    const LearningChoice& choice() const { return m_choice; }
    /// The rows that the choice takes out of the data set; empty where there is no data set or it does not fit.
    std::shared_ptr<const RegressionData> learningData() const { return m_learningData; }
    /// Another target or other rows drop the feature table, which speaks of them.
    void setChoice(LearningChoice choice);

    std::shared_ptr<const FeatureTable> featureTable() const { return m_featureTable; }
    /// The rows and candidate features that the table speaks of, in its own order of columns.
    std::shared_ptr<const RegressionData> featureData() const { return m_featureData; }
    void setFeatureTable(std::shared_ptr<const FeatureTable> table, std::shared_ptr<const RegressionData> data);

    const SearchState& search() const { return m_search; }
    void setSearch(SearchState search);
    /// Those that the history holds already are left out.
    void appendGenerations(const std::vector<GenerationStats>& generations,
                           const std::vector<SearchEvent>& events = {});

    /// Where searches are kept against a crash; null where they are not.
    const std::shared_ptr<SearchShelf>& shelf() const { return m_shelf; }
    void setShelf(std::shared_ptr<SearchShelf> shelf) { m_shelf = std::move(shelf); }

    /// The formula that the search page's panels speak of; null before there is one.
    std::shared_ptr<const StudiedFormula> studied() const { return m_studied; }
    void setStudied(std::shared_ptr<const StudiedFormula> studied);

    std::shared_ptr<const Comparison> comparison() const { return m_comparison; }
    /// What the comparison was made on.
    std::shared_ptr<const RegressionData> comparisonData() const { return m_comparisonData; }
    void setComparison(std::shared_ptr<const Comparison> comparison, std::shared_ptr<const RegressionData> data);

    const ModelStudies& studies() const { return m_studies; }
    void setStudies(ModelStudies studies);
    const LearningState& learning() const { return m_learning; }
    void setLearning(LearningState learning);

    const WorkSettings& settings() const { return m_settings; }
    void setSettings(WorkSettings settings);

    const Selection& selection() const { return m_selection; }
    /// Another recording drops the cursors, and which of its GPUs were pinned, soloed and hidden.
    void select(const Selection& selection);

    const std::optional<TimeCursors>& cursors() const { return m_cursors; }
    void setCursors(const std::optional<TimeCursors>& cursors);

    const TraceView& traceView() const { return m_traceView; }
    void setTraceView(const TraceView& view);

    /// Starts a task that belongs to the session and shows in the status bar until it has finished.
    Task* start(const QString& title, Task::Work work, Job job = Job::Other);
    const std::vector<Task*>& runningTasks() const { return m_tasks; }
    bool isRunning(Job job) const { return runningTask(job) != nullptr; }
    /// The first that runs for this; null where none does.
    Task* runningTask(Job job) const;
    void stop(Job job);
    void stopAll();
    /// Stops every task and waits for the last; none of them delivers anything. A search has written its checkpoint.
    void endTasks();

    void post(Severity severity, const QString& text, std::vector<MessageAction> actions = {});
    void post(Severity severity, const QString& text, MessageAction action);
    const std::vector<Message>& messages() const { return m_messages; }

signals:
    void recordingsChanged();
    void datasetChanged();
    void rowClassesChanged();
    void choiceChanged(); ///< also when learningData changed
    void featureTableChanged();
    void searchChanged();
    void studiedChanged();
    void comparisonChanged();
    void studiesChanged();
    void learningChanged();
    void settingsChanged();
    void selectionChanged();
    void cursorsChanged();
    void traceViewChanged();
    void tasksChanged();
    void fileOpened(const QString& path);
    void recordingWanted(); ///< somebody wants to see the selected recording over its time
    void messagePosted(const wattline::ui::Message& message);

private:
    void joinTasks();
    /// Drops what speaks of the recording that was selected before, where another one is now.
    void followSelected();
    void applyChoice(LearningChoice choice);
    void refreshLearningData();
    void dropResults();

    std::vector<Recording> m_recordings;
    QUndoStack m_undoStack;
    std::shared_ptr<const BuiltDataset> m_dataset;
    RowClasses m_rowClasses;
    LearningChoice m_choice;
    std::shared_ptr<const RegressionData> m_learningData;
    std::size_t m_toldTokenRows = 0; ///< the number in the last note about them
    std::shared_ptr<const FeatureTable> m_featureTable;
    std::shared_ptr<const RegressionData> m_featureData;
    SearchState m_search;
    std::shared_ptr<SearchShelf> m_shelf;
    std::shared_ptr<const StudiedFormula> m_studied;
    std::shared_ptr<const Comparison> m_comparison;
    std::shared_ptr<const RegressionData> m_comparisonData;
    ModelStudies m_studies;
    LearningState m_learning;
    WorkSettings m_settings;
    Selection m_selection;
    std::shared_ptr<const Trace> m_lastSelected; ///< whose lanes and cursors these are
    std::optional<TimeCursors> m_cursors;
    TraceView m_traceView;
    std::vector<Message> m_messages;
    std::vector<Task*> m_tasks;
    std::map<const Task*, Job> m_jobs;
};

} // namespace wattline::ui
