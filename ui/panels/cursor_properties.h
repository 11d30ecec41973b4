// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/inspector_panel.h"

namespace wattline::ui {

/// Where the cursors of the selected recording stand, what each GPU drew there, and the difference and the energy
/// between; nothing without cursors or while the recording is being made ready.
std::vector<Property> cursorPropertiesOf(const Session& session);

} // namespace wattline::ui
