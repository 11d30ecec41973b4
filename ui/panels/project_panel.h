// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QTreeWidget>

namespace wattline::ui {

/// What is open: the recordings, of which the chosen one is shown on every page, and the data set.
class ProjectPanel : public QTreeWidget {
    Q_OBJECT

public:
    explicit ProjectPanel(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    void showSelection();

    Session& m_session;
    QTreeWidgetItem* m_recordings;
    QTreeWidgetItem* m_dataset;
};

} // namespace wattline::ui
