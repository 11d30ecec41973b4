// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/layer_counts.h"

#include <fmt/format.h>

namespace wattline {

namespace {

using Kind = LayerShape::Kind;

std::uint64_t numberOr(const LayerNumbers& numbers, std::string_view name, std::uint64_t otherwise)
{
    const auto found = numbers.find(name);
    return found == numbers.end() ? otherwise : found->second;
}

std::uint64_t leadingOf(const LayerNumbers& numbers)
{
    return numbers.find("")->second; // the parser has seen to it
}

Error refused(std::string sentence)
{
    return {ErrorKind::Data, std::move(sentence)};
}

/// Refuses an input of another kind than the layer works on.
Result<void> needs(Kind wanted, const LayerShape& input)
{
    if (input.kind == wanted)
        return {};
    constexpr const char* Names[] = {"token ids", "maps", "tokens or a vector"};
    const std::string way = wanted == Kind::Tokens && input.kind == Kind::Map ? "; flatten them first" : "";
    return refused(fmt::format("it works on {}, but gets {} ({}){}", Names[static_cast<int>(wanted)],
                               Names[static_cast<int>(input.kind)], input.text(), way));
}

/// The side that a window of this size leaves.
Result<std::uint64_t> sideAfter(const LayerNumbers& numbers, std::uint64_t stride, const LayerShape& input)
{
    const std::uint64_t kernel = numbers.find("kernel")->second;
    const std::uint64_t pad = numberOr(numbers, "pad", 0);
    if (kernel == 0 || stride == 0)
        return refused("kernel and stride must be at least 1");
    const std::uint64_t padded = input.extent + 2 * pad;
    if (kernel > padded)
        return refused(fmt::format("its kernel of {0} × {0} is larger than the map of {1} × {1}{2}; the input is too "
                                   "small for this network",
                                   kernel, input.extent, pad == 0 ? "" : fmt::format(" with its pad of {}", pad)));
    return (padded - kernel) / stride + 1;
}

} // namespace

Result<LayerCounts> countConvolution(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Map, input); !fits)
        return fits.error();
    const Result<std::uint64_t> side = sideAfter(numbers, numberOr(numbers, "stride", 1), input);
    if (!side)
        return side.error();
    const std::uint64_t out = leadingOf(numbers);
    const std::uint64_t groups = numberOr(numbers, "groups", 1);
    if (out == 0 || groups == 0 || input.channels % groups != 0 || out % groups != 0)
        return refused(
            fmt::format("{} channels in and {} out cannot be parted into {} groups", input.channels, out, groups));
    const std::uint64_t kernel = numbers.find("kernel")->second;
    const std::uint64_t bias = numberOr(numbers, "bias", 0);
    LayerCounts counts{{Kind::Map, out, *side}};
    const std::uint64_t weightsPerOutput = productOf({kernel, kernel, input.channels / groups});
    counts.params = sumOf({productOf({weightsPerOutput, out}), bias * out});
    counts.macs = productOf({weightsPerOutput, counts.output.elements()});
    counts.flops = sumOf({productOf({2, counts.macs}), bias * counts.output.elements()});
    return counts;
}

Result<LayerCounts> countLinear(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Tokens, input); !fits)
        return fits.error();
    const std::uint64_t out = leadingOf(numbers);
    if (out == 0)
        return refused("it has no output");
    LayerCounts counts{{Kind::Tokens, out, input.extent}};
    const std::uint64_t weights = productOf({input.channels, out});
    counts.params = sumOf({weights, numberOr(numbers, "bias", 0) * out});
    counts.macs = productOf({weights, input.extent});
    counts.flops = productOf({2, counts.macs});
    return counts;
}

Result<LayerCounts> countPatches(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Map, input); !fits)
        return fits.error();
    const std::uint64_t patch = numbers.find("size")->second;
    if (patch == 0 || input.extent % patch != 0)
        return refused(fmt::format("a side of {} is no multiple of its patches of {}", input.extent, patch));
    Result<LayerCounts> counts =
        countConvolution({{"", leadingOf(numbers)}, {"kernel", patch}, {"stride", patch}, {"bias", 1}}, input);
    if (counts) {
        const LayerShape& maps = counts->output;
        counts->output = {Kind::Tokens, maps.channels, productOf({maps.extent, maps.extent})};
    }
    return counts;
}

