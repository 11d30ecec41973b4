// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/session.h"

#include <QMainWindow>
#include <QStackedWidget>
#include <vector>

namespace wattline::ui {

/// The window: menus, page stack, docks and status bar. It holds no data.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Session& session, QWidget* parent = nullptr);

    const std::vector<Page*>& pages() const { return m_pages; }

private:
    Session& m_session;
    QStackedWidget* m_stack = nullptr;
    std::vector<Page*> m_pages;
};

} // namespace wattline::ui
