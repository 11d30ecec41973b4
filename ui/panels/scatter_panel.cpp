// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/scatter_panel.h"

#include "core/report/figures.h"
#include "core/report/trend_report.h"
#include "ui/pages/row_details.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/row_mark.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/tables/trend_model.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

/// Which of the ranked columns is on show: the selected one, else the one that the table ranks first.
std::optional<std::size_t> shownFeature(const Session& session)
{
    const auto data = session.featureData();
    const auto table = session.featureTable();
    if (!data || !table || table->features.empty())
        return {};
    const auto placeOf = [&](const std::string& name) {
        return std::find(data->featureNames.begin(), data->featureNames.end(), name);
    };
    auto found = placeOf(session.selection().feature);
    if (found == data->featureNames.end())
        found = placeOf(table->features.front().name);
    if (found == data->featureNames.end())
        return {};
    return static_cast<std::size_t>(found - data->featureNames.begin());
}

} // namespace

ScatterPanel::ScatterPanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Feature against target"));
    auto* side = new QSplitter(Qt::Vertical);
    side->addWidget(buildTrends());
    side->addWidget(new RowDetails(m_session));
    side->setChildrenCollapsible(false);
    side->setSizes({200, 160});
    auto* parts = new QSplitter(Qt::Horizontal);
    parts->addWidget(m_view);
    parts->addWidget(side);
    parts->setStretchFactor(0, 1);
    parts->setSizes({540, 440});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(parts);
    connectSession();
    showFeature();
}

QWidget* ScatterPanel::buildTrends()
{
    m_trendModel = new TrendModel(this);
    m_trendTable = new SortedTable(m_trendModel);
    m_trendTable->setAccessibleName(tr("Trends"));
    m_caption = new QLabel;
    m_caption->setWordWrap(true);
    auto* trends = new QWidget;
    auto* column = new QVBoxLayout(trends);
    column->setContentsMargins({});
    column->addWidget(m_trendTable, 1);
    column->addWidget(m_caption);
    return trends;
}

void ScatterPanel::connectSession()
{
    connect(&m_session, &Session::featureTableChanged, this, &ScatterPanel::showFeature);
    connect(&m_session, &Session::selectionChanged, this, &ScatterPanel::showFeature);
    connect(m_trendModel, &TrendModel::drawnChanged, this, &ScatterPanel::draw);
    connect(m_view, &FigureView::pointClicked, this, [this](std::size_t, std::size_t curve, std::size_t point) {
        Selection selection = m_session.selection();
        selection.datasetRow = datasetRowAt(*m_view, curve, point);
        m_session.select(selection);
    });
}

void ScatterPanel::showEvent(QShowEvent* event)
{
    FigurePanel::showEvent(event);
    fitSoon();
}

void ScatterPanel::showFeature()
{
    const auto feature = shownFeature(m_session);
    const Shown wanted = feature ? Shown{m_session.featureData(), *feature} : Shown{};
    if (wanted == m_shown)
        return markDatasetRow(*m_view, m_session.selection().datasetRow);
    m_shown = wanted;
    m_trends.reset();
    m_trendModel->setRows({});
    m_caption->clear();
    draw();
    fitSoon();
}

void ScatterPanel::fitSoon()
{
    if (m_shown == m_fitted || !isVisible())
        return; // fitted when they are shown
    m_fitted = m_shown;
    if (!m_shown.rows)
        return;
    const auto work = [asked = m_shown](const RunContext& context) {
        return fitTrends(trendPoints(*asked.rows, asked.feature), {}, context);
    };
    const auto deliver = [this, asked = m_shown](const Result<TrendFits>& trends) {
        if (m_shown == asked)
            showTrends(trends);
    };
    m_task.ask(tr("Fitting trends"), workOf<TrendFits>(work, deliver));
}

void ScatterPanel::showTrends(const Result<TrendFits>& trends)
{
    if (!trends)
        return m_caption->setText(trends.error().kind == ErrorKind::Canceled ? QString()
                                                                             : shown(trends.error().message));
    m_trends = *trends;
    m_trendModel->setRows(trendRows(*m_trends));
    m_trendTable->fitColumns();
    m_caption->setText(tr("x: %1, y: %2. Least squares in y over %3 rows.")
                           .arg(shown(axisOfColumn(m_trends->x).label()), shown(axisOfColumn(m_trends->y).label()))
                           .arg(m_trends->rows));
    draw();
}

void ScatterPanel::draw()
{
    Figure figure;
    if (m_shown.rows) {
        figure = scatterFigure(*m_shown.rows, m_shown.feature);
        if (m_trends)
            addTrends(figure, *m_trends, m_trendModel->drawn());
    }
    const ViewRange range = figure.title == m_view->figure().title ? ViewRange::Keep : ViewRange::FitAll;
    m_view->setFigure(std::move(figure), range);
    markDatasetRow(*m_view, m_session.selection().datasetRow);
    emit currentFigureChanged();
}

} // namespace wattline::ui
