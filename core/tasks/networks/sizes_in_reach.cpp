// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/sizes_in_reach.h"

#include <fmt/format.h>

namespace wattline {

namespace {

std::optional<std::uint64_t> namedSize(std::string_view name, const SizesInReach& reach)
{
    using Kind = LayerShape::Kind;
    if (const auto own = reach.parameters.find(name); own != reach.parameters.end())
        return own->second.kind.empty() ? std::optional(own->second.number) : std::nullopt;
    if (name == "image")
        return reach.sizes.image;
    if (name == "sequence")
        return reach.sizes.sequence;
    if (name == "classes")
        return reach.sizes.classes;
    if (name == "channels" && reach.shape.kind != Kind::Ids)
        return reach.shape.channels;
    if (name == "side" && reach.shape.kind == Kind::Map)
        return reach.shape.extent;
    if (name == "tokens" && reach.shape.kind != Kind::Map)
        return reach.shape.extent;
    return {};
}

Error refused(const NetworkStatement& layer, const SizesInReach& reach, const std::string& sentence)
{
    return {ErrorKind::Data, mistakeAt(reach.file, layer.place, sentence).message};
}

} // namespace

Result<std::uint64_t> numberIn(const SizeExpression& expression, const SizesInReach& reach)
{
    return sizeOf(
        expression, [&](std::string_view name) { return namedSize(name, reach); }, reach.file);
}

Result<ParameterValue> parameterOf(const SizeExpression& expression, const SizesInReach& reach)
{
    const std::string_view name = expression.loneName();
    if (layerKind(name) != nullptr)
        return ParameterValue{0, std::string(name)};
    if (const auto own = reach.parameters.find(name); own != reach.parameters.end())
        return own->second;
    const Result<std::uint64_t> number = numberIn(expression, reach);
    if (!number)
        return number.error();
    return ParameterValue{*number, {}};
}

Result<const LayerKind*> kindOf(const NetworkStatement& layer, const SizesInReach& reach)
{
    if (const LayerKind* kind = layerKind(layer.word); kind != nullptr)
        return kind;
    const auto parameter = reach.parameters.find(layer.word);
    const LayerKind* kind = parameter == reach.parameters.end() ? nullptr : layerKind(parameter->second.kind);
    if (kind == nullptr)
        return refused(layer, reach,
                       fmt::format("parameter {} holds a number, but a kind of layer such as relu is "
                                   "wanted here.",
                                   layer.word));
    if (!kind->leading.empty() || !kind->options.empty())
        return refused(layer, reach,
                       fmt::format("parameter {} holds {}, which needs or takes numbers; only kinds "
                                   "without can be handed to a block.",
                                   layer.word, kind->name));
    return kind;
}

} // namespace wattline
