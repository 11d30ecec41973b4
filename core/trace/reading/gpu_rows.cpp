// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/gpu_rows.h"

#include <fmt/format.h>

namespace wattline {

void GpuRows::noteStep(std::int64_t step, std::size_t line, IssueLog& log)
{
    stepsBack += step < 0 ? 1 : 0;
    if (step != 0 && jumps.size() < MostJumps)
        jumps.push_back({micros.size(), line});
    if (step == 0)
        log.count(IssueKind::DuplicateTime, line, [&] {
            return fmt::format("A stamp repeats for GPU {}; its samples were spread evenly over their tick.", id);
        });
}

} // namespace wattline
