// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/project_panel.h"

#include "ui/style/text.h"
#include "ui/work/trace_work.h"

namespace wattline::ui {

ProjectPanel::ProjectPanel(Session& session, QWidget* parent)
    : QTreeWidget(parent),
      m_session(session),
      m_recordings(new QTreeWidgetItem(this, {tr("Recordings")})),
      m_dataset(new QTreeWidgetItem(this, {tr("Data Set")}))
{
    setAccessibleName(tr("Project"));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideMiddle);
    for (QTreeWidgetItem* group : {m_recordings, m_dataset}) {
        group->setFlags(Qt::ItemIsEnabled);
        group->setExpanded(true);
    }
    connect(this, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item != nullptr && item->parent() == m_recordings)
            selectRecording(m_session,
                            static_cast<std::size_t>(m_recordings->indexOfChild(const_cast<QTreeWidgetItem*>(item))));
    });
    connect(&m_session, &Session::recordingsChanged, this, &ProjectPanel::refresh);
    connect(&m_session, &Session::datasetChanged, this, &ProjectPanel::refresh);
    connect(&m_session, &Session::selectionChanged, this, &ProjectPanel::showSelection);
    refresh();
}

void ProjectPanel::refresh()
{
    const QSignalBlocker quiet(this);
    const auto& recordings = m_session.recordings();
    qDeleteAll(m_recordings->takeChildren());
    for (const Recording& recording : recordings) {
        const Trace& trace = *recording.trace;
        auto* item = new QTreeWidgetItem(m_recordings, {shown(titleOf(trace))});
        item->setToolTip(0, tr("%1\nGPUs: %2").arg(shown(trace.path)).arg(trace.gpus.size()));
    }
    qDeleteAll(m_dataset->takeChildren());
    if (m_session.dataset()) {
        const Dataset& dataset = m_session.dataset()->dataset;
        auto* item =
            new QTreeWidgetItem(m_dataset, {tr("%1 (%2 rows)").arg(fileName(dataset.name)).arg(dataset.rowCount())});
        item->setToolTip(0, shown(dataset.name));
        item->setFlags(Qt::ItemIsEnabled);
    }
    m_recordings->setHidden(recordings.empty());
    m_dataset->setHidden(!m_session.dataset());
    showSelection();
}

void ProjectPanel::showSelection()
{
    const QSignalBlocker quiet(this);
    const std::optional<std::size_t> recording = m_session.selection().recording;
    setCurrentItem(recording ? m_recordings->child(static_cast<int>(*recording)) : nullptr);
}

} // namespace wattline::ui
