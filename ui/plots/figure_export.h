// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/figure.h"

#include <QFont>
#include <QImage>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

class QPainter;

namespace wattline::ui {

enum class FigureFormat { Pdf, Svg, Png };

/// How a figure goes on paper: laid out for print, independent of the screen.
struct FigureExportSettings {
    FigureFormat format = FigureFormat::Pdf;
    double widthMillimetres = 89.0;
    double heightMillimetres = 60.0;
    double fontPoints = 7.0;
    double linePoints = 0.75;
    int dotsPerInch = 300; ///< of PNG
    /// The stretch of x to show; the whole figure without it.
    std::optional<std::pair<double, double>> range;
};

/// A height at which every lane can be read, and no higher than a page of Nature.
double proposedHeightMillimetres(const Figure& figure);

/// Writes the figure, beside and renamed. Error Io naming the file and the reason; Error Data for sizes that make no
/// sense.
Result<void> exportFigure(const Figure& figure, const FigureExportSettings& settings,
                          const std::filesystem::path& path);

/// What goes on paper and is no figure with axes: a formula, a tree.
struct PaperDrawing {
    std::string title;
    double heightMillimetres = 60.0; ///< proposed for one column
    /// Draws itself into a rectangle of that size at the origin, in units of PrintUnitsPerPoint.
    std::function<void(QPainter& painter, const QSizeF& size, const FigureExportSettings& settings)> draw;
};

inline constexpr double PrintUnitsPerPoint = 10.0;
inline constexpr double PrintUnitsPerMillimetre = 720.0 / 25.4;

/// The font of whatever is drawn for paper, in print units.
QFont printFont(double fontPoints);

/// As exportFigure().
Result<void> exportDrawing(const PaperDrawing& drawing, const FigureExportSettings& settings,
                           const std::filesystem::path& path);
QImage drawingImage(const PaperDrawing& drawing, const FigureExportSettings& settings);

/// The figure as a picture, for the preview of the export dialog and for rendering without a window.
QImage figureImage(const Figure& figure, const FigureExportSettings& settings);

} // namespace wattline::ui
