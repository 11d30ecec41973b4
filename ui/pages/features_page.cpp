// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/features_page.h"

#include "ui/pages/dataset_combos.h"
#include "ui/pages/empty_state.h"
#include "ui/panels/rows_panel.h"
#include "ui/panels/scatter_panel.h"
#include "ui/style/text.h"
#include "ui/tables/feature_model.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/feature_work.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <algorithm>

namespace wattline::ui {

FeaturesPage::FeaturesPage(Session& session, QWidget* parent) : Page(parent), m_session(session)
{
    auto* empty = new EmptyState(tr("Features need run metadata."), tr("Add Metadata CSV…"));
    connect(empty, &EmptyState::actionTriggered, this, &FeaturesPage::addMetadataRequested);
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->addWidget(buildControls());
    layout->addWidget(buildResults(), 1);
    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_stack);
    connectSession();
    showDataset();
}

QWidget* FeaturesPage::buildControls()
{
    auto* controls = new QWidget;
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins({});
    const auto addLabelled = [row](const QString& text, QWidget* widget) {
        auto* label = new QLabel(text);
        label->setBuddy(widget);
        row->addWidget(label);
        row->addWidget(widget);
        return label;
    };
    m_target = new QComboBox;
    m_target->setAccessibleName(tr("Target"));
    addLabelled(tr("Target:"), m_target);
    m_gpus = new QComboBox;
    m_gpus->setAccessibleName(tr("Runs by number of GPUs"));
    m_gpusLabel = addLabelled(tr("Runs:"), m_gpus);
    m_threshold = new QDoubleSpinBox;
    m_threshold->setAccessibleName(tr("Selection threshold"));
    m_threshold->setToolTip(tr("Selected where the size of r, or the mutual information in nats, is above this"));
    m_threshold->setRange(0.0, 1.0);
    m_threshold->setSingleStep(0.05);
    m_threshold->setKeyboardTracking(false);
    m_threshold->setValue(m_session.settings().features.threshold);
    addLabelled(tr("Threshold:"), m_threshold);
    row->addStretch();
    m_compute = new QPushButton(tr("Compute Table"));
    m_useSelected = new QPushButton(tr("Use Selected in Search"));
    m_useSelected->setToolTip(tr("Checks the features above the threshold and no others"));
    row->addWidget(m_compute);
    row->addWidget(m_useSelected);
    return controls;
}

