// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/class_work.h"

#include "core/data/configuration_row.h"
#include "core/data/recording_rows.h"
#include "ui/style/text.h"
#include "ui/work/annotation_work.h"
#include "ui/work/undo_step.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace wattline::ui {

namespace {

std::string textAt(const Dataset& dataset, std::string_view column, std::size_t row)
{
    const DatasetColumn* found = dataset.find(column);
    return found != nullptr ? found->text[row] : std::string();
}

std::optional<double> numberAt(const Dataset& dataset, std::string_view column, std::size_t row)
{
    const DatasetColumn* found = dataset.find(column);
    const bool isThere = found != nullptr && found->isNumeric() && std::isfinite(found->numbers[row]);
    return isThere ? std::optional(found->numbers[row]) : std::nullopt;
}

/// How the notes of the data set name a row.
std::string nameOfRow(const Dataset& dataset, std::size_t row)
{
    const std::string configuration = textAt(dataset, "configuration", row);
    return configuration.empty() ? "row " + std::to_string(row + 1) : configuration;
}

std::optional<RunSummary> summaryOfRow(const Dataset& dataset, std::size_t row)
{
    Targets targets;
    for (std::size_t t = 0; t < targets.size(); ++t)
        targets[t] = numberAt(dataset, TargetColumns[t], row);
    std::optional<RunSummary> run = runOfTargets(targets);
    if (run) {
        run->name = nameOfRow(dataset, row);
        run->model = textAt(dataset, "model", row);
        run->family = textAt(dataset, "family", row);
    }
    return run;
}

/// Those of which no recording is open.
void addRows(const Session& session, const std::set<std::size_t>& open, std::vector<ClassedRun>& runs)
{
    const Dataset& dataset = session.dataset()->dataset;
    for (std::size_t row = 0; row < dataset.rowCount(); ++row) {
        std::optional<RunSummary> summary = open.contains(row) ? std::nullopt : summaryOfRow(dataset, row);
        if (!summary)
            continue;
        const ChosenClasses& chosen = session.rowClasses().present;
        const auto found = chosen.find(summary->name);
        summary->chosenClass = found == chosen.end() ? std::string() : found->second;
        runs.push_back({std::move(*summary), std::nullopt, row});
    }
}

void storeRowClasses(Session& session)
{
    RowClasses classes = session.rowClasses();
    if (!session.dataset() || classes.present == classes.stored)
        return;
    const Result<void> stored =
        storeClasses(notesPlaceOfTable(session.dataset()->dataset.name), classes.stored, classes.present);
    if (!stored)
        return session.post(Severity::Problem,
                            Session::tr("The classes are not saved: %1").arg(shown(stored.error().message)));
    classes.stored = classes.present;
    session.setRowClasses(std::move(classes));
}

/// The class that was chosen for one recording, or for the rows of a data set.
struct ClassOfTrace {
    std::shared_ptr<const Trace> trace;
    std::string name;
};

struct ChosenState {
    std::vector<ClassOfTrace> recordings;
    std::string table; ///< that the rows are of; empty: there is none
    ChosenClasses rows;
};

void apply(Session& session, const ChosenState& state)
{
    for (const ClassOfTrace& each : state.recordings) {
        const std::optional<std::size_t> place = session.placeOf(each.trace);
        if (!place)
            continue; // read anew, with the class that its notes hold
        RecordingNotes notes = session.recordings()[*place].notes;
        notes.runClass = each.name;
        session.setNotes(*place, std::move(notes));
        storeNotesOf(session, *place);
    }
    const bool isOfTable = session.dataset() && !state.table.empty() && session.dataset()->dataset.name == state.table;
    if (!isOfTable || state.rows == session.rowClasses().present)
        return;
    session.setRowClasses({state.rows, session.rowClasses().stored});
    storeRowClasses(session);
}

} // namespace

std::vector<ClassedRun> classedRuns(const Session& session)
{
    const Dataset* dataset = session.dataset() ? &session.dataset()->dataset : nullptr;
    const std::optional<RecordingRows> rows =
        dataset != nullptr ? std::optional<RecordingRows>(*dataset) : std::nullopt;
    std::set<std::size_t> open;
    std::vector<ClassedRun> runs;
    for (std::size_t i = 0; i < session.recordings().size(); ++i) {
        const Recording& recording = session.recordings()[i];
        if (!recording.phases)
            continue; // its row stands for it meanwhile
        const std::optional<std::size_t> row = rows ? rows->rowOf(recording.trace->path) : std::nullopt;
        if (row)
            open.insert(*row);
        RunSummary summary = summaryOf(*recording.trace, *recording.phases);
        summary.chosenClass = recording.notes.runClass;
        if (const std::string model = row ? textAt(*dataset, "model", *row) : ""; !model.empty())
            summary.model = model;
        summary.family = row ? textAt(*dataset, "family", *row) : std::string();
        runs.push_back({std::move(summary), i, row});
    }
    if (dataset != nullptr)
        addRows(session, open, runs);
    return runs;
}

void chooseClass(Session& session, const std::vector<ClassedRun>& runs, const QString& name, const QString& title)
{
    ChosenState before;
    before.table = session.dataset() ? session.dataset()->dataset.name : std::string();
    before.rows = session.rowClasses().present;
    ChosenState after = before;
    for (const ClassedRun& run : runs) {
        const std::string chosen = plain(name) == proposedClassOf(run.summary) ? std::string() : plain(name);
        if (run.recording) {
            const Recording& recording = session.recordings().at(*run.recording);
            before.recordings.push_back({recording.trace, recording.notes.runClass});
            after.recordings.push_back({recording.trace, chosen});
            if (run.row)
                after.rows.erase(nameOfRow(session.dataset()->dataset, *run.row)); // the recording stands for it
        } else if (chosen.empty()) {
            after.rows.erase(run.summary.name);
        } else {
            after.rows[run.summary.name] = chosen;
        }
    }
    session.undoStack().push(new UndoStep(
        title, [&session, after] { apply(session, after); }, [&session, before] { apply(session, before); }));
}

void readRowClasses(Session& session)
{
    if (!session.dataset())
        return;
    const Result<ChosenClasses> read = readClasses(notesPlaceOfTable(session.dataset()->dataset.name));
    if (!read)
        return session.post(Severity::Problem,
                            Session::tr("Classes are not shown: %1").arg(shown(read.error().message)));
    session.setRowClasses({*read, *read});
}

} // namespace wattline::ui
