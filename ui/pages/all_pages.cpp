// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/all_pages.h"

namespace wattline::ui {

std::vector<Page*> allPages([[maybe_unused]] Session& session, [[maybe_unused]] QWidget* parent)
{
    // Each page takes (Session&, QWidget* parent).
    return {};
}

} // namespace wattline::ui
