// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace wattline::ui {

class Session;

/// Asks for files and opens them in the session.
void openByDialog(Session& session, QWidget* parent);

} // namespace wattline::ui