QWidget* FeaturesPage::buildResults()
{
    m_model = new FeatureModel(this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Features"));
    m_caption = new QLabel;
    m_caption->setWordWrap(true);
    auto* upper = new QWidget;
    auto* upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins({});
    upperLayout->addWidget(m_table, 1);
    upperLayout->addWidget(m_caption);

    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    addFigures(new ScatterPanel(m_session), tr("Scatter"));
    m_tabs->addTab(new RowsPanel(m_session), tr("Rows"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &FeaturesPage::currentFigureChanged);

    auto* results = new QSplitter(Qt::Vertical);
    results->addWidget(upper);
    results->addWidget(m_tabs);
    results->setChildrenCollapsible(false);
    results->setStretchFactor(1, 1);
    results->setSizes({190, 300});
    return results;
}

void FeaturesPage::addFigures(FigurePanel* panel, const QString& title)
{
    m_tabs->addTab(panel, title);
    connect(panel, &FigurePanel::currentFigureChanged, this, &FeaturesPage::currentFigureChanged);
}

void FeaturesPage::connectSession()
{
    connect(&m_session, &Session::datasetChanged, this, &FeaturesPage::showDataset);
    connect(&m_session, &Session::choiceChanged, this, &FeaturesPage::showChoice);
    connect(&m_session, &Session::choiceChanged, this, &FeaturesPage::rankIfNeeded);
    connect(&m_session, &Session::settingsChanged, this, &FeaturesPage::rankIfNeeded);
    connect(&m_session, &Session::featureTableChanged, this, &FeaturesPage::showTable);
    connect(&m_session, &Session::selectionChanged, this, &FeaturesPage::chooseFeature);
    connect(&m_session, &Session::tasksChanged, this,
            [this] { m_compute->setEnabled(!m_session.isRunning(Job::Features)); });
    connect(m_target, &QComboBox::activated, this, [this] { chooseTarget(m_session, *m_target); });
    connect(m_gpus, &QComboBox::activated, this, [this] { chooseGpus(m_session, *m_gpus); });
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, [this](double threshold) {
        WorkSettings settings = m_session.settings();
        settings.features.threshold = threshold;
        m_session.setSettings(std::move(settings));
    });
    connect(m_compute, &QPushButton::clicked, this, [this] { rankFeaturesNow(m_session); });
    connect(m_useSelected, &QPushButton::clicked, this, [this] { useSelectedFeatures(m_session); });
    connect(m_model, &FeatureModel::usedChanged, this, [this](const std::vector<std::string>& names) {
        LearningChoice choice = m_session.choice();
        choice.features = names;
        m_session.setChoice(std::move(choice));
    });
    connect(m_table, &SortedTable::rowChosen, this, [this](int row) {
        Selection selection = m_session.selection();
        selection.feature = m_model->rows().at(static_cast<std::size_t>(row)).name;
        m_session.select(selection);
    });
}

void FeaturesPage::showDataset()
{
    const auto built = m_session.dataset();
    m_stack->setCurrentIndex(built ? 1 : 0);
    fillTargets(*m_target, built.get());
    const bool filtered = fillGpus(*m_gpus, built.get());
    m_gpus->setVisible(filtered);
    m_gpusLabel->setVisible(filtered);
    showChoice();
    showTable();
}

void FeaturesPage::showChoice()
{
    const LearningChoice& choice = m_session.choice();
    m_target->setCurrentIndex(m_target->findData(shown(choice.target)));
    const auto gpus = choice.where.find("gpus");
    m_gpus->setCurrentIndex(std::max(0, m_gpus->findData(gpus == choice.where.end() ? "" : shown(gpus->second))));
    m_model->setUsed(choice.features);
    showTable();
}

void FeaturesPage::rankIfNeeded()
{
    const Ranked wanted{m_session.dataset(), m_session.choice().target, m_session.choice().where,
                        m_session.settings().features.threshold};
    if (!wanted.dataset || wanted == m_ranked)
        return;
    m_ranked = wanted;
    m_threshold->setValue(wanted.threshold);
    rankFeaturesNow(m_session);
}

void FeaturesPage::showTable()
{
    const auto table = m_session.featureTable();
    m_useSelected->setEnabled(table != nullptr);
    if (!table) {
        m_model->setRows({});
        m_caption->setText(tr("No table yet."));
        return;
    }
    const bool fresh = m_model->rows().empty();
    m_model->setRows(table->features);
    if (fresh)
        m_table->fitColumns();
    m_caption->setText(tr("Over all %1 rows kept, not only training rows. %2 of %3 features are used in search and "
                          "comparison.")
                           .arg(table->rows)
                           .arg(m_session.choice().features.size())
                           .arg(table->features.size()));
    chooseFeature();
}

void FeaturesPage::chooseFeature()
{
    const auto& rows = m_model->rows();
    const auto isChosen = [this](const FeatureScore& score) { return score.name == m_session.selection().feature; };
    const auto found = std::find_if(rows.begin(), rows.end(), isChosen);
    if (found != rows.end())
        m_table->chooseRow(static_cast<int>(found - rows.begin()));
}

const FigurePanel* FeaturesPage::shownPanel() const
{
    return qobject_cast<const FigurePanel*>(m_tabs->currentWidget());
}

bool FeaturesPage::showsFigure() const
{
    return shownPanel() != nullptr && shownPanel()->showsFigure();
}

std::optional<Figure> FeaturesPage::currentFigure() const
{
    return shownPanel() != nullptr ? shownPanel()->currentFigure() : std::nullopt;
}

FigureView* FeaturesPage::currentView() const
{
    return shownPanel() != nullptr ? shownPanel()->currentView() : nullptr;
}

} // namespace wattline::ui
