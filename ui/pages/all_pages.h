// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <vector>

namespace wattline::ui {

class Session;

/// Every page of the window in the order of the work. A new page is its files and one line in all_pages.cpp.
std::vector<Page*> allPages(Session& session, QWidget* parent);

} // namespace wattline::ui
