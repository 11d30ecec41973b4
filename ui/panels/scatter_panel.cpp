// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/scatter_panel.h"

#include "core/report/figures.h"
#include "ui/pages/row_details.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/row_mark.h"

#include <QScrollArea>
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
    auto* details = new QScrollArea;
    details->setWidgetResizable(true);
    details->setWidget(new RowDetails(m_session));
    auto* parts = new QSplitter(Qt::Horizontal);
    parts->addWidget(m_view);
    parts->addWidget(details);
    parts->setStretchFactor(0, 1);
    parts->setSizes({700, 280});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(parts);
    connectSession();
    showFeature();
}

void ScatterPanel::connectSession()
{
    connect(&m_session, &Session::featureTableChanged, this, &ScatterPanel::showFeature);
    connect(&m_session, &Session::selectionChanged, this, &ScatterPanel::showFeature);
    connect(m_view, &FigureView::pointClicked, this, [this](std::size_t, std::size_t curve, std::size_t point) {
        Selection selection = m_session.selection();
        selection.datasetRow = datasetRowAt(*m_view, curve, point);
        m_session.select(selection);
    });
}

void ScatterPanel::showFeature()
{
    const auto feature = shownFeature(m_session);
    if (!feature) {
        m_shown = nullptr;
        m_view->setFigure({});
        return emit currentFigureChanged();
    }
    const auto ranked = m_session.featureData();
    Figure figure = scatterFigure(*ranked, *feature);
    if (ranked != m_shown || figure.title != m_view->figure().title) {
        m_shown = ranked;
        m_view->setFigure(std::move(figure));
        emit currentFigureChanged();
    }
    markDatasetRow(*m_view, m_session.selection().datasetRow);
}

} // namespace wattline::ui
