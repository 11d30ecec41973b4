// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/stale_rows.h"

#include "ui/style/text.h"
#include "ui/work/trace_work.h"

namespace wattline::ui {

StaleRows::StaleRows(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::datasetChanged, this, &StaleRows::begin);
    connect(&session, &Session::recordingsChanged, this, &StaleRows::compare);
    connect(&session, &Session::rowClassesChanged, this, &StaleRows::compareClasses);
    begin();
}

void StaleRows::begin()
{
    m_dataset = m_session.dataset();
    m_rows.reset();
    m_measured.clear();
    m_classes.reset();
    m_told = false;
    if (m_dataset && !m_dataset->dataset.provenance.empty())
        m_rows.emplace(m_dataset->dataset);
    compare();
}

bool StaleRows::Counted::operator==(const Counted& other) const
{
    return (phases == other.phases || *phases == *other.phases) && ignored == other.ignored &&
           runClass == other.runClass;
}

void StaleRows::compare()
{
    if (!m_rows || m_told)
        return;
    for (const Recording& recording : m_session.recordings()) {
        const Trace& trace = *recording.trace;
        const RecordingNotes& notes = recording.notes;
        const Counted now{notes.phases, ignoredOf(*notes.present), notes.runClass};
        const Counted& then = m_measured.try_emplace({trace.path, trace.part}, now).first->second;
        if (now != then && m_rows->rowOf(trace.path))
            return tell(now.runClass != then.runClass ? tr("the class of %1 was chosen").arg(fileName(trace.path))
                                                      : tr("the phases of %1 were changed").arg(fileName(trace.path)));
    }
}

void StaleRows::compareClasses()
{
    const ChosenClasses& now = m_session.rowClasses().present;
    if (!m_classes)
        m_classes = now;
    else if (m_rows && !m_told && *m_classes != now)
        tell(tr("classes were chosen"));
}

void StaleRows::tell(const QString& what)
{
    m_told = true;
    m_session.post(Severity::Warning, tr("The data set was measured before %1.").arg(what),
                   MessageAction{tr("Measure Again"), [&session = m_session] { measureAgain(session); }});
}

void measureAgain(Session& session)
{
    const std::shared_ptr<const BuiltDataset> built = session.dataset();
    if (built && !built->dataset.provenance.empty())
        openFiles(session, {FileToOpen{built->dataset.name, windowReadOptions(), built->reading}});
}

} // namespace wattline::ui
