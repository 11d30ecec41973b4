// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <hwy/highway.h>
#include <vector>

namespace wattline::test {

/// The instruction sets that this machine has of those that vectorised code is compiled for, the best first.
inline std::vector<std::int64_t> instructionSets()
{
    hwy::SetSupportedTargetsForTest(0);
    std::vector<std::int64_t> sets;
    for (const std::int64_t target : {HWY_AVX3, HWY_AVX2, HWY_SSE4, HWY_SCALAR}) {
        if ((hwy::SupportedTargets() & target) != 0)
            sets.push_back(target);
    }
    return sets;
}

/// Makes vectorised code use one instruction set, for as long as it lives.
class OnlyInstructionSet {
public:
    explicit OnlyInstructionSet(std::int64_t target)
    {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    ~OnlyInstructionSet()
    {
        hwy::SetSupportedTargetsForTest(0);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
    OnlyInstructionSet(const OnlyInstructionSet&) = delete;
    OnlyInstructionSet& operator=(const OnlyInstructionSet&) = delete;
};

} // namespace wattline::test
