// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
QT_END_NAMESPACE

namespace wattline::ui {

/// One line above the pages that says what just happened, with a button for each action that mends it or follows it up.
/// It stays until it is closed or replaced, a problem by another problem alone; a mere note, with nothing to do about
/// it, goes to the Messages panel alone.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showMessage(const Message& message);

private:
    void showActions(const std::vector<MessageAction>& actions);

    Severity m_severity = Severity::Note; ///< of what is on show
    QLabel* m_sign;
    QLabel* m_text;
    QHBoxLayout* m_actions;
};

} // namespace wattline::ui
