// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "ui/dialogs/open_dialog.h"
#include "ui/style/text.h"
#include "ui/work/annotation_work.h"
#include "ui/work/class_work.h"
#include "ui/work/file_content.h"
#include "ui/work/sample_data.h"
#include "ui/work/search_work.h"
#include "ui/work/trace_work.h"

#include <algorithm>

namespace wattline::ui {

namespace {

constexpr std::size_t ShownRemarks = 5;

/// "fleet.csv, line 7: r3: …", without the run where the remark is not on one.
QString remarkText(const BuiltDataset& built, const BuildRemark& remark)
{
    const QString run = remark.run.empty() ? QString() : shown(remark.run) + QStringLiteral(": ");
    return Session::tr("%1, line %2: %3%4")
        .arg(fileName(built.dataset.name), QString::number(remark.line), run, shown(remark.message));
}

/// Lines that gave no run are one message, with a button that shows them.
void postLinesLeftOut(Session& session, const BuiltDataset& built, const TaskReading& reading)
{
    const auto first = std::ranges::find_if(built.remarks, [](const BuildRemark& remark) {
        return remark.kind == BuildRemark::Kind::LeftOut && remark.run.empty();
    });
    if (built.linesLeftOut == 0 || first == built.remarks.end())
        return;
    const QString text = built.linesLeftOut == 1
                             ? Session::tr("1 line is left out. %1").arg(remarkText(built, *first))
                             : Session::tr("%1 lines are left out; the first: %2")
                                   .arg(shown(formatCount(built.linesLeftOut)), remarkText(built, *first));
    session.post(Severity::Warning, text,
                 MessageAction{Session::tr("Show Rows…"), [&session, path = built.dataset.name, reading] {
                                   importMetadata(session, path, reading, nullptr);
                               }});
}

void postRemarks(Session& session, const BuiltDataset& built, const TaskReading& reading)
{
    session.post(Severity::Note, Session::tr("%1: %2 rows from %3 runs.")
                                     .arg(fileName(built.dataset.name))
                                     .arg(built.dataset.rowCount())
                                     .arg(built.runs));
    std::vector<const BuildRemark*> others;
    for (const BuildRemark& remark : built.remarks) {
        if (!remark.run.empty() || remark.kind != BuildRemark::Kind::LeftOut)
            others.push_back(&remark);
    }
    for (std::size_t i = 0; i < std::min(others.size(), ShownRemarks); ++i)
        session.post(Severity::Warning, remarkText(built, *others[i]));
    if (others.size() > ShownRemarks)
        session.post(Severity::Warning, Session::tr("%1 further remarks on %2.")
                                            .arg(others.size() - ShownRemarks)
                                            .arg(fileName(built.dataset.name)));
    postLinesLeftOut(session, built, reading);
}

std::optional<std::size_t> openRecording(const Session& session, const std::filesystem::path& path)
{
    const auto& recordings = session.recordings();
    const auto found = std::find_if(recordings.begin(), recordings.end(),
                                    [&](const Recording& recording) { return recording.trace->path == path; });
    if (found == recordings.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - recordings.begin());
}

/// Puts what was read into the session; the number of the first recording, where it held some.
std::optional<std::size_t> take(Session& session, FileContent content, const FileToOpen& file)
{
    if (auto* recordings = std::get_if<std::vector<NotedTrace>>(&content)) {
        std::optional<std::size_t> first;
        for (NotedTrace& recording : *recordings) {
            const std::size_t index = session.addRecording(recordingFrom(session, std::move(recording), file.options));
            detectPhases(session, index);
            first = first.value_or(index);
        }
        return first;
    }
    if (const auto* notes = std::get_if<NotesContent>(&content)) {
        loadNotes(session, notes->file, notes->recording);
        return std::nullopt;
    }
    if (auto* search = std::get_if<SavedSearch>(&content)) {
        takeSavedSearch(session, std::move(*search), SavedUse::Pause);
        return std::nullopt;
    }
    const auto built = std::make_shared<const BuiltDataset>(std::move(std::get<BuiltDataset>(content)));
    if (!setSearchAside(session))
        return std::nullopt;
    session.setDataset(built);
    readRowClasses(session);
    selectDatasetRow(session);
    postRemarks(session, *built, file.tasks.value_or(TaskReading()));
    return std::nullopt;
}

enum class Select { FirstRecording, Nothing };

void openNext(Session& session, std::vector<FileToOpen> files, Select select)
{
    if (files.empty())
        return;
    const FileToOpen file = files.front();
    files.erase(files.begin());
    const auto goOn = [&session, select, rest = std::move(files)](std::optional<std::size_t> recording) {
        if (recording && select == Select::FirstRecording)
            selectRecording(session, *recording);
        openNext(session, rest, recording ? Select::Nothing : select);
    };
    if (const std::optional<std::size_t> open = openRecording(session, file.path))
        return goOn(open);
    const auto compute = [file](const RunContext& context) {
        return readContent(file.path, file.options, file.tasks, context);
    };
    const auto deliver = [&session, file, goOn](Result<FileContent> content) {
        if (content) {
            emit session.fileOpened(shown(file.path.string()));
            return goOn(take(session, std::move(*content), file));
        }
        if (content.error().kind == ErrorKind::Canceled)
            return; // the files after it are not wanted either
        session.post(Severity::Problem, shown(content.error().message));
        goOn(std::nullopt);
    };
    session.start(Session::tr("Reading %1").arg(fileName(file.path)), workOf<FileContent>(compute, deliver));
}

} // namespace

void openFiles(Session& session, std::vector<FileToOpen> files)
{
    openNext(session, std::move(files), Select::FirstRecording);
}

void openFiles(Session& session, const std::vector<std::filesystem::path>& paths)
{
    std::vector<FileToOpen> files;
    for (const std::filesystem::path& path : paths)
        files.push_back({path});
    openFiles(session, std::move(files));
}

bool isOpen(const Session& session, const std::filesystem::path& path)
{
    return openRecording(session, path).has_value();
}

void openSampleProject(Session& session)
{
    const std::vector<std::filesystem::path> files = sampleFiles();
    if (files.empty())
        return session.post(Severity::Problem,
                            Session::tr("The sample data is not installed: no folder sample-data beside the program."));
    openFiles(session, files);
}

} // namespace wattline::ui
