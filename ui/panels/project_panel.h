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

    /// As wide as its usual contents, so that the window gives it that at first.
    QSize sizeHint() const override { return {42 * fontMetrics().averageCharWidth(), 300}; }

private:
    void refresh();
    void showSelection();

    Session& m_session;
    QTreeWidgetItem* m_recordings;
    QTreeWidgetItem* m_dataset;
};

} // namespace wattline::ui
