// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/features_page.h"

#include "core/report/figures.h"
#include "ui/pages/empty_state.h"
#include "ui/pages/feature_controls.h"
#include "ui/panels/effects_panel.h"
#include "ui/panels/matrix_panel.h"
#include "ui/panels/rows_panel.h"
#include "ui/panels/scatter_panel.h"
#include "ui/style/text.h"
#include "ui/tables/feature_model.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/feature_work.h"

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

bool hasIntervals(const std::vector<FeatureScore>& scores)
{
    return std::any_of(scores.begin(), scores.end(),
                       [](const FeatureScore& s) { return s.pearsonInterval.has_value(); });
}

/// Where Pearson and mutual information would select differently.
QString disagreement(const FeatureTable& table, double threshold)
{
    QStringList names;
    for (const FeatureScore& score : table.features) {
        if ((std::abs(score.pearsonR) > threshold) != (score.miNats > threshold))
            names << shown(axisOfColumn(score.name).quantity);
    }
    return names.isEmpty() ? FeaturesPage::tr("Pearson and mutual information agree on all of them.")
                           : FeaturesPage::tr("Pearson and mutual information disagree on: %1.")
                                 .arg(names.join(QStringLiteral(", ")));
}

} // namespace

FeaturesPage::FeaturesPage(Session& session, QWidget* parent) : Page(parent), m_session(session)
{
    auto* empty = new EmptyState(tr("Features need run metadata."), tr("Add Metadata CSV…"));
    connect(empty, &EmptyState::actionTriggered, this, &FeaturesPage::addMetadataRequested);
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->addWidget(new FeatureControls(m_session));
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
    addFigures(new MatrixPanel(m_session), tr("Matrix"));
    addFigures(new EffectsPanel(m_session), tr("Effects"));
    m_tabs->addTab(new RowsPanel(m_session), tr("Rows"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &FeaturesPage::currentFigureChanged);

    auto* results = new QSplitter(Qt::Vertical);
    results->addWidget(upper);
    results->addWidget(m_tabs);
    results->setChildrenCollapsible(false);
    results->setStretchFactor(0, 1);
    results->setStretchFactor(1, 2);
    results->setSizes({170, 340});
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
    connect(m_model, &FeatureModel::usedChanged, this, [this](const std::vector<std::string>& names) {
        LearningChoice choice = m_session.choice();
        choice.features = names;
        m_session.setChoice(std::move(choice));
    });
    connect(m_model, &FeatureModel::discreteChanged, this, [this](const std::string& name, bool discrete) {
        WorkSettings settings = m_session.settings();
        std::erase(settings.features.discrete, name);
        if (discrete)
            settings.features.discrete.push_back(name);
        m_session.setSettings(std::move(settings));
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
    showChoice();
}

void FeaturesPage::showChoice()
{
    m_model->setUsed(m_session.choice().features);
    showTable();
}

void FeaturesPage::rankIfNeeded()
{
    const Ranked wanted{m_session.dataset(), m_session.choice().target, m_session.choice().where,
                        m_session.settings().features};
    if (!wanted.dataset || wanted == m_ranked)
        return;
    m_ranked = wanted;
    rankFeaturesNow(m_session);
}

void FeaturesPage::showTable()
{
    const auto table = m_session.featureTable();
    if (!table) {
        m_model->setRows({});
        m_caption->setText(tr("No table yet."));
        return;
    }
    const bool fresh = m_model->rows().empty() || hasIntervals(m_model->rows()) != hasIntervals(table->features);
    m_model->setRows(table->features);
    if (fresh)
        m_table->fitColumns();
    m_caption->setText(tr("Over all %1 rows kept, not only training rows. %2 of %3 features are used in search and "
                          "comparison. %4")
                           .arg(table->rows)
                           .arg(m_session.choice().features.size())
                           .arg(table->features.size())
                           .arg(disagreement(*table, m_session.settings().features.threshold)));
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
