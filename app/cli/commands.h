// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace wattline::cli {

// One function per command, each in its own file, in the order of --help.
void addInspectCommand(Program& program);
void addPhasesCommand(Program& program);
void addReplicatesCommand(Program& program);
void addAliasingCommand(Program& program);
void addNetworkCommand(Program& program);
void addDatasetCommand(Program& program);
void addFeaturesCommand(Program& program);
void addTrendsCommand(Program& program);
void addEffectsCommand(Program& program);
void addEvolveCommand(Program& program);
void addPredictCommand(Program& program);
void addFormulaCommand(Program& program);
void addCompareCommand(Program& program);
void addImportanceCommand(Program& program);
void addTransferCommand(Program& program);
void addStudyCommand(Program& program);
void addLearningCurveCommand(Program& program);
void addForecastCommand(Program& program);

} // namespace wattline::cli
