// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/layer_kinds.h"

#include "core/tasks/networks/layer_counts.h"

#include <algorithm>

namespace wattline {

namespace {

using Need = LayerOption::Need;

LayerKind elementwise(std::string_view name, std::uint64_t flopsPerElement, bool calflopsSees = true)
{
    return {name,
            {},
            {},
            [flopsPerElement](const LayerNumbers&, const LayerShape& input) {
                return countElements(flopsPerElement, input);
            },
            calflopsSees};
}

std::vector<LayerKind> makeLayerKinds()
{
    const LayerOption kernel = {"kernel", Need::Must};
    const LayerOption stride = {"stride", Need::May};
    const LayerOption pad = {"pad", Need::May};
    const LayerOption bias = {"bias", Need::Flag};
    return {
        {"conv", "channels", {kernel, stride, pad, {"groups", Need::May}, bias}, countConvolution},
        {"linear", "outputs", {bias}, countLinear},
        {"batchnorm", {}, {}, countBatchNorm},
        {"layernorm", {}, {}, countLayerNorm},
        elementwise("relu", 1),
        elementwise("relu6", 1, false), // it runs as hardtanh, which CalFlops does not watch
        elementwise("gelu", 1),
        elementwise("silu", 1),
        elementwise("softmax", 1),
        elementwise("tanh", 0),
        elementwise("sigmoid", 0),
        elementwise("hardswish", 0),
        elementwise("hardsigmoid", 0),
        {"maxpool", {}, {kernel, stride, pad}, countPooling},
        {"avgpool", {}, {kernel, stride, pad}, countPooling},
        {"adaptivepool", "side", {}, countAdaptivePooling},
        {"flatten", {}, {}, countFlatten},
        {"patches", "channels", {{"size", Need::Must}}, countPatches},
        {"classtoken", {}, {}, countClassToken},
        {"positions", "positions", {}, countPositions},
        {"segments", "segments", {}, countSegments},
        {"embedding", "vocabulary", {{"width", Need::Must}}, countEmbedding},
        {"attention", {}, {{"heads", Need::Must}}, countAttention},
        {"firsttoken", {}, {}, countFirstToken},
    };
}

} // namespace

const LayerOption* LayerKind::option(std::string_view wanted) const
{
    static constexpr LayerOption Unseen = {UnseenFlag, Need::Flag};
    if (wanted == UnseenFlag)
        return &Unseen;
    const auto found = std::find_if(options.begin(), options.end(), [&](const auto& o) { return o.name == wanted; });
    return found == options.end() ? nullptr : &*found;
}

std::span<const LayerKind> layerKinds()
{
    static const std::vector<LayerKind> kinds = makeLayerKinds();
    return kinds;
}

const LayerKind* layerKind(std::string_view name)
{
    const std::span<const LayerKind> kinds = layerKinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [name](const auto& k) { return k.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

} // namespace wattline
