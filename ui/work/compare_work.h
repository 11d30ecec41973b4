// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

namespace wattline::ui {

/// The rule by which the comparison's settings split rows now: by the column that is the choice's groupBy.
SplitRule chosenSplit(const Session& session);

/// Compares the methods on the session's learning data on a task; the table comes into session.comparison() after each
/// finished repeat. Where the split goes by a column that is the choice's groupBy. Menu and page pass
/// session.settings().comparison. Does nothing while a comparison runs; without learning data a message says so.
void trainBaselines(Session& session, const ComparisonSettings& settings);

/// Asks the running comparison to end: it answers within 0.2 s and finished repeats stand.
void stopComparison(Session& session);

/// The rows that the studied formula was made on: those it learned from, and the validation rows, which chose among
/// candidates.
std::vector<std::size_t> seenRowsOf(const StudiedFormula& studied);

/// Whether there is a studied formula that has not joined the comparison yet, of features that are compared.
bool canAddStudiedFormula(const Session& session);

/// The studied formula joins the comparison as it is: its line comes, by a task of the comparison, into the table that
/// stands, where that speaks of the present rows, and into every later one. It is not fitted again, and its line says
/// on what share of the test rows it was made. Stopped, it does not join. Does nothing while a comparison runs.
void addStudiedFormula(Session& session);

/// Takes that line out again, likewise.
void removeFormula(Session& session);

/// The line of the comparison that is selected, or else the first one that has figures; nothing before there is any.
std::optional<std::size_t> chosenMethod(const Session& session);

} // namespace wattline::ui
