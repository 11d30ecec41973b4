// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/reading_work.h"

#include "ui/style/text.h"
#include "ui/work/hand_phase_work.h"
#include "ui/work/recording_work.h"
#include "ui/work/trace_work.h"

#include <QUndoCommand>

namespace wattline::ui {

namespace {

void postIssues(Session& session, const Trace& trace)
{
    for (const Issue& issue : trace.issues) {
        const bool harmless = issue.kind == IssueKind::Header || issue.kind == IssueKind::Assumption;
        session.post(harmless ? Severity::Note : Severity::Warning,
                     QStringLiteral("%1: %2").arg(shown(titleOf(trace)), shown(issue.message)));
    }
}

/// The recordings of one file in the session, which stand one after the other.
struct Stretch {
    std::size_t first = 0;
    std::size_t count = 0;
};

Stretch stretchOf(const Session& session, std::size_t recording)
{
    const auto& all = session.recordings();
    const auto sameFile = [&](std::size_t i) { return all[i].trace->path == all[recording].trace->path; };
    std::size_t first = recording;
    while (first > 0 && sameFile(first - 1))
        --first;
    std::size_t end = recording + 1;
    while (end < all.size() && sameFile(end))
        ++end;
    return {first, end - first};
}

/// What the analyst chose for the same part of the file or, where that is new, for the recording that was read anew.
void keepChoices(Recording& after, const Session& session, std::size_t recording)
{
    const auto& all = session.recordings();
    const auto [first, count] = stretchOf(session, recording);
    const Recording* former = &all[recording];
    for (std::size_t i = first; i < first + count; ++i) {
        if (all[i].trace->part == after.trace->part)
            former = &all[i];
    }
    after.chosenSensors = former->chosenSensors;
    after.detectionSettings = former->detectionSettings;
}

/// Puts one reading of a file in the place of another, and takes it back.
class ReadAnew : public QUndoCommand {
public:
    ReadAnew(Session& session, Stretch stretch, std::vector<Recording> after, const QString& title, int id)
        : QUndoCommand(title), m_session(session), m_first(stretch.first), m_after(std::move(after)), m_id(id)
    {
        const auto begin = session.recordings().begin() + static_cast<std::ptrdiff_t>(stretch.first);
        m_before.assign(begin, begin + static_cast<std::ptrdiff_t>(stretch.count));
    }

    void redo() override { replace(m_before.size(), m_after); }
    void undo() override { replace(m_after.size(), m_before); }
    int id() const override { return m_id; }

    bool mergeWith(const QUndoCommand* later) override
    {
        const auto* other = static_cast<const ReadAnew*>(later); // Qt asks only where the ids are equal
        if (other->m_first != m_first || other->m_before.front().trace->path != m_before.front().trace->path)
            return false;
        m_after = other->m_after;
        return true;
    }

private:
    void replace(std::size_t count, std::vector<Recording> recordings)
    {
        const std::size_t added = recordings.size();
        for (Recording& recording : recordings)
            recording.detection = Detection::Idle; // what was running belongs to the other reading
        m_session.replaceRecordings(m_first, count, std::move(recordings));
        for (std::size_t i = m_first; i < m_first + added; ++i)
            completeRecording(m_session, i);
    }

    Session& m_session;
    std::size_t m_first;
    std::vector<Recording> m_before;
    std::vector<Recording> m_after;
    int m_id;
};

enum class Reading { Same = 1, Other = -1 }; // the id of the step; -1 is never merged

void takeReading(Session& session, std::size_t recording, std::vector<NotedTrace> read, const ReadOptions& options,
                 Reading reading)
{
    const std::filesystem::path notesFile = session.recordings()[recording].notes.file;
    const QString file = fileName(session.recordings()[recording].trace->path);
    std::vector<Recording> after;
    for (NotedTrace& noted : read) {
        after.push_back(recordingFrom(session, std::move(noted), options));
        after.back().notes.file = notesFile; // also where it cannot be read
        keepChoices(after.back(), session, recording);
    }
    QString title =
        reading == Reading::Same ? Session::tr("Reload %1").arg(file) : Session::tr("Change Reading of %1").arg(file);
    title.replace(QLatin1Char('&'), QLatin1String("&&"));
    session.undoStack().push(
        new ReadAnew(session, stretchOf(session, recording), std::move(after), title, static_cast<int>(reading)));
}

void readAnew(Session& session, std::size_t recording, const ReadOptions& options, Reading reading)
{
    const std::shared_ptr<const Trace> trace = session.recordings().at(recording).trace;
    const std::filesystem::path notes = session.recordings()[recording].notes.file;
    session.start(Session::tr("Reading %1").arg(fileName(trace->path)),
                  workOf<std::vector<NotedTrace>>(
                      [path = trace->path, options, notes](const RunContext& context) {
                          return readNoted(path, options, notes, context);
                      },
                      [&session, trace, options, reading](Result<std::vector<NotedTrace>> read) {
                          const std::optional<std::size_t> place = session.placeOf(trace);
                          if (place && read)
                              takeReading(session, *place, std::move(*read), options, reading);
                          else if (!read && read.error().kind != ErrorKind::Canceled)
                              session.post(Severity::Problem, shown(read.error().message));
                      }));
}

} // namespace

ReadOptions windowReadOptions()
{
    ReadOptions options;
    options.sideColumns = SideColumns::Keep;
    return options;
}

Recording recordingFrom(Session& session, NotedTrace noted, const ReadOptions& options)
{
    Recording recording{std::make_shared<const Trace>(std::move(noted.trace))};
    recording.options = options;
    if (noted.notes) {
        recording.notes = noted.notes->notes;
        tellOfOtherPhases(session, recording.trace, noted.notes->otherPhases);
    } else {
        session.post(Severity::Problem, Session::tr("Notes are not shown: %1").arg(shown(noted.notes.error().message)));
    }
    postIssues(session, *recording.trace);
    return recording;
}

void reload(Session& session, std::size_t recording)
{
    readAnew(session, recording, session.recordings().at(recording).options, Reading::Same);
}

void changeReading(Session& session, std::size_t recording, const ReadOptions& options)
{
    readAnew(session, recording, options, Reading::Other);
}

} // namespace wattline::ui
