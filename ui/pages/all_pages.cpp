// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/all_pages.h"

#include "ui/dialogs/open_dialog.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/features_page.h"
#include "ui/pages/report_page.h"
#include "ui/pages/search_page.h"
#include "ui/pages/trace_page.h"

namespace wattline::ui {

std::vector<Page*> allPages(Session& session, QWidget* parent)
{
    auto* features = new FeaturesPage(session, parent);
    auto* search = new SearchPage(session, parent);
    auto* compare = new ComparePage(session, parent);
    const auto addMetadata = [&session, parent] { openByDialog(session, parent); };
    QObject::connect(features, &FeaturesPage::addMetadataRequested, parent, addMetadata);
    QObject::connect(search, &SearchPage::addMetadataRequested, parent, addMetadata);
    QObject::connect(compare, &ComparePage::addMetadataRequested, parent, addMetadata);
    return {new TracePage(session, parent), features, search, compare, new ReportPage(session, parent)};
}

} // namespace wattline::ui
