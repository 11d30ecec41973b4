// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint_parts.h"

#include <array>

namespace wattline {

namespace {

constexpr std::array StrictCounts = {&StrictSettings::population, &StrictSettings::generations,
                                     &StrictSettings::tournament, &StrictSettings::depthMin, &StrictSettings::depthMax};
constexpr std::array StrictNumbers = {
    &StrictSettings::stoppingFitness, &StrictSettings::crossover,     &StrictSettings::subtreeMutation,
    &StrictSettings::hoistMutation,   &StrictSettings::pointMutation, &StrictSettings::pointReplace,
    &StrictSettings::parsimony,       &StrictSettings::constantMin,   &StrictSettings::constantMax};
constexpr std::array ModernCounts = {&ModernSettings::population, &ModernSettings::generations,
                                     &ModernSettings::maxLength};

void put(ByteWriter& writer, const std::vector<Op>& functions)
{
    writer.number(functions.size());
    for (Op op : functions)
        writer.number(static_cast<std::uint64_t>(op));
}

std::vector<Op> takeFunctions(ByteReader& reader)
{
    std::vector<Op> functions;
    for (std::size_t left = reader.count(1); left > 0; --left)
        functions.push_back(static_cast<Op>(reader.numberUpTo(static_cast<std::uint64_t>(AllFunctions.back()))));
    return functions;
}

void put(ByteWriter& writer, const StrictSettings& settings)
{
    for (const auto count : StrictCounts)
        writer.number(settings.*count);
    for (const auto number : StrictNumbers)
        writer.real(settings.*number);
    put(writer, settings.functions);
    writer.number(settings.seed);
}

StrictSettings takeStrict(ByteReader& reader)
{
    StrictSettings settings;
    for (const auto count : StrictCounts)
        settings.*count = reader.number();
    for (const auto number : StrictNumbers)
        settings.*number = reader.real();
    settings.functions = takeFunctions(reader);
    settings.seed = reader.number();
    return settings;
}

void put(ByteWriter& writer, const ModernSettings& settings)
{
    for (const auto count : ModernCounts)
        writer.number(settings.*count);
    writer.number(settings.evaluations);
    writer.real(settings.timeLimitSeconds);
    writer.real(settings.stoppingError);
    put(writer, settings.functions);
    writer.number(static_cast<std::uint64_t>(settings.error));
    writer.number(allTechniques().size());
    for (const Technique& technique : allTechniques())
        writer.number(settings.techniques.*technique.isOn ? 1 : 0);
    writer.number(settings.seed);
}

ModernSettings takeModern(ByteReader& reader)
{
    ModernSettings settings;
    for (const auto count : ModernCounts)
        settings.*count = reader.number();
    settings.evaluations = reader.number();
    settings.timeLimitSeconds = reader.real();
    settings.stoppingError = reader.real();
    settings.functions = takeFunctions(reader);
    settings.error =
        static_cast<ErrorMeasure>(reader.numberUpTo(static_cast<std::uint64_t>(ErrorMeasure::RootMeanSquareLog)));
    if (reader.number() != allTechniques().size())
        reader.fail();
    for (const Technique& technique : allTechniques())
        settings.techniques.*technique.isOn = reader.numberUpTo(1) == 1;
    settings.seed = reader.number();
    return settings;
}

} // namespace

void put(ByteWriter& writer, const SearchSettings& settings)
{
    writer.number(settings.mode == SearchMode::Strict ? 0 : 1);
    put(writer, settings.strict);
    put(writer, settings.modern);
}

SearchSettings takeSettings(ByteReader& reader)
{
    SearchSettings settings;
    settings.mode = reader.numberUpTo(1) == 0 ? SearchMode::Strict : SearchMode::Modern;
    settings.strict = takeStrict(reader);
    settings.modern = takeModern(reader);
    return settings;
}

} // namespace wattline
