// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/formula_panel.h"

#include "core/expression/print.h"
#include "ui/pages/formula_actions.h"
#include "ui/pages/formula_card.h"
#include "ui/pages/search_status.h"
#include "ui/plots/expression_legend.h"
#include "ui/plots/expression_text.h"
#include "ui/plots/expression_view.h"
#include "ui/plots/formula_print.h"
#include "ui/plots/formula_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/tasks/latest_task.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTextBrowser>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

FormulaPanel::FormulaPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_actions(new FormulaActions(session, this)),
      m_measuring(new LatestTask(this)),
      m_describing(new LatestTask(this))
{
    buildLayout();
    connectChoices();
    connect(&m_session, &Session::studiedChanged, this, &FormulaPanel::takeStudied);
    connect(&m_session, &Session::searchChanged, this, &FormulaPanel::takeSearch);
    takeStudied();
}

void FormulaPanel::connectChoices()
{
    connect(m_units, &QComboBox::currentIndexChanged, this, &FormulaPanel::showFormula);
    connect(m_views, &QTabWidget::currentChanged, this, &FormulaPanel::drawCurrentView);
    connect(m_mathematics, &FormulaView::nodeClicked, this, &FormulaPanel::chooseNode);
    connect(m_tree->tree(), &ExpressionScene::nodeChosen, this, &FormulaPanel::chooseNode);
    connect(m_nodes, &SortedTable::rowChosen, this,
            [this](int row) { chooseNode(m_nodeModel->rows().at(static_cast<std::size_t>(row)).node); });
}

QList<QAction*> FormulaPanel::formulaActions() const
{
    return m_actions->actions();
}

void FormulaPanel::takeStudied()
{
    const std::shared_ptr<const StudiedFormula> studied = m_session.studied();
    if (studied == m_studied)
        return;
    // Beside its errors stand those of the formula that it came after: not of every one that a search passes.
    const bool comparable = studied && m_studied && studied->train.rows == m_studied->train.rows;
    const bool same = studied && m_studied && isSameFormula(*studied, *m_studied);
    if (!comparable || studied->followsSearch)
        m_before = nullptr;
    else if (!same)
        m_before = m_studied;
    m_studied = studied;
    if (!same) {
        m_card->clear(); // it spoke of another one
        return showFormula();
    }
    m_shown = inUnits(*m_studied, unitsOnShow());
    showErrors();
    drawCurrentView();
}

FormulaUnits FormulaPanel::unitsOnShow() const
{
    return static_cast<FormulaUnits>(m_units->currentIndex());
}

void FormulaPanel::showFormula()
{
    m_stack->setCurrentIndex(m_studied ? 1 : 0);
    m_chosen.reset();
    m_contributions.reset();
    m_contributionsAreAsked = false;
    m_mathematicsIsStale = true;
    m_treeIsStale = true;
    m_nodesAreStale = true;
    m_actions->setTarget(unitsOnShow(), m_chosen);
    if (!m_studied) {
        m_shown = {};
        m_names.clear();
        return drawCurrentView();
    }
    m_units->setVisible(isStandardised(*m_studied));
    m_shown = inUnits(*m_studied, unitsOnShow());
    m_names = variableNamesOf(m_shown);
    const QString note =
        isStandardised(m_shown) ? tr(" z_… are features less their mean, over their standard deviation.") : QString();
    m_caption->setText((protectedRules(m_shown.formula) + note).trimmed());
    m_caption->setVisible(!m_caption->text().isEmpty());
    m_text->setPlainText(shown(toText(m_shown.formula, m_names)));
    showErrors();
    drawCurrentView();
}

StudiedFormula FormulaPanel::withoutWithheld(StudiedFormula formula) const
{
    formula.test.errors = shownTestErrors(m_session.search(), formula);
    return formula;
}

std::unique_ptr<const StudiedFormula> FormulaPanel::formerOnShow() const
{
    return m_before ? std::make_unique<const StudiedFormula>(withoutWithheld(*m_before)) : nullptr;
}

void FormulaPanel::showErrors()
{
    const QString size = isStandardised(*m_studied) && !isStandardised(m_shown)
                             ? tr("%1: %2 nodes with the standardisation written out, depth %3.")
                             : tr("%1: %2 nodes, depth %3.");
    m_errors->setText(size.arg(m_studied->origin).arg(m_shown.formula.length()).arg(depthOf(m_shown.formula)) +
                      QLatin1Char('\n') + errorsLine(withoutWithheld(*m_studied), formerOnShow().get()));
    m_withholds = withholdsTestRows(m_session.search(), *m_studied);
    m_cardIsStale = true;
}

/// The test rows come to light when the search has ended.
void FormulaPanel::takeSearch()
{
    if (!m_studied || withholdsTestRows(m_session.search(), *m_studied) == m_withholds)
        return;
    showErrors();
    drawCurrentView();
}

void FormulaPanel::drawCurrentView()
{
    if (m_mathematicsIsStale && m_mathematics->isVisibleTo(this)) {
        m_mathematics->setFormula(m_shown.formula, m_names);
        m_mathematics->setAccessibleDescription(m_text->toPlainText());
        m_mathematicsIsStale = false;
    }
    if (m_tree->isVisibleTo(this) || m_nodes->isVisibleTo(this))
        askContributions();
    if (m_treeIsStale && m_tree->isVisibleTo(this))
        drawTree();
    if (m_nodesAreStale && m_nodes->isVisibleTo(this))
        drawNodes();
    if (m_cardIsStale && m_card->isVisibleTo(this))
        drawCard();
    markChosenNode();
    emit currentDrawingChanged();
}

