// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/size_expression.h"

#include <filesystem>
#include <memory>

namespace wattline {

/// One number of a layer: `kernel 3`, or a flag such as `bias`.
struct LayerArgument {
    std::string name; ///< empty for the number that stands right behind the layer's kind
    SizeExpression value;
    bool isFlag = false;
};

/// One line of a description, with what stands between it and its `end`.
struct NetworkStatement {
    enum class Kind { Layer, Call, Repeat, Residual, Gate };
    Kind kind = Kind::Layer;
    TextPlace place;
    std::string word; ///< of a Layer its kind, or a parameter that holds one; of a Call the block
    std::vector<LayerArgument> arguments;
    std::vector<NetworkStatement> body;
    std::vector<NetworkStatement> shortcut; ///< of a Residual; empty: the input itself
};

/// A run of layers with a name and parameters, for networks and later blocks to call.
struct NetworkBlock {
    std::string name;
    TextPlace place;
    std::vector<std::string> parameters;
    std::vector<NetworkStatement> body;
};

/// One network as text describes it.
struct NetworkDescription {
    enum class Input { Image, Tokens };
    std::string name;
    std::vector<std::string> otherNames;
    std::string source; ///< who published it
    TextPlace place;
    Input input = Input::Image;
    std::uint64_t usualSize = 0;               ///< pixels of a side, or tokens
    std::uint64_t inputChannels = 0;           ///< of an image
    std::optional<std::uint64_t> usualClasses; ///< none: the network has no classifier
    std::vector<NetworkStatement> body;
};

/// What one file describes. Blocks call only blocks above them.
struct NetworkFile {
    std::string file; ///< for messages
    std::vector<NetworkBlock> blocks;
    std::vector<NetworkDescription> networks; ///< at least one

    const NetworkBlock* block(std::string_view name) const;
};

/// Reads network descriptions (docs/formats.md). Nothing is computed yet: whether the sizes fit, countNetwork() finds.
/// Error Io; Error Format naming file, line and column: a word that is no layer and no block, a missing or superfluous
/// number, an `end` too few or too many, two things of one name, no network, more than 1 MiB, what is no text.
Result<NetworkFile> parseNetworks(std::string_view text, const std::string& file);
Result<NetworkFile> readNetworks(const std::filesystem::path& path);

/// Names that stand for sizes everywhere in a description: image, sequence, classes; and, of what the layer above hands
/// on, channels, side and tokens.
bool isNamedSize(std::string_view name);

} // namespace wattline
