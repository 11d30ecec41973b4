// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/score_intervals.h"

#include "core/base/random.h"
#include "core/base/statistics.h"
#include "core/features/correlation_matrix.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

/// Rows of two columns, the second constant, and a target that correlates with the first by rho. Normal deviates.
RegressionData normals(Eigen::Index rows, double rho, std::uint64_t seed = 1)
{
    RandomStream random(seed);
    RegressionData data;
    data.featureNames = {"x", "constant"};
    data.targetName = "y";
    data.features = Eigen::MatrixXd::Constant(rows, 2, 3.0);
    data.target.resize(rows);
    for (Eigen::Index i = 0; i < rows; ++i) {
        data.features(i, 0) = random.normal();
        data.target[i] = rho * data.features(i, 0) + std::sqrt(1 - rho * rho) * random.normal();
    }
    return data;
}

FeatureSettings resampled(std::size_t resamples)
{
    FeatureSettings settings;
    settings.resamples = resamples;
    return settings;
}

} // namespace

class ScoreIntervalsTest : public QObject {
    Q_OBJECT

private slots:
    void theIntervalOfRIsAboutFishers()
    {
        const RegressionData data = normals(400, 0.6);
        const auto table = rankFeatures(data, resampled(1000));
        QVERIFY(table.hasValue());
        const FeatureScore& x = table->features.front();
        QVERIFY(x.pearsonInterval.has_value());
        const double z = std::atanh(x.pearsonR);
        const double reach = 1.959964 / std::sqrt(400.0 - 3.0);
        QVERIFY(std::abs(x.pearsonInterval->low - std::tanh(z - reach)) < 0.015);
        QVERIFY(std::abs(x.pearsonInterval->high - std::tanh(z + reach)) < 0.015);
    }

    void theIntervalOfInformationIsAsWideAsTheSpreadOverFreshRows()
    {
        std::vector<double> estimates;
        std::vector<double> widths;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const RegressionData data = normals(300, 0.8, seed);
            estimates.push_back(mutualInformation(data.features, data.target, {false, true}, 3, 42).front());
            if (seed > 10)
                continue;
            const auto intervals = scoreIntervals(data, {false, true}, {estimates.back(), 0.0}, resampled(200));
            QVERIFY(intervals.hasValue() && intervals->information[0].has_value());
            widths.push_back(intervals->information[0]->high - intervals->information[0]->low);
        }
        const double expected = 2.0 * 1.959964 * sampleStd(estimates);
        QVERIFY2(std::abs(mean(widths) / expected - 1.0) < 0.25, QByteArray::number(mean(widths) / expected));
    }

    void aConstantColumnHasNoIntervalOfR()
    {
        const auto table = rankFeatures(normals(100, 0.6), resampled(50));
        QVERIFY(table.hasValue());
        QCOMPARE(table->features.back().name, std::string("constant"));
        QVERIFY(!table->features.back().pearsonInterval.has_value());
    }

    void withoutResamplesThereAreNoIntervals()
    {
        const auto table = rankFeatures(normals(100, 0.6));
        QVERIFY(table.hasValue());
        QVERIFY(!table->features.front().pearsonInterval && !table->features.front().miInterval);
    }

    void isTheSameForAnyNumberOfThreads()
    {
        const RegressionData data = normals(100, 0.6);
        const auto intervalOf = [&](unsigned threads) {
            const auto table = rankFeatures(data, resampled(60), {{}, {}, threads});
            return std::pair(table->features.front().miInterval->low, table->features.front().pearsonInterval->high);
        };
        QCOMPARE(intervalOf(1), intervalOf(4));
    }

    void tooFewRowsForHalvesSaySo()
    {
        const auto table = rankFeatures(normals(7, 0.6), resampled(100));
        QVERIFY(!table.hasValue());
        QCOMPARE(table.error().message, std::string("7 rows are too few for intervals of mutual information by 3 "
                                                    "neighbours: more than 7 are needed."));
        QVERIFY(!rankFeatures(normals(100, 0.6), resampled(1)).hasValue());
    }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        const auto intervals =
            scoreIntervals(normals(100, 0.6), {false, true}, {0.2, 0.0}, resampled(100), {source.get_token(), {}, 2});
        QVERIFY(!intervals.hasValue());
        QCOMPARE(intervals.error().kind, ErrorKind::Canceled);
    }

    void theMatrixHoldsTheTargetFirstAndIsSymmetric()
    {
        const RegressionData data = normals(50, 0.6);
        const auto matrix = correlationMatrix(data);
        QVERIFY(matrix.hasValue());
        QCOMPARE(matrix->names, (std::vector<std::string>{"y", "x", "constant"}));
        QCOMPARE(matrix->r(0, 0), 1.0);
        QCOMPARE(matrix->r(0, 1), pearsonR(data.features.col(0), data.target));
        QCOMPARE(matrix->r(1, 0), matrix->r(0, 1));
        QVERIFY(std::isnan(matrix->r(2, 2)) && std::isnan(matrix->r(0, 2)));
    }

    void aMatrixThatNobodyCouldReadIsRefused()
    {
        RegressionData data = normals(5, 0.6);
        data.features = Eigen::MatrixXd::Random(5, 201);
        data.featureNames.assign(201, "x");
        const auto matrix = correlationMatrix(data);
        QVERIFY(!matrix.hasValue());
        QVERIFY(matrix.error().message.find("201 features") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ScoreIntervalsTest)
#include "tst_score_intervals.moc"
