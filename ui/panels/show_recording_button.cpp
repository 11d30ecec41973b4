// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/show_recording_button.h"

#include "ui/style/text.h"
#include "ui/work/provenance_work.h"

#include <QMenu>

namespace wattline::ui {

ShowRecordingButton::ShowRecordingButton(Session& session, QWidget* parent)
    : QPushButton(tr("Show Recording"), parent), m_session(session), m_menu(new QMenu(this))
{
    m_menu->setAccessibleName(tr("Recordings of the row"));
    connect(this, &QPushButton::clicked, this, [this] { showFor(targetOfColumn(m_session.choice().target)); });
    connect(&session, &Session::selectionChanged, this, &ShowRecordingButton::refresh);
    connect(&session, &Session::datasetChanged, this, &ShowRecordingButton::refresh);
    refresh();
}

void ShowRecordingButton::refresh()
{
    const std::optional<std::size_t> row = m_session.selection().datasetRow;
    const std::vector<std::string> recordings = recordingsOfRow(m_session, row);
    setEnabled(!recordings.empty());
    setText(recordings.size() > 1 ? tr("Show Recording…") : tr("Show Recording"));
    if (!row)
        setToolTip(tr("Choose a row first"));
    else if (recordings.empty())
        setToolTip(
            tr("No recording is known for this row: its targets were given, or the table was read as it is. Open "
               "the tasks CSV that names the recordings."));
    else
        setToolTip(tr("Shows the phases that the target of this row was measured on"));
}

void ShowRecordingButton::showFor(std::optional<std::size_t> target)
{
    const std::optional<std::size_t> row = m_session.selection().datasetRow;
    const std::vector<std::string> recordings = recordingsOfRow(m_session, row);
    if (recordings.empty())
        return;
    if (recordings.size() == 1)
        return showRecording(m_session, *row, recordings.front(), target);
    fill(*m_menu, target);
    m_menu->popup(mapToGlobal(rect().bottomLeft()));
}

void ShowRecordingButton::fill(QMenu& menu, std::optional<std::size_t> target)
{
    menu.clear();
    const std::size_t row = *m_session.selection().datasetRow;
    for (const std::string& recording : recordingsOfRow(m_session, row)) {
        QString name = fileName(recording);
        name.replace(QLatin1Char('&'), QLatin1String("&&")); // it makes no mnemonic
        menu.addAction(name, this,
                       [this, row, recording, target] { showRecording(m_session, row, recording, target); });
    }
}

} // namespace wattline::ui
