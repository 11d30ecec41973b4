// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// A name as it is compared: letters and digits alone, in lower case, so that ResNet-50, resnet50 and ResNet_50 are
/// one.
std::string comparableName(std::string_view name);

/// Those of the candidates that `name` may be a slip of, the nearest first: at most three, a third of its letters
/// changed, inserted, dropped or swapped at most, or the beginning of the candidate.
std::vector<std::string> nearNames(std::string_view name, const std::vector<std::string>& candidates);

/// nearNames() for a sentence: "A, B or C"; empty where no candidate is near.
std::string nearNamesList(std::string_view name, const std::vector<std::string>& candidates);

} // namespace wattline
