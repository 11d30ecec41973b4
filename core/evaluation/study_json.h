// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/study.h"

#include <string>

namespace wattline {

/// The lines of a study's results file (docs/formats.md); each is one JSON object without a line break.

/// The first line: which rows, target, features, mode, seed and further settings; the grid itself may grow.
std::string studyHeader(const RegressionData& data, const StudyPlan& plan);
/// Whether a line begins a results file of a version that can be read.
bool isStudyHeader(const std::string& line);
/// In which respect two first lines differ, in words: "target"; empty where they are of one study.
std::string studyDifference(const std::string& stored, const std::string& wanted);

std::string studyLine(const StudyRun& run);
/// Nothing where the line is no run: other JSON, a number missing, generations that do not ascend.
std::optional<StudyRun> studyRunOf(const std::string& line);

} // namespace wattline
