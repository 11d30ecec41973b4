// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"
#include "tests/support/qt_warnings.h"
#include "ui/plots/formula_print.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;

namespace {

const std::vector<std::string> Names = {"batch_size", "params"};

Expression formula(const char* text)
{
    return *parseExpression(text, Names);
}

ShownTree coloured(const char* text)
{
    ShownTree tree{formula(text), Names};
    tree.contributions.emplace();
    tree.contributions->nodes.assign(tree.expression.nodes.size(), {1.0, 0.25});
    return tree;
}

/// The smallest rectangle of the picture that holds everything that is not white.
QRect inkOf(const QImage& image)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 250)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

class Paper {
public:
    QByteArray write(const PaperDrawing& drawing, FigureFormat format) const
    {
        FigureExportSettings settings;
        settings.format = format;
        settings.heightMillimetres = drawing.heightMillimetres;
        const QString path = m_folder.filePath(QStringLiteral("drawing"));
        QFile file(path);
        return exportDrawing(drawing, settings, path.toStdString()) && file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                                                      : QByteArray();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class FormulaPrintTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void aFormulaGoesOnPaperAsTextAndLines()
    {
        const PaperDrawing drawing = formulaDrawing(formula("log(params) / batch_size ^ 0.5 + 3"), Names, "Formula");
        const QByteArray svg = Paper().write(drawing, FigureFormat::Svg);
        QVERIFY(svg.contains("batch_size") && svg.contains("params"));
        QVERIFY(!svg.contains("<image"));
        const QByteArray pdf = Paper().write(drawing, FigureFormat::Pdf);
        QVERIFY(pdf.contains("/FontFile2"));
        QVERIFY(!pdf.contains("/Subtype /Image"));
    }

    void aTreeGoesOnPaperAsTextAndLinesWithItsLegend()
    {
        const PaperDrawing drawing = treeDrawing(coloured("log(params) / batch_size + 3"), {}, "Tree");
        const QByteArray svg = Paper().write(drawing, FigureFormat::Svg);
        for (const char* text : {"batch_size", "params", "log", "+25", "training MRE"})
            QVERIFY2(svg.contains(text), text);
        QVERIFY(!svg.contains("<image"));
    }

    void aCollapsedPartStaysCollapsedOnPaper()
    {
        const QByteArray svg =
            Paper().write(treeDrawing(coloured("log(params) / batch_size + 3"), {3}, "Tree"), FigureFormat::Svg);
        QVERIFY(!svg.contains("batch_size"));
        QVERIFY(svg.contains("4 nodes"));
    }

    void everythingLiesOnThePaper_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("short") << "params + 1";
        QTest::newRow("a long sum") << "params * 3.5 + batch_size * 12.25 - params ^ 2 * batch_size + params / 1234567 "
                                       "+ batch_size ^ 1.75 - 0.001234 * params + log(batch_size * params)";
        QTest::newRow("a long product") << "(params + 1.5) * (batch_size - 12.25) * (params + 3.25) * (batch_size + 9) "
                                           "* (params + 1000000) * (batch_size * 77 - params)";
        QTest::newRow("high") << "params ^ (params ^ (1 / (1 + 1 / (2 + 1 / (3 + 1 / (4 + batch_size))))))";
    }
    void everythingLiesOnThePaper()
    {
        QFETCH(QString, text);
        const Expression expression = formula(qPrintable(text));
        for (const PaperDrawing& drawing :
             {formulaDrawing(expression, Names, "Formula"), treeDrawing(coloured(qPrintable(text)), {}, "Tree")}) {
            FigureExportSettings settings;
            settings.heightMillimetres = drawing.heightMillimetres;
            settings.dotsPerInch = 150;
            const QImage image = drawingImage(drawing, settings);
            const QRect ink = inkOf(image);
            QVERIFY(!ink.isEmpty());
            QVERIFY(image.rect().adjusted(1, 1, -1, -1).contains(ink));
        }
    }

    void aShortFormulaIsInTheAskedFont()
    {
        FigureExportSettings small;
        FigureExportSettings large;
        large.fontPoints = 2.0 * small.fontPoints;
        const PaperDrawing drawing = formulaDrawing(formula("params + 1"), Names, "Formula");
        const QRect first = inkOf(drawingImage(drawing, small));
        const QRect second = inkOf(drawingImage(drawing, large));
        QVERIFY(std::abs(second.width() - 2 * first.width()) < 0.1 * second.width());
    }
};

QTEST_MAIN(FormulaPrintTest)
#include "tst_formula_print.moc"
