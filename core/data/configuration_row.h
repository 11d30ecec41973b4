// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/measured_run.h"
#include "core/phases/run_classes.h"

namespace wattline {

/// One row of a data set in the making: a configuration and the targets of its replicates.
struct ConfigurationRow {
    TaskMetadata task; ///< of the first run, what it leaves empty from the next one that says it
    std::vector<Targets> replicates;
    RowProvenance origin;
    std::string recordedGpuName; ///< as the recordings say, for where the metadata leave it open
    std::optional<double> recordedLimitWatts;
    std::string chosenClass; ///< that the analyst put one of its runs in
    Polarity polarity = Polarity::Normal;

    /// Fills the metadata that no run so far has said.
    void learnFrom(const TaskMetadata& run);
    void note(const MeasuredRun& measured);
    std::string gpuName() const;
    /// The architecture family: as the metadata name it in a column of their own, else by the model's name; empty
    /// where neither is known.
    std::string family() const;
    /// The class of its runs: as the analyst or else a column of the metadata says, else as proposed; empty without a
    /// peak power.
    std::string className() const;
    std::optional<double> tdpWatts() const;
    /// Each target's mean over the replicates that have it.
    Targets meanTargets() const;
};

/// The first metadata column in which two runs of one configuration contradict each other; empty where they agree.
/// Epochs may differ: the targets are those of one epoch.
std::string firstDifference(const TaskMetadata& a, const TaskMetadata& b);

/// Peak power x peak duration + valley power x valley duration, in joules per GPU; a run without a valley has the first
/// term alone. Nothing where one factor of a term is missing.
std::optional<double> energyPerEpochJoules(const Targets& targets);

/// A row as a run that can be classed: a square wave with all four targets and a cycle that lasts, a level with a peak
/// power but without those; nothing without a peak power.
std::optional<RunSummary> runOfTargets(const Targets& targets);

/// Whether a data set fills a column of that name by itself, so that one of the tasks CSV has no place in it.
bool isFilledByBuild(std::string_view column);

/// The table of the rows; `name` says where it comes from. What a stop request ended has no meaning.
Dataset datasetOfRows(const std::vector<ConfigurationRow>& rows, const std::string& name,
                      const RunContext& context = {});

} // namespace wattline
