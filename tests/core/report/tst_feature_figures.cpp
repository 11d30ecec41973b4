// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/correlation_figure.h"
#include "core/report/effect_report.h"
#include "core/report/figures.h"
#include "core/report/fit_figures.h"
#include "core/report/trend_report.h"
#include "tests/support/regression_rows.h"

#include <QTest>

using namespace wattline;

class FeatureFiguresTest : public QObject {
    Q_OBJECT

    static RegressionData rows(Eigen::Index count)
    {
        return rowsWithLaw(count, 2, [](const Eigen::RowVectorXd& x) { return 10.0 + 3.0 * x[0]; });
    }

    static EffectTable optimizers()
    {
        const auto dataset = parseDataset("batch_size,optimizer,peak_power_w\n"
                                          "32,SGD,100\n32,Adam,110\n64,SGD,200\n64,Adam,214\n128,SGD,300\n",
                                          "made.csv");
        if (!dataset)
            qFatal("%s", dataset.error().message.c_str());
        const auto table = factorEffects(*dataset, {"optimizer", "peak_power_w", {}});
        if (!table)
            qFatal("%s", table.error().message.c_str());
        return *table;
    }

private slots:
    void drawsTheWantedTrendsOverTheRangeOfTheRows()
    {
        const RegressionData data = rows(50);
        Figure figure = scatterFigure(data, 0);
        const auto trends = fitTrends(trendPoints(data, 0));
        QVERIFY(trends.hasValue());
        addTrends(figure, *trends, {TrendKind::Linear, TrendKind::Power, TrendKind::MovingAverage});
        const auto& curves = figure.panels.at(0).curves;
        QCOMPARE(curves.size(), std::size_t{3}); // the points, the line and the average; a power law does not exist
        QCOMPARE(curves[1].name, std::string("Linear, R² 1"));
        QVERIFY(!curves[1].dashed);
        QCOMPARE(curves[1].x.front(), trends->lowX);
        QCOMPARE(curves[1].x.back(), trends->highX);
        QVERIFY(std::abs(curves[1].y.front() - (10.0 + 3.0 * trends->lowX)) < 1e-9);
        QVERIFY(curves[2].dashed);
    }

    void aScatterOfManyRowsIsThinnedAndSaysSo()
    {
        const Figure figure = scatterFigure(rows(20'001), 1);
        const FigureCurve& points = figure.panels.at(0).curves.at(0);
        QVERIFY(points.x.size() <= MostPoints);
        QCOMPARE(points.rows.size(), points.x.size());
        QCOMPARE(points.name, std::string("4,001 of 20,001 rows"));
    }

    void theMatrixHoldsEveryCellRowByRow()
    {
        const auto matrix = correlationMatrix(rows(50));
        QVERIFY(matrix.hasValue());
        const Figure figure = correlationFigure(*matrix);
        const FigurePanel& panel = figure.panels.at(0);
        QVERIFY(panel.matrix.has_value());
        QCOMPARE(panel.matrix->names, panel.categories);
        QCOMPARE(panel.matrix->values.size(), std::size_t{9});
        QCOMPARE(panel.matrix->values[1], matrix->r(0, 1));
        QCOMPARE(panel.matrix->values[3], matrix->r(1, 0));
    }

    void effectsAreDrawnByLevelWithTheirSpreadAndTheMatchedMean()
    {
        const EffectTable table = optimizers();
        const FigurePanel panel = effectFigure(table).panels.at(0);
        QCOMPARE(panel.categories, (std::vector<std::string>{"Adam", "SGD"}));
        QCOMPARE(panel.y.label(), std::string("Peak power (W)"));
        QCOMPARE(panel.curves.size(), std::size_t{3});
        QCOMPARE(panel.curves[0].rows, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
        QCOMPARE(panel.curves[1].y, (std::vector<double>{162, 200}));
        QCOMPARE(panel.curves[1].yError, (std::vector<double>{table.levels[0].outcomes[0].std, 100}));
        QCOMPARE(panel.curves[2].y, (std::vector<double>{162, 150}));
    }

    void theSummarySaysHowManyRowsAgree()
    {
        const std::string text = effectSummary(optimizers());
        QVERIFY2(text.find("Over all 5 rows the means of the 2 levels differ by 20.6 %") == 0, text.c_str());
        QVERIFY2(
            text.find("Among the 4 rows of 2 configurations that agree in batch_size, the means differ by 7.69 %") !=
                std::string::npos,
            text.c_str());
    }
};

QTEST_GUILESS_MAIN(FeatureFiguresTest)
#include "tst_feature_figures.moc"
