// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/formula_card.h"

#include "core/expression/names.h"
#include "core/expression/print.h"

#include <algorithm>

namespace wattline {

namespace {

bool isUnscaled(const Scaler& scaler)
{
    return (scaler.mean.array() == 0.0).all() && (scaler.scale.array() == 1.0).all();
}

Expression rawFormulaOf(const CardSubject& subject)
{
    if (isUnscaled(subject.scaler))
        return subject.formula;
    return inRawUnits(subject.formula, {subject.scaler.mean.begin(), subject.scaler.mean.end()},
                      {subject.scaler.scale.begin(), subject.scaler.scale.end()});
}

/// The bounds of the formula as searched.
PredictionBounds boundsOf(const CardSubject& subject, const UncertaintySettings& settings)
{
    const RegressionData* const held = subject.heldPart ? subject.parts[*subject.heldPart].rows.get() : nullptr;
    return predictionBounds(subject.formula, isUnscaled(subject.scaler) ? Scaler() : subject.scaler,
                            {*subject.parts.front().rows, held, subject.heldChose}, settings);
}

} // namespace

std::vector<ProtectedUse> protectedUsesOf(const Expression& formula)
{
    std::vector<ProtectedUse> uses;
    for (const Op op : AllFunctions) {
        const auto count =
            std::count_if(formula.nodes.begin(), formula.nodes.end(), [op](const Node& node) { return node.op == op; });
        if (count > 0 && !protectionOf(op).empty())
            uses.push_back({op, static_cast<std::size_t>(count)});
    }
    return uses;
}

Result<FormulaCard> cardOf(const CardSubject& subject, const UncertaintySettings& settings, const RunContext& context)
{
    const RegressionData& train = *subject.parts.front().rows;
    FormulaCard card;
    card.target = train.targetName;
    card.featureNames = train.featureNames;
    card.formula = subject.formula;
    card.rawFormula = rawFormulaOf(subject);
    card.length = subject.formula.length();
    card.depth = depthOf(subject.formula);
    for (const std::size_t variable : variablesOf(subject.formula))
        card.features.push_back(train.featureNames[variable]);
    const Result<FormulaFit> fit = fitOf(card.rawFormula, subject.parts, context);
    if (!fit)
        return fit.error();
    for (const FittedPart& part : fit->parts)
        card.parts.push_back({part.part.name, static_cast<std::size_t>(part.part.rows->rows()), part.errors});
    card.bounds = boundsOf(subject, settings);
    card.box = validityBoxOf(card.rawFormula, train);
    card.protectedFunctions = protectedUsesOf(subject.formula);
    return card;
}

std::string constantNameOf(std::size_t number, const std::vector<std::string>& names)
{
    std::string prefix = "c";
    const auto isTaken = [&](const std::string& name) {
        return name.starts_with(prefix) && name.find_first_not_of("0123456789", prefix.size()) == std::string::npos;
    };
    while (std::any_of(names.begin(), names.end(), isTaken))
        prefix += 'c';
    return prefix + std::to_string(number);
}

std::string textWithNamedConstants(const Expression& formula, std::vector<std::string> names)
{
    const std::vector<std::string> features = names;
    Expression named = formula;
    std::size_t count = 0;
    for (Node& node : named.nodes) {
        if (node.op != Op::Constant)
            continue;
        node = {Op::Variable, static_cast<std::uint16_t>(names.size())};
        names.push_back(constantNameOf(++count, features));
    }
    return toText(named, names);
}

} // namespace wattline
