// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_export.h"
#include "ui/tables/node_columns.h"
#include "ui/work/formula_work.h"

#include <QWidget>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTabWidget;
class QTextBrowser;
QT_END_NAMESPACE

namespace wattline::ui {

class ExpressionLegend;
class ExpressionView;
class FormulaActions;
class FormulaView;
class LatestTask;
class SortedTable;

/// The studied formula taken apart: as mathematics, as a tree and a table of nodes that say what each contributes, as a
/// card and as text. A node chosen in one is marked in the others, and is what the edits act on. Features in units of
/// the data set, or standardised and then named z_….
class FormulaPanel : public QWidget {
    Q_OBJECT

public:
    explicit FormulaPanel(Session& session, QWidget* parent = nullptr);

    /// What can be done to the formula, for the window's menu.
    QList<QAction*> formulaActions() const;
    /// The formula or the tree, whichever is on show, for paper; nothing without a formula.
    std::optional<PaperDrawing> currentDrawing() const;

signals:
    /// Something else is on show, or nothing any more.
    void currentDrawingChanged();

private:
    void buildLayout();
    QWidget* buildHeader();
    QWidget* buildViews();
    QWidget* buildTree();
    QWidget* buildEmpty();
    void connectChoices();

    void takeStudied();
    void takeSearch();
    /// The formula without the errors that nobody shall choose by.
    StudiedFormula withoutWithheld(StudiedFormula formula) const;
    std::unique_ptr<const StudiedFormula> formerOnShow() const; ///< null where there is none
    void showFormula();
    void showErrors();
    void drawCurrentView();
    void drawTree();
    void drawNodes();
    void drawCard();
    void askContributions();
    void showContributions(const FormulaContributions& contributions);
    QString describe(std::size_t node) const;
    void chooseNode(std::size_t node);
    void markChosenNode();
    FormulaUnits unitsOnShow() const;

    Session& m_session;
    std::shared_ptr<const StudiedFormula> m_studied;
    std::shared_ptr<const StudiedFormula> m_before; ///< what was studied before, on the same rows
    StudiedFormula m_shown;                         ///< the studied one in the units on show
    std::vector<std::string> m_names;
    std::optional<FormulaContributions> m_contributions; ///< of what is on show
    std::optional<std::size_t> m_chosen;
    bool m_mathematicsIsStale = false; ///< a view that is not on show is drawn when it is looked at
    bool m_treeIsStale = false;
    bool m_nodesAreStale = false;
    bool m_cardIsStale = false;
    bool m_withholds = false; ///< the errors on show leave the test rows out
    bool m_contributionsAreAsked = false;
    FormulaActions* m_actions;
    LatestTask* m_measuring;
    LatestTask* m_describing;
    QStackedWidget* m_stack = nullptr;
    QTabWidget* m_views = nullptr;
    QComboBox* m_units = nullptr;
    QLabel* m_errors = nullptr;
    QLabel* m_caption = nullptr;
    FormulaView* m_mathematics = nullptr;
    ExpressionView* m_tree = nullptr;
    ExpressionLegend* m_legend = nullptr;
    RowModel<NodeRow>* m_nodeModel = nullptr;
    SortedTable* m_nodes = nullptr;
    QTextBrowser* m_card = nullptr;
    QPlainTextEdit* m_text = nullptr;
};

} // namespace wattline::ui
