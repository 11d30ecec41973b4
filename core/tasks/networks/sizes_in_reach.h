// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/count_network.h"
#include "core/tasks/networks/layer_kinds.h"

namespace wattline {

/// What the parameter of a block stands for: a number, or the kind of a layer.
struct ParameterValue {
    std::uint64_t number = 0;
    std::string kind; ///< empty where it is a number
};
using BlockParameters = std::map<std::string, ParameterValue, std::less<>>;

/// What names mean at one statement: the sizes asked for, what the layer above hands on, the block's parameters. A
/// view.
struct SizesInReach {
    const std::string& file;
    const NetworkSizes& sizes;
    const LayerShape& shape;
    const BlockParameters& parameters;
};

/// Error Data as sizeOf().
Result<std::uint64_t> numberIn(const SizeExpression& expression, const SizesInReach& reach);

/// What a call hands to a parameter: the kind of a layer by its name, everything else by its value.
Result<ParameterValue> parameterOf(const SizeExpression& expression, const SizesInReach& reach);

/// The kind of a layer, named or held by a parameter. Error Data where that holds a number, or a kind with numbers.
Result<const LayerKind*> kindOf(const NetworkStatement& layer, const SizesInReach& reach);

} // namespace wattline
