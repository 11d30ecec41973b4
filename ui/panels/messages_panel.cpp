// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages_panel.h"

#include "ui/style/severity_icon.h"

#include <QTime>

namespace wattline::ui {

MessagesPanel::MessagesPanel(Session& session, QWidget* parent) : QListWidget(parent)
{
    setAccessibleName(tr("Messages"));
    setFrameShape(QFrame::NoFrame);
    setWordWrap(true);
    for (const Message& message : session.messages())
        append(message);
    connect(&session, &Session::messagePosted, this, &MessagesPanel::append);
}

void MessagesPanel::append(const Message& message)
{
    const QString time = QTime::currentTime().toString(QStringLiteral("HH:mm:ss"));
    addItem(new QListWidgetItem(severityIcon(message.severity, *this), time + QStringLiteral("  ") + message.text));
    scrollToBottom();
}

} // namespace wattline::ui
