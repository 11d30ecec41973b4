// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/layer_shape.h"
#include "core/tasks/networks/network_description.h"

namespace wattline {

/// At what sizes a network is counted; absent ones are the description's own.
struct NetworkSizes {
    std::optional<std::uint64_t> image;    ///< pixels of a side
    std::optional<std::uint64_t> sequence; ///< tokens
    std::optional<std::uint64_t> classes;
};

/// One layer of a network, forward pass of one sample in evaluation mode.
struct NetworkLayer {
    std::string part;  ///< the blocks around it, with a number from the second of a name on: "bottleneck 2"
    std::string words; ///< as the description writes it, with its numbers: "conv 64 kernel 3 pad 1"
    LayerShape output;
    std::uint64_t params = 0; ///< trainable
    std::uint64_t macs = 0;
    std::uint64_t flops = 0;         ///< by the full rules of docs/methods.md
    std::uint64_t flopsCalflops = 0; ///< what CalFlops sees of them
    TextPlace place;
};

/// The sums over the layers, and the sizes that they were counted at.
struct NetworkCount {
    std::string name;
    std::string source;
    NetworkSizes sizes; ///< image or sequence, and classes where the network has a classifier
    std::uint64_t params = 0;
    std::uint64_t macs = 0;
    std::uint64_t flops = 0;
    std::uint64_t flopsCalflops = 0;
    std::vector<NetworkLayer> layers; ///< in the order in which they run
};

/// Images and sequences may have any size up to this.
inline constexpr std::uint64_t LargestInput = 1'000'000;

/// Counts a network of the file layer by layer. Error Data, naming file, line and column where a layer refuses its
/// input: a size that the network does not have (an image for BERT), a size of 0 or above LargestInput, a kernel larger
/// than its map, branches that do not fit, a count above 9.2e18, more than 100,000 statements to run.
Result<NetworkCount> countNetwork(const NetworkFile& file, const NetworkDescription& network,
                                  const NetworkSizes& sizes = {});

} // namespace wattline
