// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/learning_curve_controls.h"

#include "ui/style/text.h"
#include "ui/work/learning_work.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

namespace wattline::ui {

std::vector<double> evenShares(int points)
{
    std::vector<double> shares;
    for (int point = 1; point <= points; ++point)
        shares.push_back(static_cast<double>(point) / points);
    return shares;
}

LearningCurveControls::LearningCurveControls(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    constexpr int MostPoints = 50;
    constexpr int MostRepeats = 1000;
    const LearningCurveSettings& settings = session.learning().settings;
    m_start = new QPushButton(tr("Compute Curve"));
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setToolTip(tr("End the computation; the finished points stand"));
    m_points = new QSpinBox;
    m_points->setRange(1, MostPoints);
    m_points->setValue(static_cast<int>(settings.shares.size()));
    m_points->setAccessibleName(tr("Points of the curve"));
    m_points->setToolTip(tr("Equal steps up to all training rows; those that leave fewer than 5 rows to learn "
                            "from are left out"));
    m_repeats = new QSpinBox;
    m_repeats->setRange(1, MostRepeats);
    m_repeats->setValue(static_cast<int>(settings.repeats));
    m_repeats->setAccessibleName(tr("Repeats of the learning curve"));
    m_repeats->setToolTip(tr("Splits, drawn by the rule chosen above; each point is the mean over them"));
    m_effort = new QComboBox;
    m_effort->setAccessibleName(tr("Effort of the learning curve"));
    m_effort->addItem(tr("Quick"), static_cast<int>(Effort::Quick));
    m_effort->addItem(tr("Paper"), static_cast<int>(Effort::Paper));
    m_effort->setCurrentIndex(m_effort->findData(static_cast<int>(settings.effort)));
    m_effort->setToolTip(tr("Quick: sampled grids and a small search. Paper: the whole grids and the paper's search, "
                            "at every point."));
    buildMethods();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addSpacing(12);
    const auto addLabelled = [row](const QString& text, QWidget* widget) {
        auto* label = new QLabel(text);
        label->setBuddy(widget);
        row->addWidget(label);
        row->addWidget(widget);
    };
    addLabelled(tr("Effort:"), m_effort);
    addLabelled(tr("Points:"), m_points);
    addLabelled(tr("Repeats:"), m_repeats);
    row->addWidget(m_methods);
    row->addStretch();
    connectSession();
    showState();
}

void LearningCurveControls::buildMethods()
{
    m_methods = new QPushButton;
    m_methods->setAccessibleName(tr("Methods of the learning curve"));
    m_methodMenu = new QMenu(m_methods);
    m_methods->setMenu(m_methodMenu);
    const std::vector<std::string>& chosen = m_session.learning().settings.methods;
    for (const Method& method : allMethods(Effort::Quick)) {
        QAction* action = m_methodMenu->addAction(shown(method.title));
        action->setCheckable(true);
        action->setData(shown(method.id));
        action->setChecked(std::find(chosen.begin(), chosen.end(), method.id) != chosen.end());
        connect(action, &QAction::toggled, this, &LearningCurveControls::showState);
    }
}

void LearningCurveControls::connectSession()
{
    connect(&m_session, &Session::choiceChanged, this, &LearningCurveControls::showState);
    connect(&m_session, &Session::tasksChanged, this, &LearningCurveControls::showState);
    connect(m_start, &QPushButton::clicked, this, &LearningCurveControls::start);
    connect(m_stop, &QPushButton::clicked, this, [this] { stopLearningCurve(m_session); });
}

void LearningCurveControls::showState()
{
    const bool running = m_session.isRunning(Job::LearningCurve);
    const std::size_t methods = settings().methods.size();
    m_methods->setText(tr("%1 of %2 Methods").arg(methods).arg(m_methodMenu->actions().size()));
    m_start->setEnabled(!running && m_session.learningData() && methods > 0);
    m_start->setToolTip(methods == 0 ? tr("Choose at least one method") : QString());
    m_stop->setEnabled(running);
}

LearningCurveSettings LearningCurveControls::settings() const
{
    LearningCurveSettings settings = m_session.learning().settings;
    settings.repeats = static_cast<std::size_t>(m_repeats->value());
    settings.effort = static_cast<Effort>(m_effort->currentData().toInt());
    settings.shares = evenShares(m_points->value());
    settings.methods.clear();
    for (const QAction* action : m_methodMenu->actions()) {
        if (action->isChecked())
            settings.methods.push_back(plain(action->data().toString()));
    }
    return settings;
}

void LearningCurveControls::start()
{
    LearningState state = m_session.learning();
    state.settings = settings();
    m_session.setLearning(std::move(state));
    computeLearningCurve(m_session);
}

} // namespace wattline::ui
