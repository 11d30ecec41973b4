// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// The recordings that a row of the data set was measured on, one for each replicate that has one.
std::vector<std::string> recordingsOfRow(const Session& session, std::optional<std::size_t> row);

/// Shows a recording that a row was measured on: selects it, or opens its file first, and asks for the page that shows
/// it. Once its phases are known the stretch that the target was measured on is the selected range; without a target,
/// that behind all four. A recording that cannot be opened becomes a message.
void showRecording(Session& session, std::size_t row, const std::string& recording,
                   std::optional<std::size_t> target = {});

/// The place of a column in TargetColumns; nothing for other columns.
std::optional<std::size_t> targetOfColumn(std::string_view column);

} // namespace wattline::ui
