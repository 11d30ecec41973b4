// SPDX-License-Identifier: GPL-3.0-or-later
// What the Edit and Search menus have about formulas.
#include "ui/main_window.h"
#include "ui/style/text.h"
#include "ui/work/formula_work.h"

#include <QMenu>

namespace wattline::ui {

void MainWindow::fillFormulaNotations(QMenu* menu)
{
    for (const Notation& notation : allNotations())
        addTo(
            menu, shown(std::string(notation.title)), {}, [this, &notation] { copyFormula(m_session, notation); },
            [this] { return m_session.studied() != nullptr; });
}

void MainWindow::fillFormulaEdits(QMenu* menu)
{
    for (const Page* page : m_pages)
        menu->addActions(page->formulaActions());
}

} // namespace wattline::ui
