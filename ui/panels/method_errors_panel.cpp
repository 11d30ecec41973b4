// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/method_errors_panel.h"

#include "ui/plots/figure_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <cmath>

namespace wattline::ui {

MethodErrorsPanel::MethodErrorsPanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    m_error = new QComboBox;
    m_error->setAccessibleName(tr("Error to draw"));
    m_error->addItem(tr("As ranked"), -1);
    m_error->addItem(tr("Mean relative error"), static_cast<int>(ComparedError::MeanRelative));
    m_error->addItem(tr("Mean squared error"), static_cast<int>(ComparedError::MeanSquared));
    m_error->addItem(tr("Root mean squared error"), static_cast<int>(ComparedError::RootMeanSquared));
    m_error->addItem(tr("Mean absolute error"), static_cast<int>(ComparedError::MeanAbsolute));
    auto* label = new QLabel(tr("Error:"));
    label->setBuddy(m_error);
    m_join = new QCheckBox(tr("Join repeats"));
    m_join->setToolTip(tr("A line from method to method for each repeat: all were tested on the same rows there"));
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Errors of the methods"));
    m_view->setToolTip(tr("A point is one split of a method, over all of its test rows. A click chooses the method: "
                          "Predicted and Residuals then show each row, and where it was measured"));
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_error);
    row->addWidget(m_join);
    row->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    connect(m_error, &QComboBox::currentIndexChanged, this, &MethodErrorsPanel::draw);
    connect(m_join, &QCheckBox::toggled, this, &MethodErrorsPanel::draw);
    connect(&session, &Session::comparisonChanged, this, &MethodErrorsPanel::draw);
    connect(m_view, &FigureView::pointClicked, this,
            [this](std::size_t, std::size_t curve, std::size_t) { selectMethod(curve); });
    draw();
}

void MethodErrorsPanel::draw()
{
    Figure figure;
    if (const auto table = m_session.comparison()) {
        const int asked = m_error->currentData().toInt();
        const ComparedError error = asked < 0 ? rankedError(*table) : static_cast<ComparedError>(asked);
        figure = errorStripFigure(*table, error, m_join->isChecked() ? JoinRepeats::Yes : JoinRepeats::No);
    }
    const std::string drawn = figure.panels.empty() ? std::string() : figure.title + figure.panels.front().y.quantity;
    const ViewRange range = std::exchange(m_drawn, drawn) == drawn ? ViewRange::Keep : ViewRange::FitAll;
    m_view->setFigure(std::move(figure), range);
    emit currentFigureChanged();
}

void MethodErrorsPanel::selectMethod(std::size_t curve)
{
    const auto table = m_session.comparison();
    const FigureCurve& points = m_view->figure().panels.front().curves.at(curve);
    const auto place = static_cast<std::size_t>(points.colour); // a method keeps its colour, by its place
    if (!table || points.style != CurveStyle::Points || place >= table->methods.size())
        return;
    Selection selection = m_session.selection();
    selection.method = table->methods[place].id;
    m_session.select(selection);
}

} // namespace wattline::ui