void FormulaPanel::drawTree()
{
    ShownTree tree{m_shown.formula, m_names, m_contributions};
    if (m_studied)
        tree.targetUnit = targetUnitOf(*m_shown.train.rows);
    tree.describe = [this](std::size_t node) { return describe(node); };
    m_tree->setTree(std::move(tree));
    m_treeIsStale = false;
}

void FormulaPanel::drawNodes()
{
    std::optional<ContributionScale> scale;
    if (m_contributions)
        scale.emplace(*m_contributions, targetUnitOf(*m_shown.train.rows));
    m_nodeModel->setContents(nodeColumns(scale), nodeRows(m_shown.formula, m_names, m_contributions));
    m_nodes->fitColumns();
    constexpr int WidestNode = 200; // a deep tree must not push the rest out of sight
    m_nodes->setColumnWidth(0, std::min(m_nodes->columnWidth(0), WidestNode));
    m_nodesAreStale = false;
}

/// The intervals of many constants over many rows take a while.
void FormulaPanel::drawCard()
{
    m_cardIsStale = false;
    if (!m_studied || m_studied->train.rows->rows() == 0)
        return m_card->clear();
    const auto compute = [formula = m_studied](const RunContext& context) {
        return cardOf(cardSubjectOf(*formula), uncertaintySettingsOf(*formula), context);
    };
    const auto deliver = [this, formula = m_studied](Result<FormulaCard> card) {
        if (card && formula == m_studied)
            m_card->setHtml(formulaCardText(*card, withoutWithheld(*m_studied), formerOnShow().get()));
    };
    m_describing->ask(tr("Describing the formula"), workOf<FormulaCard>(compute, deliver));
}

void FormulaPanel::askContributions()
{
    if (m_contributionsAreAsked || m_shown.formula.nodes.empty() || m_shown.train.rows->rows() == 0)
        return;
    m_contributionsAreAsked = true;
    m_legend->setMessage(tr("Measuring what each node contributes…"));
    const auto compute = [formula = m_shown](const RunContext& context) {
        return contributionsOf(formula.formula, rowsInUnitsOf(formula, formula.train), context);
    };
    const auto deliver = [this, formula = m_shown.formula](Result<FormulaContributions> contributions) {
        if (contributions && formula == m_shown.formula)
            showContributions(*contributions);
    };
    m_measuring->ask(tr("Measuring nodes"), workOf<FormulaContributions>(compute, deliver));
}

void FormulaPanel::showContributions(const FormulaContributions& contributions)
{
    m_contributions = contributions;
    m_legend->setScale(ContributionScale(contributions, targetUnitOf(*m_shown.train.rows)));
    if (!m_treeIsStale)
        m_tree->tree()->setContributions(contributions);
    m_nodesAreStale = true;
    drawCurrentView();
}

/// The tool tip of a node: its subexpression, the range of its values over the training rows, what it contributes.
QString FormulaPanel::describe(std::size_t node) const
{
    constexpr qsizetype MostShown = 300;
    const Expression part = subtree(m_shown.formula, node);
    QString text = shortText(part, m_names, MostShown);
    if (!m_contributions)
        return text; // not measured yet
    const NodeContribution& found = m_contributions->nodes.at(node);
    if (std::isnan(found.low))
        return text + tr("\nNo value over the training rows is finite");
    text += tr("\nValues over the training rows: %1 to %2").arg(numberText(found.low), numberText(found.high));
    const ContributionScale scale(*m_contributions, targetUnitOf(*m_shown.train.rows));
    return text + tr("\nAt its median, %1, the training %2 changes by %3")
                      .arg(numberText(found.median), scale.measure(), scale.textWithUnit(found.change));
}

void FormulaPanel::chooseNode(std::size_t node)
{
    if (m_chosen == node)
        return;
    m_chosen = node;
    m_actions->setTarget(unitsOnShow(), m_chosen);
    markChosenNode();
}

void FormulaPanel::markChosenNode()
{
    if (!m_mathematicsIsStale)
        m_mathematics->setMarkedNode(m_chosen);
    if (!m_treeIsStale)
        m_tree->setChosenNode(m_chosen);
    if (m_nodesAreStale || !m_chosen)
        return;
    const std::vector<NodeRow>& rows = m_nodeModel->rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [this](const NodeRow& row) { return row.node == *m_chosen; });
    if (found != rows.end())
        m_nodes->chooseRow(static_cast<int>(found - rows.begin()));
}

std::optional<PaperDrawing> FormulaPanel::currentDrawing() const
{
    if (!m_studied)
        return std::nullopt;
    if (m_tree->isVisibleTo(this) && !m_treeIsStale)
        return treeDrawing(m_tree->tree()->shown(), m_tree->tree()->collapsedNodes(), plain(tr("Tree of the formula")));
    return formulaDrawing(m_shown.formula, m_names, plain(tr("Formula")));
}

} // namespace wattline::ui
