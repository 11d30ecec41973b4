// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wattline {

/// How sure a sensor profile is.
enum class ProfileMatch {
    KnownModel,     ///< this model was measured
    SameGeneration, ///< another model of the same generation was
    Unknown         ///< nothing is known of the model, or of this field on it
};

/// What the power sensor of a board can say, from measurements of "Part-time Power Measurements: nvidia-smi's Lack of
/// Attention" (arXiv 2312.02741).
struct SensorProfile {
    std::string family; ///< "A100 class"; empty where unknown
    ProfileMatch match = ProfileMatch::Unknown;
    double refreshSeconds = 0.0;   ///< a new value this often; NaN where unknown
    double averagingSeconds = 0.0; ///< each value is the mean of this long; NaN where unknown
    std::string note;              ///< one sentence: what the field means on this board, and how sure that is
};

/// Looks a board up by product name ("NVIDIA A100-SXM4-80GB"), power field and, where it is known, the driver's first
/// number (535 of 535.104.05). Where the driver decides and is not known, or was not measured, the longer window is
/// taken and the note says so. A logger's own field (Other) is taken to be power.draw.
SensorProfile sensorProfileOf(std::string_view gpuName, PowerField field, std::optional<int> driver = {});

/// One line of the table of profiles, for showing it.
struct SensorProfileEntry {
    std::string family;
    PowerField field = PowerField::Draw;
    std::string drivers; ///< "any driver", "driver 530", "drivers 515 to 525"
    double refreshSeconds = 0.0;
    double averagingSeconds = 0.0;
};
std::span<const SensorProfileEntry> sensorProfiles();

/// The profile of one line of the table, as somebody who knows the board chooses it.
SensorProfile profileOf(const SensorProfileEntry& entry);

/// Errors of steady readings that the same study found on single boards, as fractions: -6 % to +13 %.
constexpr double SteadyErrorLow = -0.06;
constexpr double SteadyErrorHigh = 0.13;

/// The names that JSON and the window use: "known model", "same generation", "unknown".
std::string nameOf(ProfileMatch match);

} // namespace wattline
