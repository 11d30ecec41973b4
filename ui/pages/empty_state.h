// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

/// What a page shows while it has nothing to show: one sentence, and the button that mends it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString& sentence, const QString& action, QWidget* parent = nullptr);

    void setActionEnabled(bool enabled);
    /// A further button beside the first; whoever adds it connects it.
    QPushButton* addButton(const QString& text);

signals:
    void actionTriggered();

private:
    QPushButton* m_button;
    QHBoxLayout* m_buttons;
};

} // namespace wattline::ui
