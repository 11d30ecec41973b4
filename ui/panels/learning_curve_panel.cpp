// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/learning_curve_panel.h"

#include "core/report/figures.h"
#include "core/report/learning_figure.h"
#include "ui/pages/empty_state.h"
#include "ui/panels/figure_or_table.h"
#include "ui/panels/learning_curve_controls.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace wattline::ui {

namespace {

/// Why the first point without figures has none; empty where all have.
QString firstFailure(const LearningCurve& curve)
{
    for (const LearningLine& line : curve.methods) {
        for (const LearningPoint& point : line.points) {
            if (!point.failure.empty())
                return QObject::tr(" %1 has no figures at %2 rows: %3")
                    .arg(shown(line.title))
                    .arg(point.trainRows)
                    .arg(shown(point.failure));
        }
    }
    return {};
}

} // namespace

LearningCurvePanel::LearningCurvePanel(Session& session, QWidget* parent) : FigurePanel(parent), m_session(session)
{
    m_controls = new LearningCurveControls(session);
    m_empty = new EmptyState(tr("Would more runs help? See how the error falls with the rows to learn from."),
                             tr("Compute Curve"));
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildCurve());
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_controls);
    layout->addWidget(m_stack, 1);
    connectSession();
    showCurve();
}

QWidget* LearningCurvePanel::buildCurve()
{
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Learning curve"));
    m_view->setToolTip(tr("A point is the mean over the splits of all repeats, the band one standard deviation of "
                          "them: it leads to no single run"));
    m_model = new RowModel<LearningRow>(learningColumns({}), this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Learning curve in numbers"));
    m_content = new FigureOrTable(m_view, m_table, tr("Learning curve as table"));
    return m_content;
}

void LearningCurvePanel::connectSession()
{
    connect(&m_session, &Session::learningChanged, this, &LearningCurvePanel::showCurve);
    connect(&m_session, &Session::choiceChanged, this, &LearningCurvePanel::showState);
    connect(&m_session, &Session::tasksChanged, this, &LearningCurvePanel::showState);
    connect(m_empty, &EmptyState::actionTriggered, m_controls, &LearningCurveControls::start);
}

void LearningCurvePanel::showState()
{
    m_empty->setActionEnabled(m_session.learningData() && !m_session.isRunning(Job::LearningCurve));
    m_stack->setCurrentIndex(m_session.learning().curve || m_session.isRunning(Job::LearningCurve) ? 1 : 0);
    m_content->setCaption(caption());
}

QString LearningCurvePanel::caption() const
{
    const auto& curve = m_session.learning().curve;
    if (!curve)
        return m_session.isRunning(Job::LearningCurve) ? tr("Computing the first curve…") : QString();
    QString text = tr("Target: %1. Errors on %2 test rows after learning from parts of %3 training rows, mean and "
                      "standard deviation of %4.")
                       .arg(shown(axisOfColumn(curve->target).label()))
                       .arg(curve->testRows)
                       .arg(curve->allTrainRows)
                       .arg(curve->repeats == 1 ? tr("1 repeat") : tr("%1 repeats").arg(curve->repeats));
    if (curve->split.kind != SplitRule::Kind::Random)
        text += tr(" Splits %1.").arg(shown(ruleText(curve->split)));
    if (curve->stopped)
        text += tr(" Stopped early, after %1 of %2 points.").arg(curve->finishedShares()).arg(curve->sharesAsked);
    else if (curve->finishedShares() < curve->sharesAsked)
        text += tr(" %1 of %2 points so far.").arg(curve->finishedShares()).arg(curve->sharesAsked);
    text += firstFailure(*curve);
    if (m_session.learning().data != m_session.learningData())
        text += tr(" The choice of target, rows or features has changed since.");
    return text;
}

void LearningCurvePanel::showCurve()
{
    const auto& curve = m_session.learning().curve;
    Figure figure = curve ? learningFigure(*curve) : Figure{};
    const ViewRange range = figure.title == m_view->figure().title ? ViewRange::Keep : ViewRange::FitAll;
    m_view->setFigure(std::move(figure), range);
    m_model->setContents(learningColumns(curve ? shown(axisOfColumn(curve->target).unit) : QString()),
                         learningRowsOf(curve));
    m_table->setNotes(curve ? learningNotes(*curve) : std::vector<std::string>());
    m_table->fitColumns();
    showState();
    emit currentFigureChanged();
}

} // namespace wattline::ui
