// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/annotations.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <utility>

namespace wattline {

namespace {

constexpr std::array<std::pair<AnnotationKind, const char*>, 6> Names = {{{AnnotationKind::Note, "note"},
                                                                          {AnnotationKind::Epoch, "epoch"},
                                                                          {AnnotationKind::Peak, "peak"},
                                                                          {AnnotationKind::Valley, "valley"},
                                                                          {AnnotationKind::Idle, "idle"},
                                                                          {AnnotationKind::Ignore, "ignore"}}};

void leaveOut(PowerSeries& series, double beginSeconds, double endSeconds)
{
    const auto& times = series.timeSeconds;
    const auto first = std::lower_bound(times.begin(), times.end(), beginSeconds);
    const auto last = std::upper_bound(first, times.end(), endSeconds);
    std::fill(series.powerWatts.begin() + (first - times.begin()), series.powerWatts.begin() + (last - times.begin()),
              std::numeric_limits<float>::quiet_NaN());
}

} // namespace

std::string nameOf(AnnotationKind kind)
{
    return Names[static_cast<std::size_t>(kind)].second;
}

std::optional<AnnotationKind> annotationKindOf(std::string_view name)
{
    for (const auto& [kind, known] : Names) {
        if (name == known)
            return kind;
    }
    return std::nullopt;
}

Annotations ignoredOf(const Annotations& annotations)
{
    Annotations ignored;
    std::copy_if(annotations.begin(), annotations.end(), std::back_inserter(ignored),
                 [](const Annotation& each) { return each.kind == AnnotationKind::Ignore; });
    return ignored;
}

Trace withoutIgnored(const Trace& trace, const Annotations& annotations)
{
    Trace counted = trace;
    for (const Annotation& ignored : ignoredOf(annotations)) {
        for (GpuTrace& gpu : counted.gpus) {
            if (ignored.concerns(gpu.id))
                leaveOut(gpu.power, ignored.beginSeconds, ignored.endSeconds);
        }
    }
    return counted;
}

} // namespace wattline
