// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/pages/all_pages.h"

namespace wattline::ui {

MainWindow::MainWindow(Session& session, QWidget* parent) : QMainWindow(parent), m_session(session)
{
    m_stack = new QStackedWidget(this);
    setCentralWidget(m_stack);
    m_pages = allPages(m_session, m_stack);
    for (Page* page : m_pages)
        m_stack->addWidget(page);
}

} // namespace wattline::ui
