// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/importance_study.h"
#include "core/evaluation/study.h"
#include "core/evaluation/transfer.h"

#include <memory>

namespace wattline::ui {

/// What is asked of models beyond how well they do: which features they rest on, how far they carry, and which settings
/// of the search suffice. Each is null before it was asked for; `…Data` is what it was asked on.
struct ModelStudies {
    std::shared_ptr<const ImportanceStudy> importance;
    std::shared_ptr<const RegressionData> importanceData;
    std::shared_ptr<const Transfer> transfer;
    std::shared_ptr<const RegressionData> transferData;
    std::shared_ptr<const Study> study;
    std::shared_ptr<const RegressionData> studyData;
    SearchSettings studyBase; ///< with which it was planned
};

} // namespace wattline::ui
