// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/no_formula.h"

#include "ui/pages/empty_state.h"
#include "ui/work/search_work.h"

#include <QVBoxLayout>

namespace wattline::ui {

NoFormula::NoFormula(Session& session, const QString& sentence, QWidget* parent) : QWidget(parent)
{
    auto* empty = new EmptyState(sentence, tr("Start Search"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(empty);
    const auto refresh = [&session, empty] {
        empty->setActionEnabled(session.learningData() && !session.isRunning(Job::Search));
    };
    connect(empty, &EmptyState::actionTriggered, this, [&session] { startSearch(session, session.settings().search); });
    connect(&session, &Session::tasksChanged, empty, refresh);
    connect(&session, &Session::choiceChanged, empty, refresh);
    refresh();
}

} // namespace wattline::ui
