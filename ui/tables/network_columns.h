// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/count_network.h"
#include "core/tasks/networks/network_catalogue.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// Name and usual input of a network.
std::vector<TableColumn<FoundNetwork>> networkColumns();

/// Part, layer, output, parameters, multiply-adds, FLOPs by both rules.
std::vector<TableColumn<NetworkLayer>> layerColumns();

} // namespace wattline::ui
