// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/modern_settings.h"

#include <array>

namespace wattline {

std::span<const Technique> allTechniques()
{
    using T = ModernTechniques;
    static constexpr std::array Techniques = {
        Technique{"linear-scaling", "Linear scaling of every candidate", &T::linearScaling},
        Technique{"coefficient-fitting", "Coefficients fitted by Levenberg-Marquardt", &T::coefficientFitting},
        Technique{"lexicase", "Half of the parents by epsilon-lexicase", &T::lexicase},
        Technique{"intervals", "Interval arithmetic instead of protected functions", &T::intervals},
        Technique{"deduplication", "Formulas met before are left out", &T::deduplication},
        Technique{"power-law-seeds", "Seeds of power-law form", &T::powerLawSeeds},
        Technique{"inner-validation", "Choice by rows held out of the training", &T::innerValidation}};
    return Techniques;
}

} // namespace wattline
