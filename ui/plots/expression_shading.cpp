// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_shading.h"

#include "ui/style/palette.h"
#include "ui/style/text.h"

#include <QObject>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

double strongestOf(const FormulaContributions& contributions)
{
    if (contributions.nodes.empty())
        return 1.0;
    if (const double whole = contributions.nodes.back().change; whole > 0.0)
        return whole;
    double largest = 0.0;
    for (const NodeContribution& node : contributions.nodes) {
        if (std::isfinite(node.change))
            largest = std::max(largest, std::abs(node.change));
    }
    return largest > 0.0 ? largest : 1.0;
}

double luminance(const QColor& colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

ContributionScale::ContributionScale(const FormulaContributions& contributions, QString targetUnit)
    : m_measure(contributions.measure),
      m_error(contributions.error),
      m_strongest(strongestOf(contributions)),
      m_targetUnit(std::move(targetUnit))
{
}

double ContributionScale::shownValue(double change) const
{
    return m_measure == ErrorMeasure::MeanRelative ? 100.0 * change : change;
}

QString ContributionScale::text(double change) const
{
    if (!std::isfinite(change))
        return numberText(change);
    constexpr double Negligible = 1e-4; // of the strongest
    if (std::abs(change) < Negligible * m_strongest)
        return QStringLiteral("0");
    const QString size = numberText(std::abs(shownValue(change)), 3);
    return (change > 0.0 ? QStringLiteral("+") : QStringLiteral("\u2212")) + size;
}

QString ContributionScale::textWithUnit(double change) const
{
    return std::isfinite(change) ? (text(change) + QLatin1Char(' ') + unit()).trimmed() : text(change);
}

double ContributionScale::strength(double change) const
{
    if (!std::isfinite(change))
        return 0.0;
    return std::copysign(std::sqrt(std::min(1.0, std::abs(change) / m_strongest)), change);
}

QString ContributionScale::measure() const
{
    return m_measure == ErrorMeasure::MeanRelative ? QObject::tr("MRE") : QObject::tr("MAE");
}

QString ContributionScale::errorText() const
{
    if (m_measure == ErrorMeasure::MeanRelative)
        return percentText(m_error);
    return (numberText(m_error) + QLatin1Char(' ') + m_targetUnit).trimmed();
}

QString ContributionScale::unit() const
{
    return m_measure == ErrorMeasure::MeanRelative ? QObject::tr("percentage points") : m_targetUnit;
}

QColor contributionColour(double strength, const QPalette& palette)
{
    constexpr double Fullest = 0.85;
    const QColor ground = palette.color(QPalette::Base);
    const QColor hue = seriesColour(strength < 0.0 ? 1 : 0, groundOf(palette));
    const double share = Fullest * std::min(1.0, std::abs(strength));
    const auto mixed = [share](float from, float to) { return from + static_cast<float>(share) * (to - from); };
    return QColor::fromRgbF(mixed(ground.redF(), hue.redF()), mixed(ground.greenF(), hue.greenF()),
                            mixed(ground.blueF(), hue.blueF()));
}

QColor inkOn(const QColor& ground)
{
    const double light = luminance(ground);
    return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? QColor(Qt::white) : QColor(0x10, 0x10, 0x10);
}

} // namespace wattline::ui
