// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/network_description.h"

#include <span>

namespace wattline {

/// A file of resources/networks as it was when the library was built.
struct CatalogueText {
    std::string_view file;
    std::string_view text;
};
std::span<const CatalogueText> catalogueTexts();

/// The networks that the library knows, in the order in which they are listed.
std::span<const NetworkFile> networkCatalogue();

/// A network, and the file whose blocks it calls.
struct FoundNetwork {
    const NetworkFile* file = nullptr;
    const NetworkDescription* network = nullptr;
};

/// All networks of the files.
std::vector<FoundNetwork> networksOf(std::span<const NetworkFile> files);
std::vector<std::string> namesOf(std::span<const NetworkFile> files);

/// The network of this name as people write it: resnet50, ResNet-50, vit_b_16, bert-base-uncased. Error Data where
/// there is none, naming near ones; the message ends with a full stop.
Result<FoundNetwork> findNetwork(std::span<const NetworkFile> files, std::string_view name);

} // namespace wattline
