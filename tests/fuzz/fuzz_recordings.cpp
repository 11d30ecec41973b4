// SPDX-License-Identifier: GPL-3.0-or-later
// Reads any bytes as a recording. WATTLINE_FUZZ_FORM, where it is defined, is the form that is asked for; else it is
// told from the bytes. Whatever could be read must be sound; anything else must be refused with one sentence.
#include "core/trace/import_preview.h"
#include "core/trace/read_trace.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace wattline;

namespace {

void demand(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "Unsound: %s\n", what);
    std::abort();
}

void checkGpu(const GpuTrace& gpu)
{
    const std::vector<double>& times = gpu.power.timeSeconds;
    const std::vector<float>& watts = gpu.power.powerWatts;
    demand(!times.empty() && times.size() == watts.size(), "as many times as powers");
    demand(times.front() >= 0.0 && std::isfinite(times.back()), "times from 0 on");
    demand(std::is_sorted(times.begin(), times.end()), "times in order");
    demand(std::none_of(watts.begin(), watts.end(), [](float w) { return std::isinf(w) || w < 0.0F; }), "powers");
    for (const SideSeries& side : gpu.sides)
        demand(side.values.size() == times.size(), "as many values beside the power");
    std::size_t last = 0;
    for (const SensorFault& fault : gpu.faults) {
        demand(fault.begin >= last && fault.begin < fault.end && fault.end <= times.size(), "faults in order");
        demand(std::isnan(watts[fault.begin]), "faults are left out");
        last = fault.end;
    }
}

void checkRecordings(const std::vector<Trace>& recordings)
{
    demand(!recordings.empty(), "a recording");
    for (std::size_t r = 0; r < recordings.size(); ++r) {
        demand(recordings[r].part == r + 1 && recordings[r].parts == recordings.size(), "parts");
        demand(!recordings[r].gpus.empty(), "a GPU");
        std::for_each(recordings[r].gpus.begin(), recordings[r].gpus.end(), checkGpu);
        for (const Issue& issue : recordings[r].issues)
            demand(issue.count > 0 && issue.message.ends_with('.'), "issues in sentences");
    }
}

ReadOptions optionsFor(std::size_t size)
{
    ReadOptions options;
#ifdef WATTLINE_FUZZ_FORM
    options.form = TraceForm::WATTLINE_FUZZ_FORM;
#endif
    if (size % 2 == 1)
        options.intervalSeconds = 0.5;
    if (size % 4 >= 2)
        options.sideColumns = SideColumns::Keep;
    if (size % 16 == 7)
        options.field = PowerField::Average;
    return options;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const ReadOptions options = optionsFor(size);
    const RunContext oneThread{{}, {}, 1};
    const Result<std::vector<Trace>> recordings = parseRecordings(bytes, "odd.csv", options, oneThread);
    if (recordings)
        checkRecordings(*recordings);
    else
        demand(recordings.error().message.starts_with("odd.csv") && recordings.error().message.ends_with('.'),
               "errors in sentences that name the file");
    if (size % 8 == 3)
        demand(previewBytes(bytes, "odd.csv", size, options, oneThread).hasValue() || !recordings,
               "a preview of what can be read");
    return 0;
}
