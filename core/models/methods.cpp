// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/methods.h"

#include "core/base/text.h"

#include <algorithm>
#include <fmt/format.h>

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
        tdpOracleMethod(effort),      //
        flopsMethod(effort),          //
    };
}

Result<std::vector<const Method*>> methodsNamed(const std::vector<Method>& methods, const std::vector<std::string>& ids)
{
    for (const std::string& id : ids) {
        if (std::any_of(methods.begin(), methods.end(), [&id](const Method& method) { return method.id == id; }))
            continue;
        std::string known;
        for (const Method& method : methods)
            known += (known.empty() ? "" : ", ") + method.id;
        return Error{ErrorKind::Data,
                     fmt::format("There is no method {}; choose among {}.", quotedForMessage(id), known)};
    }
    std::vector<const Method*> named;
    for (const Method& method : methods) {
        if (ids.empty() || std::find(ids.begin(), ids.end(), method.id) != ids.end())
            named.push_back(&method);
    }
    return named;
}

} // namespace wattline
