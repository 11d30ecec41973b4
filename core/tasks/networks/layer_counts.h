// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/layer_kinds.h"

namespace wattline {

// The counting rules, one function for each sort of layer; layer_kinds.cpp gives them their names. A convolution takes
// k x k x (channels in / groups) multiply-adds for each output, a linear layer as many as it has inputs; each counts as
// two FLOPs, and the bias of a convolution (not that of a linear layer) as one more for each output.

Result<LayerCounts> countConvolution(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countLinear(const LayerNumbers& numbers, const LayerShape& input);
/// A convolution with bias whose stride is its kernel, laid out as tokens; the side must be a multiple of it.
Result<LayerCounts> countPatches(const LayerNumbers& numbers, const LayerShape& input);
/// One FLOP for each input element.
Result<LayerCounts> countPooling(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countAdaptivePooling(const LayerNumbers& numbers, const LayerShape& input);
/// Two FLOPs for each element of a batch norm, five of a layer norm.
Result<LayerCounts> countBatchNorm(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countLayerNorm(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countFlatten(const LayerNumbers& numbers, const LayerShape& input);
/// Of queries, keys and values side by side: both products (tokens x tokens x channels multiply-adds each) and the
/// softmax between them (one FLOP for each of heads x tokens x tokens).
Result<LayerCounts> countAttention(const LayerNumbers& numbers, const LayerShape& input);
/// Tables of learned vectors: looking up and adding them is free.
Result<LayerCounts> countEmbedding(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countPositions(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countSegments(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countClassToken(const LayerNumbers& numbers, const LayerShape& input);
Result<LayerCounts> countFirstToken(const LayerNumbers& numbers, const LayerShape& input);
/// So many FLOPs for each element, shape unchanged.
Result<LayerCounts> countElements(std::uint64_t flopsPerElement, const LayerShape& input);

} // namespace wattline
