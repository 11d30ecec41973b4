// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/method_panel.h"

#include "core/report/comparison_figures.h"
#include "ui/plots/figure_view.h"
#include "ui/plots/row_mark.h"
#include "ui/work/compare_work.h"

#include <QVBoxLayout>

namespace wattline::ui {

MethodPanel::MethodPanel(Session& session, const QString& accessibleName, QWidget* parent)
    : FigurePanel(parent), m_session(session), m_column(new QVBoxLayout(this)), m_view(new FigureView)
{
    m_view->setAccessibleName(accessibleName);
    m_column->setContentsMargins({});
    m_column->addWidget(m_view, 1);
    connect(&session, &Session::comparisonChanged, this, &MethodPanel::draw);
    connect(&session, &Session::selectionChanged, this, [this, shown = std::string()]() mutable {
        if (std::exchange(shown, m_session.selection().method) == m_session.selection().method)
            return markRow();
        draw();
    });
    connect(m_view, &FigureView::pointClicked, this, [this](std::size_t, std::size_t curve, std::size_t point) {
        Selection selection = m_session.selection();
        selection.datasetRow = datasetRowAt(*m_view, curve, point);
        m_session.select(selection);
    });
}

void MethodPanel::draw()
{
    const auto table = m_session.comparison();
    const std::optional<std::size_t> method = chosenMethod(m_session);
    Figure figure = method ? figureOf(*table, *method) : Figure();
    const ViewRange range = figure.title == m_view->figure().title ? ViewRange::Keep : ViewRange::FitAll;
    m_view->setFigure(std::move(figure), range);
    markRow();
    emit currentFigureChanged();
}

void MethodPanel::markRow()
{
    markDatasetRow(*m_view, m_session.selection().datasetRow);
}

PredictedPanel::PredictedPanel(Session& session, QWidget* parent)
    : MethodPanel(session, tr("Predicted against observed"), parent)
{
    draw();
}

Figure PredictedPanel::figureOf(const Comparison& comparison, std::size_t method) const
{
    return predictedObservedFigure(comparison, method);
}

} // namespace wattline::ui
