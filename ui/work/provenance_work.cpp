// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/provenance_work.h"

#include "core/data/measured_stretch.h"
#include "ui/work/trace_work.h"

#include <algorithm>
#include <iterator>
#include <system_error>

namespace wattline::ui {

namespace {

std::filesystem::path wholePath(const std::filesystem::path& path)
{
    std::error_code failed;
    const std::filesystem::path whole = std::filesystem::absolute(path, failed);
    return (failed ? path : whole).lexically_normal();
}

/// What shall be shown of which recording.
struct Wanted {
    std::filesystem::path recording;
    std::size_t row = 0;
    std::optional<std::size_t> target;
};

std::optional<std::size_t> openPlaceOf(const Session& session, const std::filesystem::path& recording)
{
    const auto& open = session.recordings();
    const auto found =
        std::ranges::find_if(open, [&](const Recording& each) { return wholePath(each.trace->path) == recording; });
    if (found == open.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - open.begin());
}

void select(Session& session, const Wanted& wanted, std::size_t place)
{
    Selection selection = session.selection();
    selection.recording = place;
    selection.gpu.reset();
    selection.phase.reset();
    selection.annotation.reset();
    selection.range.reset();
    selection.datasetRow = wanted.row;
    const Recording& recording = session.recordings()[place];
    if (recording.phases) {
        if (const auto stretch = stretchBehind(*recording.counted, *recording.phases, wanted.target)) {
            selection.gpu = stretch->gpu;
            selection.range = {stretch->beginSeconds, stretch->endSeconds};
        }
    }
    session.select(selection);
}

/// Selects the stretch of a recording as soon as its phases are known, unless something else is selected by then. It
/// belongs to the session and ends itself when there is nothing to wait for any more.
class StretchWhenKnown : public QObject {
public:
    StretchWhenKnown(Session& session, Wanted wanted)
        : QObject(&session), m_session(session), m_wanted(std::move(wanted))
    {
        connect(&session, &Session::recordingsChanged, this, &StretchWhenKnown::look);
        connect(&session, &Session::tasksChanged, this, [this] {
            if (m_session.runningTasks().empty())
                deleteLater(); // not opened, or no phases found
        });
    }

private:
    void look()
    {
        const std::optional<std::size_t> place = openPlaceOf(m_session, m_wanted.recording);
        if (!place || !m_session.recordings()[*place].phases)
            return;
        disconnect(&m_session, nullptr, this, nullptr);
        deleteLater();
        const Selection& selection = m_session.selection();
        if (isOfTheFile(selection.recording) && !selection.range && !selection.phase)
            select(m_session, m_wanted, *place);
    }

    /// Of several recordings in a file the first one is selected when they are opened.
    bool isOfTheFile(std::optional<std::size_t> recording) const
    {
        return recording && wholePath(fileOfRecording(m_session.recordings()[*recording].trace->path)) ==
                                fileOfRecording(m_wanted.recording);
    }

    Session& m_session;
    Wanted m_wanted;
};

} // namespace

std::vector<std::string> recordingsOfRow(const Session& session, std::optional<std::size_t> row)
{
    if (!row || !session.dataset() || *row >= session.dataset()->dataset.provenance.size())
        return {};
    return session.dataset()->dataset.provenance[*row].traces;
}

void showRecording(Session& session, std::size_t row, const std::string& recording, std::optional<std::size_t> target)
{
    const Wanted wanted{wholePath(recording), row, target};
    const std::optional<std::size_t> place = openPlaceOf(session, wanted.recording);
    if (place)
        select(session, wanted, *place);
    else
        openFiles(session, {FileToOpen{fileOfRecording(wanted.recording)}});
    if (!place || !session.recordings()[*place].phases)
        new StretchWhenKnown(session, wanted);
    emit session.recordingWanted();
}

std::optional<std::size_t> targetOfColumn(std::string_view column)
{
    const auto found = std::find(std::begin(TargetColumns), std::end(TargetColumns), column);
    if (found == std::end(TargetColumns))
        return std::nullopt;
    return static_cast<std::size_t>(found - std::begin(TargetColumns));
}

} // namespace wattline::ui
