// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/text.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

const QString Absent = QStringLiteral("–");

} // namespace

QString capitalised(const std::string& name)
{
    const QString text = shown(name);
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

QString fileName(const std::filesystem::path& path)
{
    return shown(path.filename().string());
}

QString numberText(double value, int significantDigits)
{
    if (!std::isfinite(value))
        return Absent;
    // All digits before the point: 110 W with two digits is not 1.1e+02 W.
    const double size = std::abs(value);
    const int digitsBeforePoint = size >= 1.0 && size < 1e6 ? 1 + static_cast<int>(std::log10(size)) : 0;
    return shown(formatShort(value, std::max(significantDigits, digitsBeforePoint)));
}

QString percentText(double fraction)
{
    return std::isfinite(fraction) ? QStringLiteral("%1 %").arg(100.0 * fraction, 0, 'f', 1) : Absent;
}

QString durationText(double seconds)
{
    if (!std::isfinite(seconds))
        return Absent;
    if (seconds < 60.0)
        return QStringLiteral("%1 s").arg(seconds, 0, 'f', seconds < 10.0 ? 2 : 1);
    const auto whole = static_cast<long long>(std::llround(seconds));
    if (whole < 3600)
        return QStringLiteral("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return QStringLiteral("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QLatin1Char('0'));
}

QString energyText(double joules)
{
    constexpr double JoulesPerKwh = 3.6e6;
    if (!std::isfinite(joules))
        return Absent;
    if (std::abs(joules) < 1e3)
        return numberText(joules, 4) + QStringLiteral(" J");
    if (std::abs(joules) < 0.1 * JoulesPerKwh)
        return numberText(joules / 1e3, 4) + QStringLiteral(" kJ");
    return numberText(joules / JoulesPerKwh, 4) + QStringLiteral(" kWh");
}

} // namespace wattline::ui
