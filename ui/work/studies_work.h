// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <filesystem>

namespace wattline::ui {

/// Each of these asks something of models of the session's learning data, on a task, and puts what has been found into
/// session.studies() as it comes. It does nothing while the same is being asked; without learning data, or where the
/// core refuses, a message says why. stop(Job) ends one within 0.2 s, and what it found stands.

/// What each feature contributes.
void findImportance(Session& session, const ImportanceSettings& settings);

/// The name under which findTransfer() groups by the family of the network in the column `model`.
inline constexpr const char* FamilyGroups = "family";

/// How well models of one group of rows predict another; `by` is a column of the data set, or FamilyGroups.
void findTransfer(Session& session, const std::string& by, const TransferSettings& settings);

/// What groups the rows of the data set can be transferred between: its columns of few values, and families.
std::vector<std::string> groupings(const Dataset& dataset);

/// Errors over a grid of search settings; with a results file (empty: none) it can be gone on with another day.
void runParameterStudy(Session& session, const StudyPlan& plan, const std::filesystem::path& results);

/// Makes a point of the study the settings with which the next search starts.
void useStudyPoint(Session& session, std::size_t point);

} // namespace wattline::ui
