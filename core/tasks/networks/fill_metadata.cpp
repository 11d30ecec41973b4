// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/fill_metadata.h"

#include "core/base/text.h"
#include "core/tasks/networks/network_catalogue.h"

#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr double RemarkedDifference = 0.02;

bool differs(double given, double counted)
{
    return std::abs(given - counted) > RemarkedDifference * counted;
}

/// The value as a size of a network; nothing where it is none.
std::optional<std::uint64_t> wholeSize(std::optional<double> value)
{
    if (!value || *value < 1.0 || *value > static_cast<double>(LargestInput) || std::floor(*value) != *value)
        return std::nullopt;
    return static_cast<std::uint64_t>(*value);
}

std::optional<std::uint64_t> classesOf(const TaskMetadata& task)
{
    const auto cell = task.others.find("classes");
    return cell == task.others.end() ? std::nullopt : wholeSize(parseNumber(cell->second));
}

std::string withoutFullStop(std::string sentence)
{
    if (sentence.ends_with('.'))
        sentence.pop_back();
    return sentence;
}

/// "ResNet-18 at 224 px with 1000 classes".
std::string nameWithSizes(const NetworkCount& count)
{
    const NetworkSizes& sizes = count.sizes;
    return fmt::format("{} at {}{}", count.name,
                       sizes.image ? fmt::format("{} px", *sizes.image) : fmt::format("{} tokens", *sizes.sequence),
                       sizes.classes ? fmt::format(" with {} classes", *sizes.classes) : "");
}

/// The params that the network has at any size; nothing where they depend on it.
std::optional<std::uint64_t> paramsAtAnySize(const FoundNetwork& found, std::optional<std::uint64_t> classes)
{
    const bool isImage = found.network->input == NetworkDescription::Input::Image;
    const std::uint64_t other = isImage ? 2 * found.network->usualSize : found.network->usualSize / 2;
    const auto usual = countNetwork(*found.file, *found.network, {{}, {}, classes});
    const auto changed = isImage ? countNetwork(*found.file, *found.network, {other, {}, classes})
                                 : countNetwork(*found.file, *found.network, {{}, other, classes});
    if (usual && changed && usual->params == changed->params)
        return usual->params;
    return std::nullopt;
}

/// What a given count of FLOPs may be instead; empty where nothing fits.
std::string likelyMeaning(double given, const NetworkCount& count)
{
    if (!differs(given, static_cast<double>(count.macs)))
        return " (it looks like multiply-adds; a data set counts FLOPs by the full rules)";
    if (!differs(given, static_cast<double>(count.flopsCalflops)))
        return " (it looks like the count of CalFlops; a data set counts FLOPs by the full rules)";
    return {};
}

} // namespace

FilledTask CatalogueFilling::fill(TaskMetadata task)
{
    FilledTask filled{std::move(task), {}, {}, {}};
    const Answer& answer = answerFor(filled.task);
    std::vector<std::string> empty;
    const auto take = [&](std::optional<double>& cell, const char* column, std::optional<std::uint64_t> counted) {
        if (!cell && !counted) {
            empty.emplace_back(column);
        } else if (!cell) {
            cell = static_cast<double>(*counted);
            filled.filled.emplace_back(column);
        } else if (counted && differs(*cell, static_cast<double>(*counted))) {
            filled.differences.push_back(
                fmt::format("{} is given as {} but the network catalogue counts {} for {}; the given value stands{}",
                            column, formatNumber(*cell), *counted, answer.network,
                            answer.count && column == std::string_view("flops") ? likelyMeaning(*cell, *answer.count)
                                                                                : std::string()));
        }
    };
    take(filled.task.params, "params", answer.params);
    take(filled.task.flops, "flops", answer.count ? std::optional(answer.count->flops) : std::nullopt);
    if (!empty.empty())
        filled.notices.push_back(fmt::format("{} {} empty: {}", fmt::join(empty, " and "),
                                             empty.size() == 1 ? "stays" : "stay", answer.problem));
    return filled;
}

const CatalogueFilling::Answer& CatalogueFilling::answerFor(const TaskMetadata& task)
{
    const std::optional<std::uint64_t> classes = classesOf(task);
    const std::string key =
        fmt::format("{}\n{}\n{}", task.model, task.imageSize ? formatNumber(*task.imageSize) : "", classes.value_or(0));
    const auto known = m_known.find(key);
    return known != m_known.end() ? known->second : m_known.emplace(key, ask(task, classes)).first->second;
}

CatalogueFilling::Answer CatalogueFilling::ask(const TaskMetadata& task, std::optional<std::uint64_t> classes)
{
    if (task.model.empty())
        return {{}, {}, {}, "no model is named"};
    const Result<FoundNetwork> found = findNetwork(networkCatalogue(), task.model);
    if (!found)
        return {{}, {}, {}, "in the network catalogue " + found.error().message};
    const NetworkDescription& network = *found->network;
    if (!network.usualClasses)
        classes.reset();
    const std::optional<std::uint64_t> size = wholeSize(task.imageSize);
    if (!size)
        return {network.name,
                paramsAtAnySize(*found, classes),
                {},
                task.imageSize ? fmt::format("image_size is {}, no whole number from 1 to {}",
                                             formatNumber(*task.imageSize), formatCount(LargestInput))
                               : std::string("image_size is not given")};
    const bool isImage = network.input == NetworkDescription::Input::Image;
    Result<NetworkCount> count = isImage ? countNetwork(*found->file, network, {size, {}, classes})
                                         : countNetwork(*found->file, network, {{}, size, classes});
    if (!count)
        return {network.name, {}, {}, withoutFullStop(count.error().message)};
    count->layers.clear();
    const std::uint64_t params = count->params;
    return {nameWithSizes(*count), params, *std::move(count), {}};
}

} // namespace wattline
