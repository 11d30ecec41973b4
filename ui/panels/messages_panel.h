// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QListWidget>

namespace wattline::ui {

/// Every message since the start, the newest last.
class MessagesPanel : public QListWidget {
    Q_OBJECT

public:
    explicit MessagesPanel(Session& session, QWidget* parent = nullptr);

private:
    void append(const Message& message);
};

} // namespace wattline::ui
