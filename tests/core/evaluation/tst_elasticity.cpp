// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"
#include "core/evaluation/importance_study.h"
#include "core/expression/parse.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

/// Rows of two positive features, batch_size of three values.
RegressionData positiveRows()
{
    RegressionData data = rowsWithLaw(300, 2, [](const Eigen::RowVectorXd& row) { return row[0]; });
    data.featureNames = {"params", "batch_size"};
    data.features.col(0).array() += 3.0;
    for (Eigen::Index row = 0; row < data.rows(); ++row)
        data.features(row, 1) = std::exp2(static_cast<double>(4 + row % 3)); // 16, 32, 64
    data.target.setOnes();
    return data;
}

ImportanceStudy studied(const RegressionData& data, const char* formula)
{
    ImportanceSettings settings;
    settings.shuffles = 1;
    settings.formula = *parseExpression(formula, {data.featureNames[0], data.featureNames[1]});
    return *studyImportance(data, settings);
}

bool isNear(double a, double b)
{
    return std::abs(a - b) <= 1e-12;
}

} // namespace

class ElasticityTest : public QObject {
    Q_OBJECT

private slots:
    void aPowerLawMovesByItsExponent()
    {
        const FeatureElasticity onParams = studied(positiveRows(), "5 * params ** 2").elasticity(0);
        QVERIFY(!onParams.stepped);
        QVERIFY(isNear(onParams.up.change.mean, 1.1 * 1.1 - 1.0) && onParams.up.change.std < 1e-12);
        QVERIFY(isNear(onParams.down.change.mean, 0.9 * 0.9 - 1.0));
        QVERIFY(isNear(onParams.up.step, 0.1) && isNear(onParams.down.step, -0.1));
        QCOMPARE(onParams.up.rows, std::size_t{30});
    }

    void aDiscreteFeatureGoesToTheNextValueThatThereIs()
    {
        const RegressionData data = positiveRows();
        const FeatureElasticity onBatch = studied(data, "batch_size").elasticity(1);
        QVERIFY(onBatch.stepped);
        QVERIFY(isNear(onBatch.up.change.mean, 1.0) && isNear(onBatch.up.step, 1.0)); // doubled
        QVERIFY(isNear(onBatch.down.change.mean, -0.5) && isNear(onBatch.down.step, -0.5));
        std::size_t largest = 0;
        for (const std::size_t row : holdOutSplit(300, 42).test)
            largest += data.features(static_cast<Eigen::Index>(row), 1) == 64.0 ? 1 : 0;
        QCOMPARE(onBatch.up.skipped, largest); // nothing beyond 64
        QCOMPARE(onBatch.up.rows, 30 - largest);
        QCOMPARE(onBatch.up.outside, std::size_t{0});
    }

    void aDiscreteFeatureOfZeroGoesUpButTellsNoPercent()
    {
        RegressionData data = positiveRows();
        for (Eigen::Index row = 0; row < data.rows(); ++row)
            data.features(row, 1) = static_cast<double>(row % 2);
        const FeatureElasticity onBatch = studied(data, "1 + batch_size").elasticity(1);
        QVERIFY(isNear(onBatch.up.change.mean, 1.0));
        QVERIFY(std::isnan(onBatch.up.step));
        QVERIFY(isNear(onBatch.down.step, -1.0));
    }

    void aTenthOfZeroIsNoStep()
    {
        RegressionData data = positiveRows();
        data.features.col(0).setZero();
        const ImportanceStudy study = studied(data, "1 + params");
        QCOMPARE(study.elasticity(0).up.rows, std::size_t{0});
        QCOMPARE(study.elasticity(0).up.skipped, std::size_t{30});
        QVERIFY(std::isnan(study.elasticity(0).up.change.mean));
        QVERIFY(remarksOn(study).back().find("params 60 of 60") != std::string::npos);
    }

    void countsStepsBeyondTheTrainingRows()
    {
        RegressionData data = positiveRows();
        data.features.col(0).setConstant(7.0); // any tenth is beyond
        const FeatureElasticity onParams = studied(data, "params").elasticity(0);
        QCOMPARE(onParams.up.outside, std::size_t{30});
        QCOMPARE(onParams.down.outside, std::size_t{30});
    }

    void aPredictionOfZeroHasNoRelativeChange()
    {
        const FeatureElasticity onParams = studied(positiveRows(), "0 * params").elasticity(0);
        QCOMPARE(onParams.up.undefined, std::size_t{30});
        QCOMPARE(onParams.up.rows, std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(ElasticityTest)
#include "tst_elasticity.moc"
