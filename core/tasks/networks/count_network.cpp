// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/count_network.h"

#include "core/base/text.h"
#include "core/tasks/networks/sizes_in_reach.h"

#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

using Kind = NetworkStatement::Kind;

constexpr std::size_t MostSteps = 100'000;
constexpr std::size_t DeepestCalls = 20;

/// The layers of one run of statements share their parameters and the names of their parts.
struct Scope {
    const BlockParameters& parameters;
    std::string part;
    std::map<std::string, std::size_t> calls = {};
};

class Counting {
public:
    Counting(const NetworkFile& file, const NetworkSizes& sizes) : m_file(file), m_sizes(sizes) {}

    Result<NetworkCount> count(const NetworkDescription& network)
    {
        const bool isImage = network.input == NetworkDescription::Input::Image;
        m_shape = isImage ? LayerShape{LayerShape::Kind::Map, network.inputChannels, *m_sizes.image}
                          : LayerShape{LayerShape::Kind::Ids, 1, *m_sizes.sequence};
        m_count.name = network.name;
        m_count.source = network.source;
        m_count.sizes = m_sizes;
        const BlockParameters none;
        Scope scope{none, {}};
        if (Result<void> run = runAll(network.body, scope); !run)
            return run.error();
        for (const NetworkLayer& layer : m_count.layers) {
            m_count.params = sumOf({m_count.params, layer.params});
            m_count.macs = sumOf({m_count.macs, layer.macs});
            m_count.flops = sumOf({m_count.flops, layer.flops});
            m_count.flopsCalflops = sumOf({m_count.flopsCalflops, layer.flopsCalflops});
        }
        if (m_count.params == TooMany || m_count.macs == TooMany || m_count.flops == TooMany)
            return refused(network.place, "the network's counts exceed 9.2e18; its input is too large");
        return std::move(m_count);
    }

private:
    Result<void> runAll(const std::vector<NetworkStatement>& statements, Scope& scope)
    {
        for (const NetworkStatement& statement : statements) {
            if (++m_steps > MostSteps)
                return refused(statement.place,
                               fmt::format("the network has more than {} layers and calls", formatCount(MostSteps)));
            if (Result<void> done = runOne(statement, scope); !done)
                return done;
        }
        return {};
    }

    Result<void> runOne(const NetworkStatement& statement, Scope& scope)
    {
        switch (statement.kind) {
        case Kind::Layer:
            return runLayer(statement, scope);
        case Kind::Call:
            return runCall(statement, scope);
        case Kind::Repeat:
            return runRepeat(statement, scope);
        case Kind::Residual:
            return runResidual(statement, scope);
        case Kind::Gate:
            break;
        }
        return runGate(statement, scope);
    }

    Result<void> runRepeat(const NetworkStatement& statement, Scope& scope)
    {
        const Result<std::uint64_t> times = numberIn(statement.arguments.front().value, view(scope));
        if (!times)
            return times.error();
        for (std::uint64_t i = 0; i < *times; ++i) {
            if (Result<void> done = runAll(statement.body, scope); !done)
                return done;
        }
        return {};
    }

    Result<void> runResidual(const NetworkStatement& statement, Scope& scope)
    {
        const LayerShape input = m_shape;
        if (Result<void> done = runAll(statement.body, scope); !done)
            return done;
        const LayerShape branch = m_shape;
        m_shape = input;
        Scope shortcut{scope.parameters, partWithin(scope.part, "shortcut")};
        if (Result<void> done = runAll(statement.shortcut, shortcut); !done)
            return done;
        if (m_shape == branch)
            return {};
        return refused(statement.place, fmt::format("the branch gives {}, its shortcut {}; they cannot be added",
                                                    branch.text(), m_shape.text()));
    }

    Result<void> runGate(const NetworkStatement& statement, const Scope& scope)
    {
        const LayerShape input = m_shape;
        Scope inside{scope.parameters, partWithin(scope.part, "gate")};
        if (Result<void> done = runAll(statement.body, inside); !done)
            return done;
        const LayerShape gate = m_shape;
        m_shape = input;
        if (gate == input || (gate.kind == input.kind && gate.channels == input.channels && gate.extent == 1))
            return {};
        return refused(statement.place,
                       fmt::format("the gate gives {}, which cannot be multiplied with {}", gate.text(), input.text()));
    }

