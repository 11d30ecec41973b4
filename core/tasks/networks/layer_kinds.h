// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tasks/networks/layer_shape.h"

#include <functional>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace wattline {

/// The numbers of one layer by name; the one behind the kind under "", a flag as 1.
using LayerNumbers = std::map<std::string, std::uint64_t, std::less<>>;

/// What one layer hands on and costs, forward pass of one sample.
struct LayerCounts {
    LayerShape output;
    std::uint64_t params = 0; ///< trainable
    std::uint64_t macs = 0;
    std::uint64_t flops = 0; ///< full rules
};

struct LayerOption {
    enum class Need { Must, May, Flag };
    std::string_view name;
    Need need = Need::Must;
};

/// A kind of layer that descriptions may name, and its counting rules (docs/methods.md).
struct LayerKind {
    std::string_view name;
    std::string_view leading; ///< what the number behind the kind is; empty: none stands there
    std::vector<LayerOption> options;
    /// Error Data with a sentence, without a place, where the layer does not fit its input.
    std::function<Result<LayerCounts>(const LayerNumbers&, const LayerShape& input)> count;
    bool calflopsSees = true; ///< unless the description says `unseen`

    const LayerOption* option(std::string_view name) const;
};

/// Every layer may also be `unseen`.
inline constexpr std::string_view UnseenFlag = "unseen";

std::span<const LayerKind> layerKinds();
const LayerKind* layerKind(std::string_view name);

} // namespace wattline
