// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/sniff_form.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace wattline {

namespace {

constexpr std::size_t LinesLookedAt = 200;

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// The foreign form that this line betrays; empty where it betrays none.
std::string_view formBetrayedBy(std::string_view line)
{
    if (contains(line, "| NVIDIA-SMI") || contains(line, "Pwr:Usage/Cap"))
        return "the table that nvidia-smi prints";
    if (contains(line, "NVSMI LOG") || (line.starts_with("Power Draw ") && contains(line, ":")) ||
        line.starts_with("GPU Power Readings") || line.starts_with("Power Readings"))
        return "the text of nvidia-smi -q";
    if (line.starts_with('#')) {
        const std::string lower = lowerCase(line);
        const std::string_view name = trimmed(std::string_view(lower).substr(1));
        if ((name.starts_with("gpu ") || name.starts_with("gpu,") || name.starts_with("date ") ||
             name.starts_with("time ")) &&
            contains(name, "pwr"))
            return "nvidia-smi dmon";
        if (name.starts_with("entity"))
            return "dcgmi dmon";
    }
    if (contains(line, "GPUId") && contains(line, "Field") && contains(line, "Value"))
        return "the long form of DCGM";
    return {};
}

bool beginsAsJson(std::string_view text)
{
    if (text.starts_with('{'))
        return true;
    if (!text.starts_with('['))
        return false;
    const std::string_view inside = trimmed(text.substr(1, 400));
    return inside.starts_with('{') || inside.starts_with('[') || inside.starts_with('"');
}

Error refusal(const std::string& name, std::size_t line, std::string_view form)
{
    return {ErrorKind::Format, fmt::format("{}:{}: this is {}, which is not read yet; record with nvidia-smi "
                                           "--query-gpu=timestamp,index,power.draw --format=csv -lms 100 instead.",
                                           name, line, form)};
}

} // namespace

Result<void> refuseForeignForms(std::string_view text, const std::string& name)
{
    if (beginsAsJson(trimmed(text)))
        return refusal(name, 1, "JSON");
    for (std::size_t line = 1; line <= LinesLookedAt && !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        if (const std::string_view form = formBetrayedBy(trimmed(text.substr(0, end))); !form.empty())
            return refusal(name, line, form);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return {};
}

} // namespace wattline
