// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/base/text.h"
#include "core/report/network_table.h"
#include "core/tasks/networks/network_catalogue.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct NetworkOptions {
    std::string name;
    std::filesystem::path file; ///< empty: the catalogue
    NetworkSizes sizes;
    bool isList = false;
};

/// The networks to choose from; those of a file that was read live in `own`.
Result<std::span<const NetworkFile>> filesOf(const NetworkOptions& options, std::vector<NetworkFile>& own)
{
    if (options.file.empty())
        return networkCatalogue();
    Result<NetworkFile> read = readNetworks(options.file);
    if (!read)
        return read.error();
    own.push_back(*std::move(read));
    return std::span<const NetworkFile>(own);
}

Result<FoundNetwork> chosenNetwork(std::span<const NetworkFile> files, const NetworkOptions& options)
{
    if (options.name.empty()) { // then there is a file
        const std::vector<FoundNetwork> all = networksOf(files);
        if (all.size() == 1)
            return all.front();
        return Error{ErrorKind::Data, fmt::format("{}: describes {} networks; name one of {}.", options.file.string(),
                                                  all.size(), fmt::join(namesOf(files), ", "))};
    }
    Result<FoundNetwork> found = findNetwork(files, options.name);
    if (found)
        return found;
    const std::string where = options.file.empty() ? std::string() : options.file.string() + ": ";
    const std::string way = options.file.empty() ? "\"wattline-cli network --list\" names those of the catalogue"
                                                 : fmt::format("it describes {}", fmt::join(namesOf(files), ", "));
    return Error{ErrorKind::Data, fmt::format("{}{}; {}.", where, found.error().message, way)};
}

Json totalsJson(const NetworkCount& count)
{
    Json json{{"name", count.name}, {"source", count.source}};
    if (count.sizes.image)
        json["image"] = *count.sizes.image;
    if (count.sizes.sequence)
        json["sequence"] = *count.sizes.sequence;
    json["classes"] = count.sizes.classes ? Json(*count.sizes.classes) : Json(nullptr);
    json["params"] = count.params;
    json["macs"] = count.macs;
    json["flops"] = count.flops;
    json["flops_calflops"] = count.flopsCalflops;
    return json;
}

Json shapeJson(const LayerShape& shape)
{
    switch (shape.kind) {
    case LayerShape::Kind::Ids:
        return {shape.extent};
    case LayerShape::Kind::Map:
        return {shape.channels, shape.extent, shape.extent};
    case LayerShape::Kind::Tokens:
        break;
    }
    return shape.extent == 1 ? Json{shape.channels} : Json{shape.extent, shape.channels};
}

Json countJson(const NetworkCount& count)
{
    Json json = totalsJson(count);
    Json layers = Json::array();
    for (const NetworkLayer& layer : count.layers)
        layers.push_back({{"part", layer.part},
                          {"layer", layer.words},
                          {"output", shapeJson(layer.output)},
                          {"params", layer.params},
                          {"macs", layer.macs},
                          {"flops", layer.flops},
                          {"flops_calflops", layer.flopsCalflops},
                          {"line", layer.place.line}});
    json["layers"] = std::move(layers);
    return json;
}

std::string countOutput(const NetworkCount& count)
{
    std::string text = fmt::format("{}, {}\n", count.name, sizesText(count.sizes));
    text += count.source.empty() ? "\n" : count.source + "\n\n";
    for (const NetworkTotal& total : totalsOf(count))
        text += fmt::format("{:<26}{:>25}{:>12}\n", total.name, formatCount(total.count), roundedCount(total.count));
    return text + "\n" + toPlainText(networkTable(count));
}

/// Every network at its usual size.
Result<CommandOutput> list(std::span<const NetworkFile> files, const CommonOptions& common, const RunContext& context)
{
    TextTable table{{"name", "input", "params", "MACs", "FLOPs", "FLOPs (CalFlops)"}, {}};
    Json networks = Json::array();
    for (const FoundNetwork& found : networksOf(files)) {
        if (context.stopRequested())
            return canceledError();
        const Result<NetworkCount> count = countNetwork(*found.file, *found.network);
        if (!count)
            return count.error();
        table.rows.push_back({count->name, sizesText(count->sizes), formatCount(count->params),
                              formatCount(count->macs), formatCount(count->flops), formatCount(count->flopsCalflops)});
        Json json = totalsJson(*count);
        json["also"] = found.network->otherNames;
        networks.push_back(std::move(json));
    }
    CommandOutput output;
    output.text = common.json ? jsonText({{"networks", std::move(networks)}}) : toPlainText(table);
    return output;
}

Result<CommandOutput> run(const NetworkOptions& options, const CommonOptions& common, const RunContext& context)
{
    std::vector<NetworkFile> own;
    const Result<std::span<const NetworkFile>> files = filesOf(options, own);
    if (!files)
        return files.error();
    if (options.isList)
        return list(*files, common, context);
    const Result<FoundNetwork> found = chosenNetwork(*files, options);
    if (!found)
        return found.error();
    const Result<NetworkCount> count = countNetwork(*found->file, *found->network, options.sizes);
    if (!count)
        return count.error();
    CommandOutput output;
    output.text = common.json ? jsonText(countJson(*count)) : countOutput(*count);
    return output;
}

} // namespace

void addNetworkCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "network", "Parameters, multiply-adds and FLOPs of a network, layer by layer, at any input size");
    const auto options = std::make_shared<NetworkOptions>();
    auto* const name =
        command->add_option("NAME", options->name, "The network, as people write it: resnet50, ViT-B/16, bert-base");
    auto* const image =
        command->add_option("--image", options->sizes.image, "Pixels of a side (default: the network's usual size)");
    auto* const sequence = command->add_option("--sequence", options->sizes.sequence,
                                               "Tokens of a text (default: the network's usual length)");
    auto* const classes =
        command->add_option("--classes", options->sizes.classes, "Outputs of the classifier (default: the usual ones)");
    auto* const file =
        command->add_option("--file", options->file, "Take the network from this description instead of the catalogue");
    command->add_flag("--list", options->isList, "List the networks there are, each at its usual size")
        ->excludes(name, image, sequence, classes);
    command->callback([options, file, &common = program.common, &chosen = program.chosen] {
        if (options->name.empty() && !options->isList && file->empty())
            throw CLI::RequiredError("NAME, --file or --list");
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli
