// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/stale_rows.h"

#include "ui/style/text.h"
#include "ui/work/trace_work.h"

namespace wattline::ui {

namespace {

std::filesystem::path placeOf(const std::string& path)
{
    std::error_code ignored; // a path that cannot be made absolute stands as it is
    return std::filesystem::absolute(path, ignored).lexically_normal();
}

/// What is not any more as it was when the rows were measured, as the end of a sentence; empty where all is.
QString changeSince(const MeasuredRecording& measured, const Recording& open)
{
    const QString name = fileName(open.trace->path);
    const bool isSame =
        measured.notes.byHand == *open.notes.phases && measured.notes.ignored == ignoredOf(*open.notes.present);
    if (!isSame && measured.givesTargets)
        return StaleRows::tr("the phases of %1 were changed").arg(name);
    return measured.notes.chosenClass == open.notes.runClass ? QString()
                                                             : StaleRows::tr("the class of %1 was chosen").arg(name);
}

} // namespace

StaleRows::StaleRows(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    for (const auto changed : {&Session::recordingsChanged, &Session::rowClassesChanged})
        connect(&session, changed, this, &StaleRows::compare);
}

void StaleRows::takeDataset()
{
    m_dataset = m_session.dataset();
    m_told = false;
    m_measured.clear();
    if (!m_dataset || m_dataset->notes == NotesUse::LeftAside)
        return;
    for (const MeasuredRecording& recording : m_dataset->recordings)
        m_measured.emplace(std::pair(placeOf(recording.path), recording.part), &recording);
}

const MeasuredRecording* StaleRows::measuredOf(const Recording& open) const
{
    const Trace& trace = *open.trace;
    if (!open.notes.file.empty() && open.notes.file != notesPlaceOf(trace).file)
        return nullptr;
    const auto found = m_measured.find({placeOf(trace.path), trace.part});
    return found == m_measured.end() ? nullptr : found->second;
}

void StaleRows::compare()
{
    if (m_dataset != m_session.dataset())
        takeDataset();
    if (!m_dataset || m_dataset->notes == NotesUse::LeftAside)
        return;
    QString change;
    for (const Recording& recording : m_session.recordings()) {
        const MeasuredRecording* measured = change.isEmpty() ? measuredOf(recording) : nullptr;
        if (measured != nullptr)
            change = changeSince(*measured, recording);
    }
    if (change.isEmpty() && m_session.rowClasses().present != m_dataset->chosenClasses)
        change = tr("classes were chosen");
    if (change.isEmpty())
        m_told = false;
    else if (!m_told)
        tell(change);
}

void StaleRows::tell(const QString& what)
{
    m_told = true;
    m_session.post(Severity::Warning, tr("The data set was measured before %1.").arg(what),
                   MessageAction{tr("Measure Again"), [&session = m_session] { measureAgain(session); }});
}

bool canMeasureAgain(const Session& session)
{
    return session.dataset() && !session.dataset()->recordings.empty();
}

void measureAgain(Session& session)
{
    if (canMeasureAgain(session))
        openFiles(session,
                  {FileToOpen{session.dataset()->dataset.name, windowReadOptions(), session.dataset()->reading}});
}

} // namespace wattline::ui
