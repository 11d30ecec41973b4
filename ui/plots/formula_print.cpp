// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/formula_print.h"

#include "ui/plots/expression_legend.h"
#include "ui/plots/formula_layout.h"

#include <QFontInfo>
#include <QPainter>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr double Margin = 0.02; // of the width
constexpr double LeastHeight = 20.0;
constexpr double PageHeight = 170.0;

QPalette paperPalette()
{
    QPalette palette(Qt::white);
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    return palette;
}

void drawFormula(QPainter& painter, const QSizeF& size, const FormulaLayout& layout, double linePoints)
{
    const QSizeF room = size * (1.0 - 2.0 * Margin);
    const double scale = std::min({1.0, room.width() / layout.size.width(), room.height() / layout.size.height()});
    painter.translate((size.width() - scale * layout.size.width()) / 2.0,
                      (size.height() - scale * layout.size.height()) / 2.0);
    painter.scale(scale, scale);
    painter.setPen(Qt::black);
    paintFormula(painter, layout, linePoints * PrintUnitsPerPoint);
}

FormulaLayout forPaper(const Expression& expression, const std::vector<std::string>& names, double width,
                       double fontPoints)
{
    FormulaSetting setting;
    setting.width = width * (1.0 - 2.0 * Margin);
    return layoutFormula(expression, names, printFont(fontPoints), setting);
}

double heightInMillimetres(double units)
{
    return std::clamp(units / PrintUnitsPerMillimetre, LeastHeight, PageHeight);
}

} // namespace

PaperDrawing formulaDrawing(const Expression& expression, const std::vector<std::string>& names, std::string title)
{
    PaperDrawing drawing;
    drawing.title = std::move(title);
    const FigureExportSettings defaults;
    const FormulaLayout proposed =
        forPaper(expression, names, defaults.widthMillimetres * PrintUnitsPerMillimetre, defaults.fontPoints);
    drawing.heightMillimetres = heightInMillimetres(proposed.size.height() * 1.1);
    drawing.draw = [expression, names](QPainter& painter, const QSizeF& size, const FigureExportSettings& settings) {
        drawFormula(painter, size, forPaper(expression, names, size.width(), settings.fontPoints), settings.linePoints);
    };
    return drawing;
}

PaperDrawing treeDrawing(const ShownTree& tree, std::set<std::size_t> collapsed, std::string title)
{
    const auto makeScene = [tree, collapsed] {
        auto scene = std::make_shared<ExpressionScene>();
        scene->setTree(tree, paperPalette());
        scene->setCollapsedNodes(collapsed);
        return scene;
    };
    PaperDrawing drawing;
    drawing.title = std::move(title);
    const FigureExportSettings defaults;
    const double width = defaults.widthMillimetres * PrintUnitsPerMillimetre;
    const QRectF proposed = makeScene()->sceneRect();
    const double scale = std::min(width / proposed.width(), printFont(defaults.fontPoints).pixelSize() /
                                                                static_cast<double>(QFontInfo(QFont()).pixelSize()));
    double height = scale * proposed.height();
    if (tree.contributions)
        height += legendHeight(printFont(defaults.fontPoints), width, {*tree.contributions, tree.targetUnit});
    drawing.heightMillimetres = heightInMillimetres(1.05 * height);
    drawing.draw = [makeScene](QPainter& painter, const QSizeF& size, const FigureExportSettings& settings) {
        const auto scene = makeScene();
        const QFont font = printFont(settings.fontPoints);
        QRectF room({0.0, 0.0}, size);
        if (const auto& contributions = scene->shown().contributions) {
            const ContributionScale colours(*contributions, scene->shown().targetUnit);
            room.setHeight(size.height() - legendHeight(font, size.width(), colours));
            painter.setFont(font);
            paintLegend(painter, QRectF(room.bottomLeft(), QPointF(size.width(), size.height())), colours,
                        paperPalette());
        }
        const QRectF source = scene->sceneRect();
        const double largest = font.pixelSize() / static_cast<double>(QFontInfo(QFont()).pixelSize());
        const double factor = std::min({largest, room.width() / source.width(), room.height() / source.height()});
        QRectF target({0.0, 0.0}, source.size() * factor);
        target.moveCenter(room.center());
        scene->render(&painter, target, source);
    };
    return drawing;
}

} // namespace wattline::ui
