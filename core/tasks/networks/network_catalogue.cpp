// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/network_catalogue.h"

#include "core/base/text.h"
#include "core/tasks/networks/network_names.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace wattline {

namespace {

bool isCalled(const NetworkDescription& network, const std::string& comparable)
{
    return comparableName(network.name) == comparable ||
           std::any_of(network.otherNames.begin(), network.otherNames.end(),
                       [&](const std::string& other) { return comparableName(other) == comparable; });
}

std::vector<NetworkFile> parseCatalogue()
{
    std::vector<NetworkFile> files;
    for (const CatalogueText& text : catalogueTexts()) {
        Result<NetworkFile> file = parseNetworks(text.text, std::string(text.file));
        assert(file); // they are ours, and a test reads them
        if (file)
            files.push_back(*std::move(file));
    }
    return files;
}

} // namespace

std::span<const NetworkFile> networkCatalogue()
{
    static const std::vector<NetworkFile> catalogue = parseCatalogue();
    return catalogue;
}

std::vector<FoundNetwork> networksOf(std::span<const NetworkFile> files)
{
    std::vector<FoundNetwork> networks;
    for (const NetworkFile& file : files) {
        for (const NetworkDescription& network : file.networks)
            networks.push_back({&file, &network});
    }
    return networks;
}

std::vector<std::string> namesOf(std::span<const NetworkFile> files)
{
    std::vector<std::string> names;
    for (const FoundNetwork& found : networksOf(files))
        names.push_back(found.network->name);
    return names;
}

Result<FoundNetwork> findNetwork(std::span<const NetworkFile> files, std::string_view name)
{
    const std::string comparable = comparableName(name);
    for (const FoundNetwork& found : networksOf(files)) {
        if (!comparable.empty() && isCalled(*found.network, comparable))
            return found;
    }
    const std::string near = nearNamesList(name, namesOf(files));
    return Error{ErrorKind::Data, fmt::format("no network is called {}{}", quotedForMessage(name),
                                              near.empty() ? "" : fmt::format("; near ones are {}", near))};
}

} // namespace wattline
