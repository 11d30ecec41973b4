// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/trend_fits.h"

#include <QTest>
#include <cmath>
#include <functional>

using namespace wattline;

namespace {

TrendPoints pointsOf(const std::vector<double>& x, const std::function<double(double)>& law)
{
    TrendPoints points{"x", "y", x, {}};
    for (const double place : x)
        points.y.push_back(law(place));
    return points;
}

/// Six batch sizes and what was drawn at them, near a logarithm.
const TrendPoints Batches{
    "batch_size", "peak_power_w", {16.0, 32.0, 64.0, 128.0, 256.0, 512.0}, {248.0, 250.0, 281.0, 270.0, 301.0, 290.0}};

bool isNear(double found, double expected, double relative)
{
    return std::abs(found - expected) <= relative * std::abs(expected);
}

} // namespace

class TrendFitsTest : public QObject {
    Q_OBJECT

    static const TrendFit& fitOf(const TrendFits& trends, TrendKind kind)
    {
        return trends.fits.at(static_cast<std::size_t>(kind));
    }

    static TrendFits fitted(const TrendPoints& points, const TrendSettings& settings = {})
    {
        const Result<TrendFits> trends = fitTrends(points, settings);
        if (!trends)
            qFatal("%s", trends.error().message.c_str());
        return *trends;
    }

private slots:
    void recoversThePublishedLogarithms_data()
    {
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        QTest::addColumn<QList<double>>("x");
        const QList<double> batches = {16, 32, 64, 128, 256, 512};
        const QList<double> sides = {32, 64, 128, 224, 256, 384};
        const QList<double> layers = {11, 13, 16, 18, 34, 50, 101};
        QTest::newRow("batch size, one GPU") << 15.692 << 202.35 << batches;
        QTest::newRow("batch size, four GPUs") << 171.95 << -291.0 << batches;
        QTest::newRow("image side, one GPU") << 25.351 << 131.94 << sides;
        QTest::newRow("image side, four GPUs") << 54.05 << 151.08 << sides;
        QTest::newRow("layers, one GPU") << 23.14 << 168.12 << layers;
        QTest::newRow("layers, four GPUs") << 105.38 << 40.699 << layers;
    }
    void recoversThePublishedLogarithms()
    {
        QFETCH(double, a);
        QFETCH(double, b);
        QFETCH(QList<double>, x);
        const TrendFits trends =
            fitted(pointsOf({x.begin(), x.end()}, [=](double place) { return a * std::log(place) + b; }));
        const TrendFit& fit = fitOf(trends, TrendKind::Logarithmic);
        QVERIFY2(isNear(fit.line.a, a, 1e-12) && isNear(fit.line.b, b, 1e-10), trendEquation(fit, "x", "y").c_str());
        QVERIFY(std::abs(fit.line.r2 - 1.0) < 1e-12);
        QCOMPARE(trends.best, std::optional<std::size_t>(static_cast<std::size_t>(TrendKind::Logarithmic)));
    }

    void recoversExponentialsAndPowerLawsToTheLastDigits_data()
    {
        QTest::addColumn<double>("a");
        QTest::addColumn<double>("b");
        QTest::addColumn<bool>("power");
        QTest::newRow("growing") << 3.0 << 0.02 << false;
        QTest::newRow("falling") << 400.0 << -0.005 << false;
        QTest::newRow("steep") << 1e-30 << 0.2 << false;
        QTest::newRow("square") << 0.25 << 2.0 << true;
        QTest::newRow("root") << 60.0 << 0.5 << true;
        QTest::newRow("inverse") << 5e4 << -1.0 << true;
    }
    void recoversExponentialsAndPowerLawsToTheLastDigits()
    {
        QFETCH(double, a);
        QFETCH(double, b);
        QFETCH(bool, power);
        const TrendKind kind = power ? TrendKind::Power : TrendKind::Exponential;
        const TrendFits trends =
            fitted(pointsOf(Batches.x, [=](double x) { return power ? a * std::pow(x, b) : a * std::exp(b * x); }));
        const TrendFit& fit = fitOf(trends, kind);
        QVERIFY2(isNear(fit.line.a, a, 1e-10) && isNear(fit.line.b, b, 1e-11),
                 trendEquation(fit, "x", "y", 17).c_str());
        QCOMPARE(trends.best, std::optional<std::size_t>(static_cast<std::size_t>(kind)));
    }

    /// The straight lines are numpy's (polyfit) on the same six points. The curves are where the derivative of the sum
    /// of squares changes its sign, by bisection in 80 bits; scipy's curve_fit comes to within 1e-8 of them.
    void equalsLeastSquaresFoundByOthers()
    {
        const TrendFits trends = fitted(Batches);
        const struct {
            TrendKind kind;
            TrendLine line;
            TrendLine spreadsheet;
        } expected[] = {
            {TrendKind::Linear,
             {0.08066808813077495, 259.78109452736305, 0.5096894684099277},
             {0.08066808813077495, 259.78109452736305, 0.5096894684099277}},
            {TrendKind::Logarithmic,
             {14.509390125511862, 207.9619047619047, 0.7698131963716188},
             {14.509390125511862, 207.9619047619047, 0.7698131963716188}},
            {TrendKind::Exponential,
             {260.50979244736565, 0.00027915432810216939, 0.49479050744207853},
             {259.38556492033234, 0.0002963926049785299, 0.5087538645104056}},
            {TrendKind::Power,
             {215.28487220485867, 0.052562002529270151, 0.7622449095134806},
             {214.17970934482886, 0.05355598146465794, 0.7754858226640166}},
        };
        for (const auto& [kind, line, spreadsheet] : expected) {
            const TrendFit& fit = fitOf(trends, kind);
            for (const auto& [found, wanted] : {std::pair{fit.line, line}, std::pair{fit.spreadsheet, spreadsheet}}) {
                QVERIFY2(isNear(found.a, wanted.a, 1e-10), QByteArray::number(found.a, 'g', 17));
                QVERIFY2(isNear(found.b, wanted.b, 1e-8), QByteArray::number(found.b, 'g', 17));
                QVERIFY2(isNear(found.r2, wanted.r2, 1e-11), QByteArray::number(found.r2, 'g', 17));
            }
        }
        QCOMPARE(trends.best, std::optional<std::size_t>(1));
    }

