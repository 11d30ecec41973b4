// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

namespace wattline::ui {

/// What stands where something about the studied formula is shown, while there is none: a sentence, and the search as
/// the way to one.
class NoFormula : public QWidget {
    Q_OBJECT

public:
    NoFormula(Session& session, const QString& sentence, QWidget* parent = nullptr);
};

} // namespace wattline::ui
