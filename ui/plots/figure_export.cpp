// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_export.h"

#include "core/base/file.h"
#include "ui/plots/figure_layout.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr double MillimetresPerInch = 25.4;
constexpr int UnitsPerInch = 72 * UnitsPerPoint;
static_assert(PrintUnitsPerPoint == UnitsPerPoint);

/// Something titled that draws itself with a painter whose unit is the layout unit.
struct Print {
    QString title;
    std::function<void(QCPPainter&)> draw;
};

int unitsOf(double millimetres)
{
    return static_cast<int>(std::lround(millimetres / MillimetresPerInch * UnitsPerInch));
}

/// Sizes that a page of paper can have and a person can read; larger ones would also exhaust the memory.
std::optional<Error> problemWith(const FigureExportSettings& settings)
{
    const auto outside = [](double value, double low, double high) { return !(value >= low && value <= high); };
    if (outside(settings.widthMillimetres, 20.0, 500.0) || outside(settings.heightMillimetres, 20.0, 500.0))
        return Error{ErrorKind::Data, "A figure is 20 to 500 mm wide and high; choose a size within."};
    if (outside(settings.fontPoints, 3.0, 40.0))
        return Error{ErrorKind::Data, "The font of a figure is 3 to 40 pt; choose a size within."};
    if (outside(settings.linePoints, 0.1, 10.0))
        return Error{ErrorKind::Data, "The lines of a figure are 0.1 to 10 pt wide; choose a width within."};
    if (outside(settings.dotsPerInch, 50, 1200))
        return Error{ErrorKind::Data, "A picture has 50 to 1200 dots per inch; choose a number within."};
    return std::nullopt;
}

QSize sizeInUnits(const FigureExportSettings& settings)
{
    return {unitsOf(settings.widthMillimetres), unitsOf(settings.heightMillimetres)};
}

/// Draws the figure for print with a painter whose unit is the layout unit.
void drawFigure(const Figure& figure, const FigureExportSettings& settings, QCPPainter& painter)
{
    const QSize size = sizeInUnits(settings);
    QCustomPlot plot;
    plot.setAutoAddPlottableToLegend(false);
    plot.setViewport(QRect(QPoint(), size));
    FigureLayout layout(plot);
    layout.build(figure, printStyle(settings.fontPoints, settings.linePoints));
    layout.fitInto(size);
    if (settings.range) {
        for (const LaidPanel& panel : layout.panels())
            panel.x->setRange(settings.range->first, settings.range->second);
    }
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNonCosmetic);
    plot.toPainter(&painter, size.width(), size.height());
}

Print printOf(const Figure& figure, const FigureExportSettings& settings)
{
    return {QString::fromStdString(figure.title),
            [&figure, &settings](QCPPainter& painter) { drawFigure(figure, settings, painter); }};
}

Print printOf(const PaperDrawing& drawing, const FigureExportSettings& settings)
{
    return {QString::fromStdString(drawing.title),
            [&drawing, &settings](QCPPainter& painter) { drawing.draw(painter, sizeInUnits(settings), settings); }};
}

QByteArray pdfOf(const Print& print, const FigureExportSettings& settings)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("Wattline " WATTLINE_VERSION));
        writer.setTitle(print.title);
        writer.setResolution(UnitsPerInch);
        writer.setPageLayout(QPageLayout(QPageSize(QSizeF(settings.widthMillimetres, settings.heightMillimetres),
                                                   QPageSize::Millimeter, QString(), QPageSize::ExactMatch),
                                         QPageLayout::Portrait, QMarginsF(), QPageLayout::Millimeter));
        QCPPainter painter;
        painter.begin(&writer);
        print.draw(painter);
        painter.end();
    }
    return bytes;
}

QByteArray svgOf(const Print& print, const FigureExportSettings& settings)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(print.title);
    generator.setDescription(QStringLiteral("Drawn by Wattline " WATTLINE_VERSION));
    generator.setResolution(UnitsPerInch);
    generator.setSize(sizeInUnits(settings));
    generator.setViewBox(QRect(QPoint(), sizeInUnits(settings)));
    QCPPainter painter;
    painter.begin(&generator);
    print.draw(painter);
    painter.end();
    return bytes;
}

QImage imageOf(const Print& print, const FigureExportSettings& settings)
{
    const double dotsPerMillimetre = settings.dotsPerInch / MillimetresPerInch;
    QImage image(static_cast<int>(std::lround(settings.widthMillimetres * dotsPerMillimetre)),
                 static_cast<int>(std::lround(settings.heightMillimetres * dotsPerMillimetre)),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    image.setDotsPerMeterX(static_cast<int>(std::lround(dotsPerMillimetre * 1000.0)));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    QCPPainter painter;
    painter.begin(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double scale = static_cast<double>(settings.dotsPerInch) / UnitsPerInch;
    painter.scale(scale, scale);
    print.draw(painter);
    painter.end();
    return image;
}

QByteArray pngOf(const Print& print, const FigureExportSettings& settings)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    imageOf(print, settings).save(&buffer, "PNG");
    return bytes;
}

Result<void> write(const Print& print, const FigureExportSettings& settings, const std::filesystem::path& path)
{
    if (const std::optional<Error> problem = problemWith(settings))
        return *problem;
    QByteArray bytes;
    switch (settings.format) {
    case FigureFormat::Pdf:
        bytes = pdfOf(print, settings);
        break;
    case FigureFormat::Svg:
        bytes = svgOf(print, settings);
        break;
    case FigureFormat::Png:
        bytes = pngOf(print, settings);
        break;
    }
    return writeFileAtomically(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace

double proposedHeightMillimetres(const Figure& figure)
{
    constexpr double Lane = 24.0;
    constexpr double Panel = 60.0;
    constexpr double Page = 170.0;
    return std::clamp(Lane * static_cast<double>(figure.panels.size()), Panel, Page);
}

QFont printFont(double fontPoints)
{
    return printStyle(fontPoints, 1.0).font;
}

QImage figureImage(const Figure& figure, const FigureExportSettings& settings)
{
    return imageOf(printOf(figure, settings), settings);
}

QImage drawingImage(const PaperDrawing& drawing, const FigureExportSettings& settings)
{
    return imageOf(printOf(drawing, settings), settings);
}

Result<void> exportFigure(const Figure& figure, const FigureExportSettings& settings, const std::filesystem::path& path)
{
    return write(printOf(figure, settings), settings, path);
}

Result<void> exportDrawing(const PaperDrawing& drawing, const FigureExportSettings& settings,
                           const std::filesystem::path& path)
{
    return write(printOf(drawing, settings), settings, path);
}

} // namespace wattline::ui
