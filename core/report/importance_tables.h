// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/importance_study.h"
#include "core/report/tables.h"

namespace wattline {

/// One line a feature, the most important first: growth of MRE (in percentage points, as the MRE is itself in %) and
/// MSE, and shares in %.
TextTable importanceTable(const ImportanceStudy& study);

/// One line a feature and direction: by how much the feature and the prediction change, in %, and over how many rows.
TextTable elasticityTable(const ImportanceStudy& study);

} // namespace wattline