Result<LayerCounts> countPooling(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Map, input); !fits)
        return fits.error();
    const std::uint64_t stride = numberOr(numbers, "stride", numbers.find("kernel")->second);
    const Result<std::uint64_t> side = sideAfter(numbers, stride, input);
    if (!side)
        return side.error();
    return LayerCounts{{Kind::Map, input.channels, *side}, 0, 0, input.elements()};
}

Result<LayerCounts> countAdaptivePooling(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Map, input); !fits)
        return fits.error();
    if (leadingOf(numbers) == 0)
        return refused("it leaves no map");
    return LayerCounts{{Kind::Map, input.channels, leadingOf(numbers)}, 0, 0, input.elements()};
}

Result<LayerCounts> countBatchNorm(const LayerNumbers&, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Map, input); !fits)
        return fits.error();
    return LayerCounts{input, productOf({2, input.channels}), 0, productOf({2, input.elements()})};
}

Result<LayerCounts> countLayerNorm(const LayerNumbers&, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Tokens, input); !fits)
        return fits.error();
    return LayerCounts{input, productOf({2, input.channels}), 0, productOf({5, input.elements()})};
}

Result<LayerCounts> countFlatten(const LayerNumbers&, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Map, input); !fits)
        return fits.error();
    return LayerCounts{{Kind::Tokens, input.elements(), 1}};
}

Result<LayerCounts> countAttention(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Tokens, input); !fits)
        return fits.error();
    const std::uint64_t heads = numbers.find("heads")->second;
    if (input.channels % 3 != 0 || heads == 0 || input.channels / 3 % heads != 0)
        return refused(fmt::format("{} channels are no queries, keys and values for {} heads: a multiple of {} is "
                                   "wanted",
                                   input.channels, heads, 3 * heads));
    LayerCounts counts{{Kind::Tokens, input.channels / 3, input.extent}};
    const std::uint64_t pairs = productOf({input.extent, input.extent});
    counts.macs = productOf({2, pairs, counts.output.channels});
    counts.flops = sumOf({productOf({2, counts.macs}), productOf({heads, pairs})});
    return counts;
}

Result<LayerCounts> countEmbedding(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Ids, input); !fits)
        return fits.error();
    const std::uint64_t width = numbers.find("width")->second;
    if (width == 0 || leadingOf(numbers) == 0)
        return refused("vocabulary and width must be at least 1");
    return LayerCounts{{Kind::Tokens, width, input.extent}, productOf({leadingOf(numbers), width})};
}

Result<LayerCounts> countPositions(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Tokens, input); !fits)
        return fits.error();
    if (input.extent > leadingOf(numbers))
        return refused(fmt::format("{} tokens are more than the {} positions that the network knows", input.extent,
                                   leadingOf(numbers)));
    return LayerCounts{input, productOf({leadingOf(numbers), input.channels})};
}

Result<LayerCounts> countSegments(const LayerNumbers& numbers, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Tokens, input); !fits)
        return fits.error();
    return LayerCounts{input, productOf({leadingOf(numbers), input.channels})};
}

Result<LayerCounts> countClassToken(const LayerNumbers&, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Tokens, input); !fits)
        return fits.error();
    return LayerCounts{{Kind::Tokens, input.channels, input.extent + 1}, input.channels};
}

Result<LayerCounts> countFirstToken(const LayerNumbers&, const LayerShape& input)
{
    if (Result<void> fits = needs(Kind::Tokens, input); !fits)
        return fits.error();
    return LayerCounts{{Kind::Tokens, input.channels, 1}};
}

Result<LayerCounts> countElements(std::uint64_t flopsPerElement, const LayerShape& input)
{
    return LayerCounts{input, 0, 0, productOf({flopsPerElement, input.elements()})};
}

} // namespace wattline
