// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formula_option.h"

#include "core/expression/parse.h"

namespace wattline::cli {

void addGplearnOption(CLI::App& command, bool& isGplearn)
{
    command.add_flag("--gplearn", isGplearn,
                     "The formula is in gplearn's names: div, sqrt, log and inv are its protected functions");
}

Result<Expression> readFormulaOption(const std::string& text, const std::vector<std::string>& names, bool isGplearn)
{
    FormulaReading reading = readFormula(text, names, isGplearn ? FunctionNames::Gplearn : FunctionNames::Ordinary);
    if (reading.mistake)
        return Error{ErrorKind::Format, reading.mistake->message + "\n" + markedLine(text, *reading.mistake)};
    return std::move(reading.expression);
}

} // namespace wattline::cli
