// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/segmentation.h"

#include <span>
#include <string>
#include <vector>

namespace wattline {

/// What a run is classed by.
struct RunShape {
    std::string model; ///< as the tasks CSV names it
    WaveShape shape = WaveShape::Flat;
    Polarity polarity = Polarity::Normal; ///< of a square wave
};

/// Runs of one architecture family whose power has the same shape.
struct RunClass {
    std::string name; ///< "ResNet, square"
    std::vector<std::size_t> runs;
};

/// The family of an architecture by its name: "ResNet", "VGG", "ViT", "MobileNet", "BERT" or "other".
std::string familyOf(const std::string& model);

/// Runs grouped by family and shape, in the order in which the classes appear. A proposal: the analyst may split and
/// merge what comes back.
std::vector<RunClass> classesOf(std::span<const RunShape> runs);

} // namespace wattline
