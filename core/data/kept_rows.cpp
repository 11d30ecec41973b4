// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/kept_rows.h"

namespace wattline {

Result<std::shared_ptr<const Dataset>> keptRows(const Dataset& dataset, const std::map<std::string, std::string>& where)
{
    if (where.empty())
        return std::shared_ptr<const Dataset>(std::shared_ptr<const Dataset>(), &dataset); // owns nothing
    Result<Dataset> kept = filterRows(dataset, where);
    if (!kept)
        return kept.error();
    return std::make_shared<const Dataset>(std::move(*kept));
}

} // namespace wattline
