// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/modern_state.h"

#include "core/evolution/checkpoint_parts.h"

namespace wattline {

namespace {

void put(ByteWriter& writer, const std::vector<Individual>& individuals)
{
    writer.number(individuals.size());
    for (const Individual& individual : individuals)
        wattline::put(writer, individual.formula);
}

std::vector<Individual> takeIndividuals(ByteReader& reader, const Assessor& assessor)
{
    std::vector<Individual> individuals;
    for (std::size_t left = reader.count(1); left > 0 && !reader.failed(); --left) {
        Expression formula = takeExpression(reader, assessor.box().size());
        if (reader.failed())
            break;
        Work again; // which the run has paid for before
        std::optional<Individual> individual = assessor.individualOf(std::move(formula), again);
        if (!individual)
            reader.fail();
        else
            individuals.push_back(*std::move(individual));
    }
    return individuals;
}

} // namespace

void put(ByteWriter& writer, const ModernState& state)
{
    writer.number(state.generation);
    put(writer, state.population);
    put(writer, state.best);
    writer.number(state.work.evaluations);
    writer.number(state.work.nodeRows);
    writer.number(state.work.nodeRowsAsked);
    writer.real(state.seconds);
    writer.real(state.cpuSeconds);
}

ModernState takeModernState(ByteReader& reader, const Assessor& assessor)
{
    ModernState state;
    state.generation = reader.number();
    state.population = takeIndividuals(reader, assessor);
    state.best = takeIndividuals(reader, assessor);
    state.work.evaluations = reader.number();
    state.work.nodeRows = reader.number();
    state.work.nodeRowsAsked = reader.number();
    state.seconds = reader.real();
    state.cpuSeconds = reader.real();
    return state;
}

} // namespace wattline
