// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/data/scaler.h"
#include "core/expression/expression.h"

#include <QWidget>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class ExpressionView;
class FormulaView;

/// A formula with what is needed to read it.
struct ShownFormula {
    Expression standardised; ///< as searched: in features of zero mean and unit variance
    Expression measured;     ///< the same in units of the data set
    Scaler scaler;
    std::shared_ptr<const RegressionData> rows; ///< over which values of subexpressions are told
};

/// How a formula is written when it is copied.
enum class FormulaNotation { Text, Latex, Python };

/// A formula as mathematics, as text and as a tree; a subexpression chosen in one is marked in the other. Features in
/// units of the data set, or standardised and then named z_….
class FormulaPanel : public QWidget {
    Q_OBJECT

public:
    explicit FormulaPanel(QWidget* parent = nullptr);

    void setFormula(ShownFormula formula);
    void clear();

    /// What is on show in the given notation; empty without a formula.
    QString formulaAs(FormulaNotation notation) const;
    void copyFormula(FormulaNotation notation) const;

private:
    QWidget* buildHeader();
    void refresh();
    void drawCurrentView();
    const Expression& expression() const;
    std::vector<std::string> names() const;
    QString describe(std::size_t node) const;
    void chooseNode(std::size_t node);
    void markChosenNode();

    ShownFormula m_formula;
    std::optional<std::size_t> m_chosen;
    bool m_mathematicsIsStale = false; ///< a view that is not on show is drawn when it is looked at
    bool m_treeIsStale = false;
    QTabWidget* m_views = nullptr;
    QComboBox* m_units = nullptr;
    QPushButton* m_copy = nullptr;
    QLabel* m_caption = nullptr;
    FormulaView* m_mathematics = nullptr;
    QPlainTextEdit* m_text = nullptr;
    ExpressionView* m_tree = nullptr;
};

} // namespace wattline::ui