    Result<void> runCall(const NetworkStatement& statement, Scope& scope)
    {
        const NetworkBlock& block = *m_file.block(statement.word);
        BlockParameters parameters;
        for (const LayerArgument& argument : statement.arguments) {
            Result<ParameterValue> value = parameterOf(argument.value, view(scope));
            if (!value)
                return value.error();
            parameters[argument.name] = *std::move(value);
        }
        if (++m_depth > DeepestCalls)
            return refused(statement.place, fmt::format("more than {} blocks call each other", DeepestCalls));
        const std::size_t before = scope.calls[block.name]++;
        Scope inside{parameters,
                     partWithin(scope.part, before == 0 ? block.name : fmt::format("{} {}", block.name, before + 1))};
        Result<void> done = runAll(block.body, inside);
        --m_depth;
        return done;
    }

    Result<void> runLayer(const NetworkStatement& statement, const Scope& scope)
    {
        Result<const LayerKind*> kind = kindOf(statement, view(scope));
        if (!kind)
            return kind.error();
        LayerNumbers numbers;
        NetworkLayer layer;
        layer.part = scope.part;
        layer.words = (*kind)->name;
        layer.place = statement.place;
        for (const LayerArgument& argument : statement.arguments) {
            const Result<std::uint64_t> number = argument.isFlag ? 1 : numberIn(argument.value, view(scope));
            if (!number)
                return number.error();
            numbers[argument.name] = *number;
            layer.words += (argument.name.empty() ? "" : " ") + argument.name;
            layer.words += argument.isFlag ? "" : fmt::format(" {}", *number);
        }
        const Result<LayerCounts> counts = (*kind)->count(numbers, m_shape);
        if (!counts)
            return refused(statement.place, fmt::format("{}: {}", layer.words, counts.error().message));
        const bool isSeen = (*kind)->calflopsSees && !numbers.contains(UnseenFlag);
        return add(std::move(layer), *counts, isSeen);
    }

    Result<void> add(NetworkLayer layer, const LayerCounts& counts, bool isSeen)
    {
        if (counts.output.elements() == TooMany || counts.params == TooMany || counts.flops == TooMany)
            return refused(layer.place,
                           fmt::format("{}: its counts exceed 9.2e18; the input is too large", layer.words));
        layer.output = counts.output;
        layer.params = counts.params;
        layer.macs = counts.macs;
        layer.flops = counts.flops;
        layer.flopsCalflops = isSeen ? counts.flops : 0;
        m_shape = counts.output;
        m_count.layers.push_back(std::move(layer));
        return {};
    }

    SizesInReach view(const Scope& scope) const { return {m_file.file, m_sizes, m_shape, scope.parameters}; }

    static std::string partWithin(const std::string& part, const std::string& name)
    {
        return part.empty() ? name : part + " › " + name;
    }

    Error refused(TextPlace place, const std::string& reason) const
    {
        return {ErrorKind::Data, mistakeAt(m_file.file, place, reason + ".").message};
    }

    const NetworkFile& m_file;
    NetworkSizes m_sizes;
    LayerShape m_shape;
    NetworkCount m_count;
    std::size_t m_steps = 0;
    std::size_t m_depth = 0;
};

/// The size to count at; refuses one that the network has not or that is out of range.
Result<std::optional<std::uint64_t>> chosenSize(const std::string& network, const char* what,
                                                std::optional<std::uint64_t> asked, std::optional<std::uint64_t> usual)
{
    if (asked && !usual)
        return Error{ErrorKind::Data, fmt::format("{} has no {}; leave it out.", network, what)};
    if (asked && (*asked == 0 || *asked > LargestInput))
        return Error{ErrorKind::Data, fmt::format("{}: {} is {}; it must be from 1 to {}.", network, what, *asked,
                                                  formatCount(LargestInput))};
    return asked ? asked : usual;
}

} // namespace

Result<NetworkCount> countNetwork(const NetworkFile& file, const NetworkDescription& network, const NetworkSizes& sizes)
{
    const bool isImage = network.input == NetworkDescription::Input::Image;
    const std::optional<std::uint64_t> usual = network.usualSize;
    const auto image = chosenSize(network.name, "image size", sizes.image, isImage ? usual : std::nullopt);
    const auto sequence = chosenSize(network.name, "sequence length", sizes.sequence, isImage ? std::nullopt : usual);
    const auto classes = chosenSize(network.name, "number of classes", sizes.classes, network.usualClasses);
    for (const auto* size : {&image, &sequence, &classes}) {
        if (!*size)
            return size->error();
    }
    return Counting(file, {*image, *sequence, *classes}).count(network);
}

} // namespace wattline
