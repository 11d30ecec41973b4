// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/fit_rows.h"
#include "core/evolution/individual.h"
#include "core/evolution/modern_settings.h"
#include "core/expression/intervals.h"

#include <optional>
#include <stop_token>
#include <unordered_set>

namespace wattline {

/// Makes individuals of formulas: simplifies, scales, fits and judges them on the training rows. Safe to use from
/// several threads.
class Assessor {
public:
    Assessor(FitRows rows, const RegressionData& train, const ModernSettings& settings);

    /// The formula, simplified for the box of the training rows; nothing where it is too long, has an exponent that is
    /// no constant, or (intervals) may have a pole or leave a domain in the box.
    std::optional<Expression> admitted(const Expression& formula) const;

    /// Whether the formula could stand in a population without being simplified first: not too long, and sound.
    bool admitsAsItIs(const Expression& formula) const;

    /// The scaled and fitted formula as an individual; nothing where it is not finite, too long when scaled, of a shape
    /// that is `known`, or has come to a pole.
    std::optional<Individual> assess(Expression formula, const std::unordered_set<std::uint64_t>& known, Work& work,
                                     const std::stop_token& stop) const;

    /// The individual that the formula is, as it stands.
    std::optional<Individual> individualOf(Expression formula, Work& work) const;

    /// The individual with its coefficients fitted further, where that improves it.
    Individual refined(const Individual& individual, std::size_t steps, Work& work, const std::stop_token& stop) const;

    /// The individual with constants that are whole or half numbers but for rounding made so, one after another, where
    /// its error stays the same but for rounding; nothing where no constant is of that kind. Laws without noise come
    /// out clean.
    std::optional<Individual> rounded(const Individual& individual, Work& work, const std::stop_token& stop) const;

    void change(const ModernSettings& settings) { m_settings = settings; }
    const FitRows& rows() const { return m_rows; }
    const std::vector<Interval>& box() const { return m_box; }

private:
    bool isSound(const Expression& formula) const;
    void fit(Expression& formula, std::size_t steps, Work& work, const std::stop_token& stop) const;

    FitRows m_rows;
    ModernSettings m_settings;
    std::vector<Interval> m_box;
    double m_rounding = 0.0;          ///< errors below are but rounding
    std::vector<std::size_t> m_cases; ///< rows that lexicase selection looks at
};

} // namespace wattline
