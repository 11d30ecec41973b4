// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"
#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QProgressBar;
class QToolButton;
QT_END_NAMESPACE

namespace wattline::ui {

/// The running task that was started first, with its progress and a button that stops it; how many wait beside it.
class TaskStatus : public QWidget {
    Q_OBJECT

public:
    explicit TaskStatus(Session& session, QWidget* parent = nullptr);

private:
    void refresh();

    Session& m_session;
    QLabel* m_title;
    QProgressBar* m_bar;
    QToolButton* m_cancel;
};

/// "Selected 12.4 s, 14.3 kJ": the length of the selected stretch and the energy of the GPUs that it covers; empty
/// where nothing is selected.
QString selectionText(const Session& session);

/// "Time 12.34 s · Power 291 W" for a place in a panel.
QString pointerText(const FigurePanel& panel, double x, double y);

} // namespace wattline::ui
