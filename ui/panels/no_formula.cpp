// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/no_formula.h"

#include "ui/dialogs/search_choice.h"
#include "ui/pages/empty_state.h"

#include <QVBoxLayout>

namespace wattline::ui {

NoFormula::NoFormula(Session& session, const QString& sentence, QWidget* parent) : QWidget(parent)
{
    auto* empty = new EmptyState(sentence, tr("Start Search"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(empty);
    const auto refresh = [&session, empty] { empty->setActionEnabled(mayStart(session)); };
    connect(empty, &EmptyState::actionTriggered, this, [this, &session] { startByDialog(session, this); });
    connect(&session, &Session::tasksChanged, empty, refresh);
    connect(&session, &Session::choiceChanged, empty, refresh);
    refresh();
}

} // namespace wattline::ui
