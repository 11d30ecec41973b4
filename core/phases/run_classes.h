// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/trace_phases.h"

#include <span>
#include <string>
#include <vector>

namespace wattline {

/// What a run is classed and compared by.
struct RunSummary {
    std::string name;  ///< of the recording, or of the row of a data set
    std::string model; ///< as the tasks CSV names it, else the recording's file name
    WaveShape shape = WaveShape::Flat;
    Polarity polarity = Polarity::Normal; ///< of a square wave
    std::optional<Wave> wave = {};
    double levelWatts = 0.0;      ///< mean power per GPU over a cycle or, without a wave, the level; NaN where unknown
    std::string family = {};      ///< as the metadata name it; empty: that of the model's name
    std::string chosenClass = {}; ///< the class that the analyst put it in; empty: as proposed
};

/// Mean power per GPU over a cycle.
double meanWattsOf(const Wave& wave);

/// A recording's run: shape and level are those of its chief regime, or else of its longest one, of its first GPU with
/// a wave.
RunSummary summaryOf(const Trace& trace, const TracePhases& phases);

/// Runs of one class.
struct RunClass {
    std::string name; ///< "ResNet, square", or as the analyst called it
    std::vector<std::size_t> runs;
    bool chosen = false; ///< by the analyst, for one of its runs at least

    bool operator==(const RunClass&) const = default;
};

/// The family of an architecture by its name: "ResNet", "VGG", "ViT", "MobileNet", "BERT" or "other".
std::string familyOf(const std::string& model);

/// The class that is proposed for a run: runs of one family whose power has the same shape.
std::string proposedClassOf(const RunSummary& run);

/// Runs grouped by the class that the analyst chose or else by the proposed one, in the order in which the classes
/// appear. A class is split by choosing another name for some of its runs, merged by choosing one name for two.
std::vector<RunClass> classesOf(std::span<const RunSummary> runs);

/// How the runs of a class behave: mean and spread over those of its runs that have a wave; the level over all.
struct ClassTrend {
    std::size_t runs = 0;
    std::size_t waves = 0; ///< runs with a wave
    Spread cycleSeconds;
    Spread levelWatts;
    Spread peakPowerWatts;
    Spread peakDurationSeconds;
    Spread valleyPowerWatts;
    Spread valleyDurationSeconds;
};
ClassTrend trendOf(std::span<const RunSummary> runs, const RunClass& ofClass);

} // namespace wattline
