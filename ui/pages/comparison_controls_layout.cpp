// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/group_columns.h"
#include "ui/pages/comparison_controls.h"
#include "ui/style/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>

namespace wattline::ui {

namespace {

constexpr int MostRepeats = 1000;

void addLabelled(QHBoxLayout& row, const QString& text, QWidget* widget)
{
    auto* label = new QLabel(text);
    label->setBuddy(widget);
    row.addWidget(label);
    row.addWidget(widget);
}

QComboBox* chooser(const QString& name, const QString& toolTip)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setToolTip(toolTip);
    return box;
}

QDoubleSpinBox* numberBox(const QString& name, double most, double step)
{
    auto* box = new QDoubleSpinBox;
    box->setAccessibleName(name);
    box->setRange(0.0, most);
    box->setSingleStep(step);
    box->setKeyboardTracking(false);
    return box;
}

} // namespace

QHBoxLayout* ComparisonControls::buildTraining()
{
    m_train = new QPushButton(tr("Train Baselines"));
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setToolTip(tr("End the training; finished repeats stand"));
    m_effort = chooser(tr("Effort"),
                       tr("Quick: sampled grids and a small search. Paper: the whole grids and the paper's search."));
    m_effort->addItem(tr("Quick"), static_cast<int>(Effort::Quick));
    m_effort->addItem(tr("Paper"), static_cast<int>(Effort::Paper));
    m_repeats = new QSpinBox;
    m_repeats->setRange(1, MostRepeats);
    m_repeats->setAccessibleName(tr("Repeats"));
    m_repeats->setKeyboardTracking(false);
    m_baseline = chooser(tr("Baseline"), tr("The other methods are tested against this one; choose it beforehand"));
    buildMethods();
    m_tuneAll = new QCheckBox(tr("Tune every split"));
    m_tuneAll->setToolTip(tr("Search the grids in the training rows of every split. Otherwise in the first three, and "
                             "the winner is used again."));
    auto* row = new QHBoxLayout;
    row->addWidget(m_train);
    row->addWidget(m_stop);
    row->addSpacing(12);
    row->addWidget(m_methods);
    addLabelled(*row, tr("Baseline:"), m_baseline);
    addLabelled(*row, tr("Repeats:"), m_repeats);
    addLabelled(*row, tr("Effort:"), m_effort);
    row->addWidget(m_tuneAll);
    row->addStretch();
    return row;
}

QHBoxLayout* ComparisonControls::buildRules()
{
    m_split = chooser(tr("Split"), tr("How the rows are drawn to train, validate and test, and into the folds"));
    m_split->addItem(tr("Random"), static_cast<int>(SplitRule::Kind::Random));
    m_split->addItem(tr("Stratified by"), static_cast<int>(SplitRule::Kind::Stratified));
    m_split->addItem(tr("Grouped by"), static_cast<int>(SplitRule::Kind::Grouped));
    m_split->setItemData(1, tr("Every value of the column has its share in each part"), Qt::ToolTipRole);
    m_split->setItemData(2, tr("Whole groups are held out: how well a method does on a group it has never seen"),
                         Qt::ToolTipRole);
    m_column = chooser(tr("Split column"), tr("The column to stratify or group by"));
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    buildSelection();
    m_negligible = numberBox(tr("Negligible share"), 99.0, 0.5);
    m_negligible->setSuffix(tr(" %"));
    m_negligible->setDecimals(1);
    m_negligible->setToolTip(tr("A difference of the MSE up to this share of the baseline's does not matter"));
    auto* row = new QHBoxLayout;
    addLabelled(*row, tr("Split:"), m_split);
    row->addWidget(m_column);
    row->addSpacing(12);
    addLabelled(*row, tr("Features:"), m_select);
    row->addWidget(m_threshold);
    row->addSpacing(12);
    addLabelled(*row, tr("Negligible up to:"), m_negligible);
    row->addStretch();
    return row;
}

void ComparisonControls::buildSelection()
{
    m_select = chooser(tr("Selection of features"),
                       tr("Which of the chosen features the methods learn from. A selection is made anew on the "
                          "training rows of each split; the table says how often each feature was taken."));
    m_select->addItem(tr("All chosen"), static_cast<int>(FeatureSelection::By::None));
    m_select->addItem(tr("Per split, |r| above"), static_cast<int>(FeatureSelection::By::Pearson));
    m_select->addItem(tr("Per split, |r| or MI above"), static_cast<int>(FeatureSelection::By::Union));
    m_threshold = numberBox(tr("Threshold of the selection"), 10.0, 0.05);
    m_threshold->setToolTip(tr("Of the size of Pearson's r, and of the mutual information in nats"));
}

void ComparisonControls::buildMethods()
{
    m_methods = new QPushButton;
    m_methods->setAccessibleName(tr("Methods to train"));
    m_methodMenu = new QMenu(m_methods);
    m_methods->setMenu(m_methodMenu);
    for (const Method& method : allMethods(Effort::Quick)) {
        m_baseline->addItem(shown(method.title), shown(method.id));
        QAction* action = m_methodMenu->addAction(shown(method.title));
        action->setCheckable(true);
        action->setData(shown(method.id));
        connect(action, &QAction::triggered, this, &ComparisonControls::takeSettings);
    }
}

void ComparisonControls::fillColumns()
{
    m_column->clear();
    const auto built = m_session.dataset();
    for (const std::string& name : built ? groupColumns(built->dataset) : std::vector<std::string>())
        m_column->addItem(shown(name));
    showSplit();
}

} // namespace wattline::ui
