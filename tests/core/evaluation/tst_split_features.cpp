// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/split_features.h"
#include "tests/support/regression_rows.h"

#include <QTest>

using namespace wattline;

namespace {

using By = FeatureSelection::By;

/// x0 counts linearly, x1 by its square alone, x2 not at all.
RegressionData lineAndParabola()
{
    return rowsWithLaw(400, 3, [](const auto& x) { return 3.0 * x[0] + 2.0 * x[1] * x[1]; });
}

std::vector<std::size_t> taken(By by, double threshold, const RegressionData& rows)
{
    FeatureSelection selection{by, {}};
    selection.settings.threshold = threshold;
    const auto features = featuresOfSplit(selection, rows);
    return features ? *features : std::vector<std::size_t>();
}

} // namespace

class SplitFeaturesTest : public QObject {
    Q_OBJECT

private slots:
    void takesAllWithoutASelection()
    {
        QCOMPARE(taken(By::None, 0.3, lineAndParabola()), std::vector<std::size_t>({0, 1, 2}));
    }

    void pearsonSeesNoParabolaAndMutualInformationDoes()
    {
        QCOMPARE(taken(By::Pearson, 0.3, lineAndParabola()), std::vector<std::size_t>({0}));
        QCOMPARE(taken(By::Union, 0.15, lineAndParabola()), std::vector<std::size_t>({0, 1}));
    }

    void theStrongestStandsAloneWhereNothingIsStrongEnough()
    {
        for (const By by : {By::Pearson, By::Union})
            QCOMPARE(taken(by, 99.0, lineAndParabola()), std::vector<std::size_t>({0}));
    }

    void keepsOnlyTheColumnsTaken()
    {
        const RegressionData rows = lineAndParabola();
        const RegressionData some = withFeatures(rows, {2, 0});
        QCOMPARE(some.featureNames, std::vector<std::string>({"x2", "x0"}));
        QCOMPARE(some.features(7, 1), rows.features(7, 0));
        QCOMPARE(some.target[7], rows.target[7]);
        QCOMPARE(some.datasetRows, rows.datasetRows);
    }
};

QTEST_GUILESS_MAIN(SplitFeaturesTest)
#include "tst_split_features.moc"
