// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace wattline {

/// How an axis of seconds is written: as plain numbers, as time since its beginning in seconds, minutes and hours, or
/// as the time of day.
enum class TimeTicks { None, Elapsed, Clock };

/// A distance of ticks that people count time in (1, 2, 5, 10, 15, 30 s, ..., days) which divides the range into about
/// `count`; decimal below a second.
double timeStep(double rangeSeconds, int count);

/// What elapsed times up to `largest`, a step apart, are written in: "s", "min:s", "h:min" or "h:min:s".
std::string elapsedUnit(double largestSeconds, double stepSeconds);

/// An elapsed time in that unit: "80", "1:20", "2:05", "2:05:30"; with decimals where the step has some.
std::string elapsedText(double seconds, double largestSeconds, double stepSeconds);

/// The time of day, "14:02" or with seconds and their decimals where the step needs them; the date, "2026-03-01". Both
/// of seconds since 1970 as they stand, in no zone.
std::string clockText(double unixSeconds, double stepSeconds);
std::string dateText(double unixSeconds);

} // namespace wattline
