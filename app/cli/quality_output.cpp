// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/quality_output.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline::cli {

namespace {

Json sensorJson(const SensorLimits& sensor)
{
    return {{"family", sensor.profile.family},
            {"match", nameOf(sensor.profile.match)},
            {"refresh_s", finiteOrNull(sensor.profile.refreshSeconds)},
            {"averaging_s", finiteOrNull(sensor.profile.averagingSeconds)},
            {"resolvable_s", finiteOrNull(sensor.resolvableSeconds)},
            {"note", sensor.profile.note}};
}

std::string findingText(const QualityFinding& finding)
{
    const std::string mark = finding.severity == Severity::Note ? std::string() : nameOf(finding.severity) + ": ";
    return fmt::format("{:<11}{}{}\n", nameOf(finding.aspect), mark, finding.message);
}

/// A finding as a line, and the ids of the GPUs that it is true of.
struct SharedFinding {
    std::string line;
    std::vector<std::string> ids;
};

std::vector<SharedFinding> sharedFindings(const Trace& trace, const TraceQuality& quality)
{
    std::vector<SharedFinding> shared;
    for (std::size_t i = 0; i < quality.gpus.size(); ++i) {
        for (const QualityFinding& finding : quality.gpus[i].findings) {
            const std::string line = findingText(finding);
            auto known = std::find_if(shared.begin(), shared.end(), [&](const auto& one) { return one.line == line; });
            if (known == shared.end())
                known = shared.insert(shared.end(), {line, {}});
            known->ids.push_back(trace.gpus[i].id);
        }
    }
    return shared;
}

} // namespace

void addQuality(Json& gpu, const GpuQuality& quality)
{
    Json findings = Json::array();
    for (const QualityFinding& finding : quality.findings)
        findings.push_back(
            {{"aspect", nameOf(finding.aspect)}, {"severity", nameOf(finding.severity)}, {"message", finding.message}});
    gpu["interval_p95_s"] = finiteOrNull(quality.interval95Seconds);
    gpu["jitter"] = finiteOrNull(quality.jitter);
    gpu["duplicate_stamps"] = quality.duplicateStamps;
    gpu["repeated_values"] = quality.repeatedValues;
    gpu["refresh_visible"] = quality.sensor.measured.visible;
    gpu["samples_per_value"] = finiteOrNull(quality.sensor.measured.samplesPerValue);
    gpu["gap_s"] = finiteOrNull(quality.gapSeconds);
    gpu["longest_gap_s"] = finiteOrNull(quality.longestGapSeconds);
    gpu["saturated"] = finiteOrNull(quality.saturatedShare);
    gpu["step_w"] = finiteOrNull(quality.stepWatts);
    gpu["fault_counts"] = {{nameOf(FaultKind::Negative), quality.faults.negative},
                           {nameOf(FaultKind::Impossible), quality.faults.impossible},
                           {nameOf(FaultKind::Stuck), quality.faults.stuck}};
    gpu["sensor"] = sensorJson(quality.sensor);
    gpu["findings"] = std::move(findings);
}

Json skewJson(const TraceQuality& quality)
{
    if (!quality.skew)
        return nullptr;
    return {{"median_s", finiteOrNull(quality.skew->medianSeconds)},
            {"worst_s", finiteOrNull(quality.skew->worstSeconds)},
            {"severity", nameOf(quality.clock->severity)},
            {"message", quality.clock->message}};
}

std::string qualityText(const Trace& trace, const TraceQuality& quality)
{
    std::string text;
    for (const SharedFinding& finding : sharedFindings(trace, quality))
        text +=
            fmt::format("  {}{}",
                        finding.ids.size() < quality.gpus.size() ? fmt::format("GPU {}: ", fmt::join(finding.ids, ", "))
                                                                 : std::string(),
                        finding.line);
    if (quality.clock)
        text += "  " + findingText(*quality.clock);
    return text;
}

} // namespace wattline::cli
