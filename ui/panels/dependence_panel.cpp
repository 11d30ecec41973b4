// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/dependence_panel.h"

#include "core/report/dependence_figure.h"
#include "core/report/figures.h"
#include "ui/panels/figure_or_table.h"
#include "ui/panels/no_formula.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/row_mark.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

DependencePanel::DependencePanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    auto* parts = new QSplitter(Qt::Horizontal);
    parts->addWidget(buildFeatures());
    parts->addWidget(buildDependence());
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(1, 1);
    parts->setSizes({240, 400});
    m_stack = new QStackedWidget;
    m_stack->addWidget(
        new NoFormula(session, tr("How a formula depends on each feature is shown here as soon as there is one.")));
    m_stack->addWidget(parts);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    connectSession();
}

QWidget* DependencePanel::buildFeatures()
{
    m_featureModel = new RowModel<DependenceRow>(dependenceColumns({}), this);
    m_features = new SortedTable(m_featureModel);
    m_features->setAccessibleName(tr("Features of the formula"));
    return m_features;
}

QWidget* DependencePanel::buildDependence()
{
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Partial dependence"));
    m_placeModel = new RowModel<DependencePlace>(placeColumns({}, {}), this);
    m_places = new SortedTable(m_placeModel);
    m_places->setAccessibleName(tr("Partial dependence in numbers"));
    m_dependence = new FigureOrTable(m_view, m_places, tr("Dependence as table"));
    return m_dependence;
}

void DependencePanel::connectSession()
{
    connect(&m_session, &Session::studiedChanged, this, &DependencePanel::compute);
    connect(&m_session, &Session::selectionChanged, this, &DependencePanel::showFeature);
    connect(m_features, &SortedTable::rowChosen, this, [this](int row) {
        if (m_filling)
            return;
        Selection selection = m_session.selection();
        selection.feature = plain(m_featureModel->rows().at(static_cast<std::size_t>(row)).column);
        m_session.select(selection);
    });
    connect(m_view, &FigureView::pointClicked, this, [this](std::size_t, std::size_t curve, std::size_t point) {
        Selection selection = m_session.selection();
        selection.datasetRow = datasetRowAt(*m_view, curve, point);
        m_session.select(selection);
    });
}

void DependencePanel::showEvent(QShowEvent* event)
{
    FigurePanel::showEvent(event);
    compute();
}

void DependencePanel::compute()
{
    const auto studied = m_session.studied();
    if (studied == m_computed)
        return;
    if (!studied || studied->train.rows->rows() == 0) {
        m_computed = studied;
        return showDependences(nullptr, {});
    }
    if (!isVisible())
        return; // computed when it is shown
    m_computed = studied;
    const auto work = [studied](const RunContext& context) {
        return partialDependences(studied->measured(), *studied->train.rows, {}, context);
    };
    const auto deliver = [this, studied](Result<Dependences> dependences) {
        if (dependences && m_session.studied() == studied)
            showDependences(studied, *std::move(dependences));
    };
    m_task.ask(tr("Computing partial dependence"), workOf<Dependences>(work, deliver));
}

void DependencePanel::showDependences(std::shared_ptr<const StudiedFormula> studied, Dependences dependences)
{
    m_dependences = std::move(dependences);
    m_rows = studied ? studied->train.rows : nullptr;
    const auto size = [](const PartialDependence& d) { return std::isnan(d.swing()) ? -1.0 : d.swing(); };
    std::stable_sort(m_dependences.begin(), m_dependences.end(),
                     [&](const PartialDependence& a, const PartialDependence& b) { return size(a) > size(b); });
    fillFeatures();
    showFeature();
    m_stack->setCurrentIndex(m_rows ? 1 : 0);
}

void DependencePanel::fillFeatures()
{
    std::vector<DependenceRow> rows;
    for (const PartialDependence& dependence : m_dependences) {
        const std::string& column = m_rows->featureNames.at(dependence.feature);
        rows.push_back({shown(axisOfColumn(column).quantity), shown(column), dependence.swing()});
    }
    const QString unit = m_rows ? shown(axisOfColumn(m_rows->targetName).unit) : QString();
    m_filling = true;
    m_featureModel->setContents(dependenceColumns(unit), std::move(rows));
    m_filling = false;
    m_features->fitColumns();
}

/// The selected feature where the formula reads it, else the one that moves the prediction most.
const PartialDependence* DependencePanel::chosen() const
{
    const auto isSelected = [this](const PartialDependence& dependence) {
        return m_rows->featureNames.at(dependence.feature) == m_session.selection().feature;
    };
    const auto found = std::find_if(m_dependences.begin(), m_dependences.end(), isSelected);
    if (found != m_dependences.end())
        return &*found;
    return m_dependences.empty() ? nullptr : &m_dependences.front();
}

void DependencePanel::showFeature()
{
    const PartialDependence* dependence = chosen();
    if (dependence == nullptr) {
        m_view->setFigure({});
        m_placeModel->setRows({});
        m_dependence->setCaption(m_rows ? tr("This formula is a constant: it depends on no feature.") : QString());
        return emit currentFigureChanged();
    }
    m_filling = true;
    m_features->chooseRow(static_cast<int>(dependence - m_dependences.data()));
    m_filling = false;
    drawFeature();
}

void DependencePanel::drawFeature()
{
    const PartialDependence& dependence = *chosen();
    Figure figure = dependenceFigure(dependence, *m_rows);
    const ViewRange range = figure.title == m_view->figure().title ? ViewRange::Keep : ViewRange::FitAll;
    m_view->setFigure(std::move(figure), range);
    const std::string& feature = m_rows->featureNames.at(dependence.feature);
    m_placeModel->setContents(
        placeColumns(shown(axisOfColumn(feature).label()), shown(axisOfColumn(m_rows->targetName).label())),
        placesOf(dependence));
    m_places->fitColumns();
    m_dependence->setCaption(
        tr("Each of %1 training rows is predicted anew at every place of the feature, its other features "
           "as they are.")
            .arg(dependence.rows));
    markDatasetRow(*m_view, m_session.selection().datasetRow);
    emit currentFigureChanged();
}

} // namespace wattline::ui
