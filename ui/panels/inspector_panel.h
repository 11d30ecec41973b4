// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QTreeWidget>

namespace wattline::ui {

/// One property of what is selected, under a heading.
struct Property {
    QString heading;
    QString name;
    QString value;
};

/// The properties of the session's selection: cursors, recording, GPU, phase, and the selected stretch on each GPU.
std::vector<Property> propertiesOf(const Session& session);

/// Shows propertiesOf() the selection, up to date whenever it is in sight.
class InspectorPanel : public QTreeWidget {
    Q_OBJECT

public:
    explicit InspectorPanel(Session& session, QWidget* parent = nullptr);

    /// As wide as its usual contents, so that the window gives it that at first.
    QSize sizeHint() const override { return {46 * fontMetrics().averageCharWidth(), 300}; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    Session& m_session;
};

} // namespace wattline::ui
