// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/text.h"
#include "ui/work/file_content.h"
#include "ui/work/sample_data.h"
#include "ui/work/trace_work.h"

#include <algorithm>

namespace wattline::ui {

namespace {

constexpr std::size_t ShownRemarks = 5;

void postIssues(Session& session, const Trace& trace)
{
    const QString file = fileName(trace.path);
    for (const Issue& issue : trace.issues) {
        const bool harmless = issue.kind == IssueKind::Header || issue.kind == IssueKind::Assumption;
        session.post(harmless ? Severity::Note : Severity::Warning,
                     QStringLiteral("%1: %2").arg(file, shown(issue.message)));
    }
}

void postRemarks(Session& session, const BuiltDataset& built)
{
    session.post(Severity::Note, Session::tr("%1: %2 rows from %3 runs.")
                                     .arg(fileName(built.dataset.name))
                                     .arg(built.dataset.rowCount())
                                     .arg(built.runs));
    for (std::size_t i = 0; i < std::min(built.remarks.size(), ShownRemarks); ++i)
        session.post(Severity::Warning, shown(built.remarks[i].message));
    if (built.remarks.size() > ShownRemarks)
        session.post(Severity::Warning, Session::tr("%1 further remarks on %2.")
                                            .arg(built.remarks.size() - ShownRemarks)
                                            .arg(fileName(built.dataset.name)));
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

std::size_t takeRecording(Session& session, NotedTrace noted)
{
    Recording recording{std::make_shared<const Trace>(std::move(noted.trace))};
    if (noted.notes)
        recording.notes.present = recording.notes.stored = std::make_shared<const Annotations>(*noted.notes);
    else
        session.post(Severity::Problem, Session::tr("Notes are not shown: %1").arg(shown(noted.notes.error().message)));
    postIssues(session, *recording.trace);
    const std::size_t index = session.addRecording(std::move(recording));
    detectPhases(session, index);
    return index;
}

/// Puts what was read into the session; the number of the first recording, where it held some.
std::optional<std::size_t> take(Session& session, FileContent content)
{
    if (auto* recordings = std::get_if<std::vector<NotedTrace>>(&content)) {
        std::optional<std::size_t> first;
        for (NotedTrace& recording : *recordings) {
            const std::size_t index = takeRecording(session, std::move(recording));
            first = first.value_or(index);
        }
        return first;
    }
    const auto built = std::make_shared<const BuiltDataset>(std::move(std::get<BuiltDataset>(content)));
    session.setDataset(built);
    selectDatasetRow(session);
    postRemarks(session, *built);
    return std::nullopt;
}

enum class Select { FirstRecording, Nothing };

void openNext(Session& session, std::vector<std::filesystem::path> paths, Select select)
{
    if (paths.empty())
        return;
    const std::filesystem::path path = paths.front();
    paths.erase(paths.begin());
    const auto goOn = [&session, select, rest = std::move(paths)](std::optional<std::size_t> recording) {
        if (recording && select == Select::FirstRecording)
            selectRecording(session, *recording);
        openNext(session, rest, recording ? Select::Nothing : select);
    };
    if (const std::optional<std::size_t> open = openRecording(session, path))
        return goOn(open);
    session.start(Session::tr("Reading %1").arg(fileName(path)),
                  workOf<FileContent>([path](const RunContext& context) { return readContent(path, context); },
                                      [&session, path, goOn](Result<FileContent> content) {
                                          if (content) {
                                              emit session.fileOpened(shown(path.string()));
                                              return goOn(take(session, std::move(*content)));
                                          }
                                          if (content.error().kind == ErrorKind::Canceled)
                                              return; // the files after it are not wanted either
                                          session.post(Severity::Problem, shown(content.error().message));
                                          goOn(std::nullopt);
                                      }));
}

} // namespace

void openFiles(Session& session, std::vector<std::filesystem::path> paths)
{
    openNext(session, std::move(paths), Select::FirstRecording);
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
