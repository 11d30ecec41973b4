// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/methods.h"

namespace wattline {

std::vector<Method> allMethods(Effort effort)
{
    return {
        symbolicMethod(effort),       //
        modernSymbolicMethod(effort), //
        linearMethod(effort),         //
        ridgeMethod(effort),          //
        lassoMethod(effort),          //
        boostingMethod(effort),       //
        mlpMethod(effort),            //
        tdpMethod(effort),            //
    };
}

} // namespace wattline
