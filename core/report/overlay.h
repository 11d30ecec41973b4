// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"
#include "core/trace/align.h"

#include <memory>

namespace wattline {

/// One of several recordings that are laid over one another, on the time that all share.
struct OverlaidRecording {
    std::string name;
    double zeroSeconds = 0.0;  ///< time zero on the recording's own clock
    double shiftSeconds = 0.0; ///< how much later time zero comes in it than in the first recording
    double meanWatts = 0.0;    ///< this and the energy: of its own samples over the common stretch
    double energyJoules = 0.0;
    double meanDifferenceWatts = 0.0; ///< this recording minus the first; 0 for the first, as the two below
    double energyDifferenceJoules = 0.0;
    double distanceWatts = 0.0;                      ///< root mean square of the difference, point by point
    std::shared_ptr<const SampledSeries> power;      ///< every sample of it, also outside the common stretch
    std::shared_ptr<const SampledSeries> difference; ///< to the first, on the common grid; null for the first
};

/// Recordings laid over one another.
struct Overlay {
    AlignAt alignAt = AlignAt::FirstRise;
    double beginSeconds = 0.0; ///< the stretch that all of them have
    double endSeconds = 0.0;
    double stepSeconds = 0.0;                  ///< of the grid on which the differences are taken
    std::vector<OverlaidRecording> recordings; ///< in the order given
};

/// Lays recordings over one another. Error Data for fewer than two; else as align().
Result<Overlay> overlay(const std::vector<NamedSeries>& series, const AlignSettings& settings = {},
                        const RunContext& context = {});

/// The power of all in one panel, each with its colour and name; below it the difference of each to the first.
Figure overlayFigure(const Overlay& overlay, const std::string& title);

} // namespace wattline
