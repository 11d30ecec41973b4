// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <string>

namespace wattline::ui {

/// Text of the core (UTF-8) for the window, and back.
inline QString shown(const std::string& text)
{
    return QString::fromStdString(text);
}

inline std::string plain(const QString& text)
{
    return text.toStdString();
}

inline std::filesystem::path pathOf(const QString& text)
{
    return std::filesystem::path(text.toStdString());
}

/// A name of the core as the beginning of a sentence or the only word of a cell: "Peak".
QString capitalised(const std::string& name);

/// The file's name without its folder.
QString fileName(const std::filesystem::path& path);

/// A number with the given significant digits, and up to a million with all before the point, as tables show it; "–"
/// for one that is not finite ("nothing measured" is never written as 0).
QString numberText(double value, int significantDigits = 4);

/// A fraction as a percentage with one decimal: "2.6 %".
QString percentText(double fraction);

/// Seconds as people read them: "4.2 s", "3 min 9 s", "2 h 05 min".
QString durationText(double seconds);

/// Energy with a fitting unit: "812 J", "27.2 kJ", "0.31 kWh".
QString energyText(double joules);

} // namespace wattline::ui
