// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/network_table.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace wattline {

std::string roundedCount(std::uint64_t count)
{
    constexpr std::uint64_t ShortEnough = 10'000;
    constexpr const char* Prefixes[] = {"", "k", "M", "G", "T", "P", "E"};
    if (count < ShortEnough)
        return {};
    auto size = static_cast<double>(count);
    std::size_t prefix = 0;
    for (; size >= 999.95 && prefix + 1 < std::size(Prefixes); ++prefix)
        size /= 1000.0;
    return fmt::format("{:.{}f} {}", size, size < 99.995 ? 2 : 1, Prefixes[prefix]);
}

std::string sizesText(const NetworkSizes& sizes)
{
    std::string text =
        sizes.image ? fmt::format("{} px", *sizes.image) : fmt::format("{} tokens", sizes.sequence.value_or(0));
    return sizes.classes ? text + fmt::format(", {} classes", *sizes.classes) : text;
}

std::vector<NetworkTotal> totalsOf(const NetworkCount& network)
{
    return {{"Parameters (trainable)", network.params},
            {"Multiply-adds (MACs)", network.macs},
            {"FLOPs, full rules", network.flops},
            {"FLOPs, as CalFlops counts", network.flopsCalflops}};
}

TextTable networkTable(const NetworkCount& network)
{
    TextTable table{{"part", "layer", "output", "params", "MACs", "FLOPs", "FLOPs (CalFlops)"}, {}};
    table.rows.reserve(network.layers.size());
    for (const NetworkLayer& layer : network.layers)
        table.rows.push_back({layer.part, layer.words, layer.output.text(), formatCount(layer.params),
                              formatCount(layer.macs), formatCount(layer.flops), formatCount(layer.flopsCalflops)});
    return table;
}

} // namespace wattline
