// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/gpu_rows.h"

#include <fmt/format.h>

namespace wattline {

void GpuRows::append(std::int64_t time, float power, std::size_t line, IssueLog& log)
{
    if (!micros.empty()) {
        const std::int64_t step = time - micros.back();
        stepsBack += step < 0 ? 1 : 0;
        if ((step < 0 || step > LongStepMicros) && jumps.size() < MostJumps)
            jumps.push_back({micros.size(), line});
        if (step == 0)
            log.count(IssueKind::DuplicateTime, line, [&] {
                return fmt::format("A stamp repeats for GPU {}; its samples were spread evenly over their tick.", id);
            });
    }
    micros.push_back(time);
    watts.push_back(power);
}

} // namespace wattline
