// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QIcon>
#include <QWidget>

namespace wattline::ui {

/// The system's own sign for a note, a warning or a problem.
QIcon severityIcon(Severity severity, const QWidget& widget);

/// The same in a word, for those who do not see the sign.
QString severityName(Severity severity);

} // namespace wattline::ui
