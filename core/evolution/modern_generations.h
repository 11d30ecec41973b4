// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/evolution/breeding.h"

namespace wattline {

/// The generations of one modern run: makes each from the one before and keeps the best formulas of all.
class ModernGenerations {
public:
    ModernGenerations(const RegressionData& train, FitRows rows, const ModernSettings& settings);

    /// Makes the next generation. False where a stop came first, or where the generation before has no formula to breed
    /// from; the generation before then stands.
    bool advance(const RunContext& context);

    /// Other settings for the generations to come. Formulas that they do not admit (too long, of a function that is
    /// listed no longer, unsound) go at once; where none is left, a constant takes their place.
    void change(const ModernSettings& settings);

    const ModernState& state() const { return m_state; }
    const FitRows& rows() const { return m_assessor.rows(); }

    /// Takes the place of the state; see takeModernState().
    void read(ByteReader& reader) { m_state = takeModernState(reader, m_assessor); }

private:
    std::vector<Expression> seeds(const RunContext& context) const;
    void dropWhatIsNotAdmitted(const std::vector<Op>& droppedFunctions);
    bool makeGeneration(const RunContext& context);
    bool refine(std::vector<Individual>& best, std::vector<Individual>& population, Work& work,
                const RunContext& context) const;

    RegressionData m_train;
    ModernSettings m_settings;
    Assessor m_assessor;
    FormulaDraw m_draw;
    ModernState m_state;
};

} // namespace wattline
