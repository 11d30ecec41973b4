// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/all_pages.h"

#include "ui/pages/compare_page.h"
#include "ui/pages/features_page.h"
#include "ui/pages/report_page.h"
#include "ui/pages/search_page.h"
#include "ui/pages/trace_page.h"

namespace wattline::ui {

std::vector<Page*> allPages(Session& session, QWidget* parent)
{
    return {
        new TracePage(session, parent),   new FeaturesPage(session, parent), new SearchPage(session, parent),
        new ComparePage(session, parent), new ReportPage(session, parent),
    };
}

} // namespace wattline::ui
