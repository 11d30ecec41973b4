// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/export_table_dialog.h"
#include "ui/dialogs/network_dialog.h"
#include "ui/dialogs/open_dialog.h"
#include "ui/main_window.h"
#include "ui/plots/figure_export.h"
#include "ui/plots/figure_view.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/window_memory.h"
#include "ui/work/compare_work.h"
#include "ui/work/feature_work.h"
#include "ui/work/stale_rows.h"
#include "ui/work/trace_work.h"

#include <QApplication>
#include <QClipboard>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QToolBar>

namespace wattline::ui {

QAction* MainWindow::addTo(QMenu* menu, const QString& text, const QKeySequence& key, std::function<void()> act,
                           std::function<bool()> possible)
{
    QAction* action = menu->addAction(text);
    action->setShortcut(key);
    if (act)
        connect(action, &QAction::triggered, this, std::move(act));
    if (possible)
        m_conditions.emplace_back(action, std::move(possible));
    return action;
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    m_open = addTo(menu, tr("&Open…"), QKeySequence::Open, [this] { openByDialog(m_session, this); });
    addTo(menu, tr("Add Re&cording…"), QKeySequence(tr("Ctrl+Shift+O")),
          [this] { addRecordingsByDialog(m_session, this); });
    m_recent = menu->addMenu(tr("Open &Recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    connect(&m_session, &Session::fileOpened, this, [this](const QString& path) {
        if (m_memory == Memory::Use)
            rememberFile(path);
    });
    addTo(menu, tr("Open &Sample Project"), {}, [this] { openSampleProject(m_session); });
    menu->addSeparator();
    fillRecordingActions(menu);
    menu->addSeparator();
    m_export = addTo(
        menu, tr("&Export Figure…"), QKeySequence(tr("Ctrl+Shift+E")), [this] { exportFigure(); },
        [this] { return showsFigure(); });
    addTo(
        menu, tr("Export &Table…"), QKeySequence(tr("Ctrl+Shift+T")),
        [this] {
            if (const SortedTable* table = m_tables.current(currentPage()))
                exportTableByDialog(m_session, *table, this);
        },
        [this] {
            const SortedTable* table = m_tables.current(currentPage());
            return table != nullptr && table->model()->rowCount() > 0;
        });
    connect(&m_tables, &TableInFocus::changed, this, &MainWindow::refreshActions);
    connect(menu, &QMenu::aboutToShow, this, &MainWindow::refreshActions);
    menu->addSeparator();
    addTo(menu, tr("&Quit"), QKeySequence::Quit, [this] { close(); });
}

void MainWindow::fillRecentMenu()
{
    m_recent->clear();
    for (const QString& file : rememberedFiles())
        m_recent->addAction(file, this, [this, file] { openAfterPreview(m_session, {pathOf(file)}, this); });
    if (m_recent->isEmpty()) {
        m_recent->addAction(tr("No recent files"))->setEnabled(false);
        return;
    }
    m_recent->addSeparator();
    m_recent->addAction(tr("Clear List"), this, [] { forgetFiles(); });
}

void MainWindow::makeEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = m_session.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = m_session.undoStack().createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    menu->addActions({undo, redo});
    menu->addSeparator();
    addTo(
        menu, tr("Copy &Image"), QKeySequence(tr("Ctrl+Shift+C")), [this] { copyImage(); },
        [this] { return showsFigure(); });
    fillFormulaNotations(menu->addMenu(tr("Copy &Formula As")));
}

void MainWindow::makeFeaturesMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("Fe&atures"));
    addTo(menu, tr("&Import Metadata…"), {}, [this] { importMetadataByDialog(m_session, this); });
    addTo(
        menu, tr("&Measure Again"), {}, [this] { measureAgain(m_session); },
        [this] { return canMeasureAgain(m_session); });
    addTo(
        menu, tr("&Compute Table"), {}, [this] { rankFeaturesNow(m_session); },
        [this] { return m_session.dataset() != nullptr; });
    addTo(
        menu, tr("&Use Selected in Search"), {}, [this] { useSelectedFeatures(m_session); },
        [this] { return m_session.featureTable() != nullptr; });
    menu->addSeparator();
    addTo(menu, tr("&Network Catalogue…"), {}, [this] {
        auto* dialog = new NetworkDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void MainWindow::makeCompareMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Compare"));
    addTo(
        menu, tr("&Train Baselines"), {}, [this] { trainBaselines(m_session, m_session.settings().comparison); },
        [this] { return m_session.learningData() && !m_session.isRunning(Job::Comparison); });
    addTo(
        menu, tr("&Stop"), {}, [this] { stopComparison(m_session); },
        [this] { return m_session.isRunning(Job::Comparison); });
    menu->addSeparator();
    addTo(
        menu, tr("&Add Formula to Table"), {}, [this] { addStudiedFormula(m_session); },
        [this] { return canAddStudiedFormula(m_session); });
    addTo(
        menu, tr("&Remove Formula from Table"), {}, [this] { removeFormula(m_session); },
        [this] {
            return m_session.settings().comparison.formula.has_value() && !m_session.isRunning(Job::Comparison);
        });
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    addTo(menu, tr("&About Wattline"), {}, [this] { showAbout(); });
}

void MainWindow::makeToolBar()
{
    m_toolBar = addToolBar(tr("Main Toolbar"));
    m_toolBar->setObjectName(QStringLiteral("mainToolBar"));
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const auto& [action, icon] :
         {std::pair{m_open, Icon::Open}, std::pair{m_detect, Icon::DetectPhases}, std::pair{m_fit, Icon::Fit},
          std::pair{m_cursors, Icon::Cursors}, std::pair{m_start, Icon::Start}, std::pair{m_pause, Icon::Pause},
          std::pair{m_stop, Icon::Stop}, std::pair{m_export, Icon::ExportFigure}}) {
        action->setIcon(iconOf(icon));
        m_toolBar->addAction(action);
    }
}

void MainWindow::exportFigure()
{
    if (const std::optional<PaperDrawing> drawing = currentPage()->currentDrawing())
        return exportByDialog(m_session, *drawing, this);
    const std::optional<Figure> figure = currentPage()->currentFigure();
    if (figure)
        exportByDialog(m_session, *figure, currentView(), this);
}

void MainWindow::copyImage()
{
    if (const std::optional<PaperDrawing> drawing = currentPage()->currentDrawing()) {
        FigureExportSettings settings;
        settings.heightMillimetres = drawing->heightMillimetres;
        return QApplication::clipboard()->setImage(drawingImage(*drawing, settings));
    }
    const std::optional<Figure> figure = currentPage()->currentFigure();
    if (figure)
        QApplication::clipboard()->setImage(figureImage(*figure, {}));
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Wattline"),
                       tr("<h3>Wattline %1</h3><p>Workbench for the power that GPUs draw while they train.</p>"
                          "<p>Free software under the GNU General Public License, version 3 or later.</p>"
                          "<p>Plots are drawn by QCustomPlot (GPL); the window is built with Qt.</p>")
                           .arg(QStringLiteral(WATTLINE_VERSION)));
}

} // namespace wattline::ui
