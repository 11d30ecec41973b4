// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/formula_panel.h"

#include "core/expression/evaluate.h"
#include "core/expression/print.h"
#include "ui/plots/expression_view.h"
#include "ui/plots/formula_view.h"
#include "ui/style/text.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

namespace wattline::ui {

namespace {

constexpr double ZoomStep = 1.25;
enum Units { Measured, Standardised }; // items of the box

QToolButton* toolButton(const QString& text, const QString& name)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    return button;
}

/// The view over a line with its zoom.
template <class View>
QWidget* zoomable(const QString& title, View* view)
{
    auto* smaller = toolButton(QStringLiteral("\u2212"), QObject::tr("Zoom Out: %1").arg(title));
    auto* larger = toolButton(QStringLiteral("+"), QObject::tr("Zoom In: %1").arg(title));
    auto* fit = toolButton(QObject::tr("Fit"), QObject::tr("Fit: %1").arg(title));
    QObject::connect(smaller, &QToolButton::clicked, view, [view] { view->zoomBy(1.0 / ZoomStep); });
    QObject::connect(larger, &QToolButton::clicked, view, [view] { view->zoomBy(ZoomStep); });
    QObject::connect(fit, &QToolButton::clicked, view, [view] { view->fit(); });
    auto* tools = new QHBoxLayout;
    tools->addStretch();
    for (QToolButton* button : {smaller, larger, fit})
        tools->addWidget(button);
    auto* whole = new QWidget;
    auto* layout = new QVBoxLayout(whole);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(view, 1);
    layout->addLayout(tools);
    return whole;
}

} // namespace

FormulaPanel::FormulaPanel(QWidget* parent) : QWidget(parent)
{
    m_mathematics = new FormulaView;
    m_text = new QPlainTextEdit;
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Formula as text"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_tree = new ExpressionView;
    m_views = new QTabWidget;
    m_views->addTab(zoomable(tr("Formula"), m_mathematics), tr("Formula"));
    m_views->addTab(zoomable(tr("Tree"), m_tree), tr("Tree"));
    m_views->addTab(m_text, tr("Text"));
    m_caption = new QLabel;
    m_caption->setWordWrap(true);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(buildHeader());
    layout->addWidget(m_views, 1);
    layout->addWidget(m_caption);
    connect(m_units, &QComboBox::currentIndexChanged, this, &FormulaPanel::refresh);
    connect(m_views, &QTabWidget::currentChanged, this, &FormulaPanel::drawCurrentView);
    connect(m_mathematics, &FormulaView::nodeClicked, this, &FormulaPanel::chooseNode);
    connect(m_tree->tree(), &ExpressionScene::nodeChosen, this, &FormulaPanel::chooseNode);
    refresh();
}

QWidget* FormulaPanel::buildHeader()
{
    m_units = new QComboBox;
    m_units->addItem(tr("Features as measured"));
    m_units->addItem(tr("Features standardised"));
    m_units->setAccessibleName(tr("Units of the formula"));
    m_copy = new QPushButton(tr("Copy Formula As"));
    auto* menu = new QMenu(m_copy);
    menu->addAction(tr("Text"), this, [this] { copyFormula(FormulaNotation::Text); });
    menu->addAction(tr("LaTeX"), this, [this] { copyFormula(FormulaNotation::Latex); });
    menu->addAction(tr("Python"), this, [this] { copyFormula(FormulaNotation::Python); });
    m_copy->setMenu(menu);
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins({});
    row->addWidget(m_units);
    row->addStretch();
    row->addWidget(m_copy);
    return header;
}

void FormulaPanel::setFormula(ShownFormula formula)
{
    m_formula = std::move(formula);
    refresh();
}

void FormulaPanel::clear()
{
    setFormula({});
}

const Expression& FormulaPanel::expression() const
{
    return m_units->currentIndex() == Standardised ? m_formula.standardised : m_formula.measured;
}

std::vector<std::string> FormulaPanel::names() const
{
    if (!m_formula.rows)
        return {};
    std::vector<std::string> names = m_formula.rows->featureNames;
    if (m_units->currentIndex() == Standardised) {
        for (std::string& name : names)
            name = "z_" + name;
    }
    return names;
}

void FormulaPanel::refresh()
{
    const bool empty = m_formula.measured.nodes.empty();
    m_copy->setEnabled(!empty);
    m_units->setEnabled(!empty);
    m_chosen.reset();
    m_mathematicsIsStale = true;
    m_treeIsStale = true;
    drawCurrentView();
    m_text->setPlainText(formulaAs(FormulaNotation::Text));
    if (empty)
        return m_caption->clear();
    const QString size = tr("%1 nodes, depth %2.").arg(expression().length()).arg(depthOf(expression()));
    const QString standardised = tr("z_… are features less their mean, over their standard deviation.");
    const QString protectedForms = tr("Where a divisor or the argument of a logarithm is within ±0.001, "
                                      "a\u2060/\u2060b is 1, ln|a| and 1\u2060/\u2060a are 0.");
    m_caption->setText(size + QLatin1Char(' ') +
                       (m_units->currentIndex() == Standardised ? standardised + QLatin1Char(' ') : QString()) +
                       protectedForms);
}

void FormulaPanel::drawCurrentView()
{
    if (m_mathematicsIsStale && m_mathematics->isVisibleTo(this)) {
        m_mathematics->setFormula(expression(), names());
        m_mathematicsIsStale = false;
    }
    if (m_treeIsStale && m_tree->isVisibleTo(this)) {
        m_tree->setExpression(expression(), names(), [this](std::size_t node) { return describe(node); });
        m_treeIsStale = false;
    }
    markChosenNode();
}

QString FormulaPanel::formulaAs(FormulaNotation notation) const
{
    if (expression().nodes.empty())
        return {};
    switch (notation) {
    case FormulaNotation::Latex:
        return shown(toLatex(expression(), names()));
    case FormulaNotation::Python:
        return shown(toPython(expression(), names()));
    case FormulaNotation::Text:
        break;
    }
    return shown(toText(expression(), names()));
}

void FormulaPanel::copyFormula(FormulaNotation notation) const
{
    QGuiApplication::clipboard()->setText(formulaAs(notation));
}

/// The tool tip of a node: its subexpression and the range of its values over the training rows.
QString FormulaPanel::describe(std::size_t node) const
{
    constexpr qsizetype MostShown = 300;
    const Expression part = subtree(expression(), node);
    QString text = shown(toText(part, names()));
    if (text.size() > MostShown)
        text = text.left(MostShown) + QStringLiteral("…");
    if (!m_formula.rows || m_formula.rows->rows() == 0)
        return text;
    const Eigen::MatrixXd& measured = m_formula.rows->features;
    const Eigen::VectorXd values = m_units->currentIndex() == Standardised
                                       ? evaluate(part, m_formula.scaler.transform(measured))
                                       : evaluate(part, measured);
    return tr("%1\nValues over the training rows: %2 to %3")
        .arg(text, numberText(values.minCoeff()), numberText(values.maxCoeff()));
}

void FormulaPanel::chooseNode(std::size_t node)
{
    m_chosen = node;
    markChosenNode();
}

void FormulaPanel::markChosenNode()
{
    if (!m_mathematicsIsStale)
        m_mathematics->setMarkedNode(m_chosen);
    if (!m_treeIsStale)
        m_tree->tree()->setChosenNode(m_chosen);
}

} // namespace wattline::ui
