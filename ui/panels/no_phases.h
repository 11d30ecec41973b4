// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QMenu;
QT_END_NAMESPACE

namespace wattline::ui {

/// What stands in the place of the phases where none were found: which periods were looked for, why there are none, and
/// the two ways on: other settings, or marks by hand.
class NoPhases : public QWidget {
    Q_OBJECT

public:
    explicit NoPhases(Session& session, QWidget* parent = nullptr);

    /// Of the selected recording, whose phases are known.
    void refresh();

private:
    void fillMarks(QMenu* menu);

    Session& m_session;
    QLabel* m_sentence;
    QLabel* m_reason;
};

} // namespace wattline::ui
