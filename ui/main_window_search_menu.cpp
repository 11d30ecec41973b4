// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/search_choice.h"
#include "ui/main_window.h"
#include "ui/work/search_work.h"

#include <QMenuBar>

namespace wattline::ui {

void MainWindow::makeSearchMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Search"));
    m_start = addTo(
        menu, tr("&Start"), QKeySequence(tr("Ctrl+Return")), [this] { startByDialog(m_session, this); },
        [this] {
            m_start->setText(m_session.search().run == SearchRun::Paused ? tr("Re&sume") : tr("&Start"));
            return mayStart(m_session);
        });
    m_pause = addTo(
        menu, tr("P&ause"), QKeySequence(tr("Ctrl+Shift+Return")), [this] { pauseSearch(m_session); },
        [this] { return mayPause(m_session); });
    m_stop = addTo(
        menu, tr("St&op"), QKeySequence(tr("Ctrl+.")), [this] { stopSearch(m_session); },
        [this] { return mayStop(m_session); });
    addTo(
        menu, tr("Contin&ue or Start Fresh…"), {}, [this] { continueOrStartFresh(m_session, this); },
        [this] { return mayContinue(m_session); });
    menu->addSeparator();
    fillFormulaEdits(menu);
    menu->addSeparator();
    addTo(
        menu, tr("Save C&heckpoint…"), {}, [this] { saveSearchByDialog(m_session, this); },
        [this] { return maySave(m_session); });
}

} // namespace wattline::ui