    void theMovingAverageHasNoEquationAndCannotWin()
    {
        const TrendFits trends = fitted({"x", "y", {1, 2, 3, 4, 5, 6}, {1, 9, 1, 9, 1, 9}}, {.places = 1});
        const TrendFit& moving = fitOf(trends, TrendKind::MovingAverage);
        QCOMPARE(moving.line.r2, 1.0);
        QVERIFY(trendEquation(moving, "x", "y").empty());
        QVERIFY(std::isnan(trendAt(moving, 3.0)));
        QVERIFY(trends.best != std::optional<std::size_t>(4));
    }

    void theMovingAverageTakesEqualXAsOnePlaceAndEveryRowTheSame()
    {
        const TrendFits trends = fitted({"x", "y", {3, 1, 2, 2, 4}, {9, 1, 4, 6, 12}});
        const TrendFit& moving = fitOf(trends, TrendKind::MovingAverage);
        QCOMPARE(moving.x, (std::vector<double>{1, 2, 3, 4}));
        QCOMPARE(moving.y, (std::vector<double>{1, 5, 7.75, 12}));
    }

    void valuesWithoutLogarithmLeaveTheirTrendsOutAndSayWhy()
    {
        const TrendFits trends = fitted({"gpus", "watts", {0, 1, 2, 3}, {5, 6, 8, 9}});
        QVERIFY(fitOf(trends, TrendKind::Linear).exists());
        QVERIFY(fitOf(trends, TrendKind::Exponential).exists());
        for (const TrendKind kind : {TrendKind::Logarithmic, TrendKind::Power}) {
            const TrendFit& fit = fitOf(trends, kind);
            QVERIFY(!fit.exists());
            QVERIFY2(fit.absentBecause.find("gpus is 0 or negative in 1 of 4 rows") == 0, fit.absentBecause.c_str());
            QVERIFY(std::isnan(fit.line.a));
        }
        const TrendFits negative = fitted({"gpus", "watts", {1, 2, 3, 4}, {5, -6, 8, 9}});
        QVERIFY(fitOf(negative, TrendKind::Logarithmic).exists());
        QVERIFY(fitOf(negative, TrendKind::Power).absentBecause.find("watts is 0 or negative in 1 of 4") == 0);
    }

    void aFactorBeyondADoubleLeavesTheExponentialOut()
    {
        const TrendFits trends =
            fitted(pointsOf({1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3}, [](double x) { return std::exp(x - 1e6); }));
        const TrendFit& fit = fitOf(trends, TrendKind::Exponential);
        QVERIFY2(fit.absentBecause.find("beyond what a double holds") != std::string::npos, fit.absentBecause.c_str());
    }

    void aConstantTargetHasTrendsButNoR2AndNoBest()
    {
        const TrendFits trends = fitted({"x", "y", {1, 2, 3}, {7, 7, 7}});
        QVERIFY(!trends.best);
        QCOMPARE(fitOf(trends, TrendKind::Linear).line.a, 0.0);
        for (const TrendFit& fit : trends.fits)
            QVERIFY(std::isnan(fit.line.r2));
    }

    void aConstantThatRoundsInItsMeanHasNoR2Either()
    {
        const TrendFits trends = fitted({"x", "y", {1, 2, 3, 4, 5, 6, 7}, std::vector<double>(7, 0.1)});
        QVERIFY(!trends.best);
        for (const TrendFit& fit : trends.fits)
            QVERIFY(std::isnan(fit.line.r2) && std::isnan(fit.spreadsheet.r2));
    }

    void writesEquationsAsPeopleReadThem()
    {
        const TrendFit fit{.kind = TrendKind::Logarithmic, .line = {171.95, -291.0, 1.0}};
        QCOMPARE(trendEquation(fit, "batch_size", "power"), std::string("power = 171.95 ln(batch_size) - 291"));
        const TrendFit power{.kind = TrendKind::Power, .line = {2.0, -0.5, 1.0}};
        QCOMPARE(trendEquation(power, "x", "y"), std::string("y = 2 x^(-0.5)"));
    }

    void saysWhatIsWrongWithThePoints()
    {
        const auto messageOf = [](const TrendPoints& points, const TrendSettings& settings) {
            const Result<TrendFits> trends = fitTrends(points, settings);
            return trends ? std::string() : trends.error().message;
        };
        QCOMPARE(messageOf({"x", "y", {1, 2}, {1, 2}}, {}),
                 std::string("2 rows are too few for a trend; at least 3 are needed."));
        QCOMPARE(messageOf({"x", "y", {4, 4, 4}, {1, 2, 3}}, {}),
                 std::string("x is 4 in every row: a trend needs two values at least."));
        QVERIFY(messageOf(Batches, {.places = 4}).find("odd number") != std::string::npos);
        QVERIFY(messageOf(Batches, {.places = -3}).find("odd number") != std::string::npos);
    }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        const Result<TrendFits> trends = fitTrends(Batches, {}, {source.get_token(), {}, 1});
        QVERIFY(!trends);
        QCOMPARE(trends.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(TrendFitsTest)
#include "tst_trend_fits.moc"
