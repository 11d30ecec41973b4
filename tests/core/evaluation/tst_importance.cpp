// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"
#include "core/evaluation/importance_study.h"
#include "core/expression/parse.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace wattline;

namespace {

/// y = 3 x0 - x1, which does not look at x2.
RegressionData linearRows(Eigen::Index count = 300)
{
    return rowsWithLaw(count, 3, [](const Eigen::RowVectorXd& row) { return 3.0 * row[0] - row[1]; });
}

ImportanceSettings formulaSettings(const char* text)
{
    ImportanceSettings settings;
    settings.formula = *parseExpression(text, {"x0", "x1", "x2"});
    return settings;
}

bool mentions(const std::vector<std::string>& remarks, const char* words)
{
    return std::ranges::any_of(remarks, [&](const std::string& r) { return r.find(words) != std::string::npos; });
}

} // namespace

class ImportanceTest : public QObject {
    Q_OBJECT

private slots:
    // Of y = a x + b without an error, the mean of (x_i - x_j)^2 over all pairs, a row with itself among them, is twice
    // the population variance: so much does the MSE grow on average, times a^2.
    void aLinearFeatureCostsTwiceItsVariance()
    {
        const RegressionData data = linearRows(2000);
        ImportanceSettings settings = formulaSettings("3 * x0 - x1");
        settings.shuffles = 200;
        const ImportanceStudy study = *studyImportance(data, settings);
        const RegressionData test = selectRows(data, holdOutSplit(2000, settings.seed).test);
        for (Eigen::Index i = 0; i < 2; ++i) {
            const double slope = i == 0 ? 3.0 : 1.0;
            const Eigen::ArrayXd x = test.features.col(i);
            const double expected = 2.0 * slope * slope * (x - x.mean()).square().mean();
            const Spread growth = study.importances[static_cast<std::size_t>(i)].mse;
            QVERIFY(std::abs(growth.mean - expected) < 4.0 * growth.std / std::sqrt(200.0));
        }
    }

    void aFeatureThatIsNotReadContributesNothing()
    {
        const ImportanceStudy study = *studyImportance(linearRows(), formulaSettings("3 * x0 - x1"));
        QCOMPARE(study.importances[2].mse.mean, 0.0);
        QCOMPARE(study.importances[2].mseShare, 0.0);
        QVERIFY(mentions(remarksOn(study), "Shuffling changes nothing for: x2"));
        QCOMPARE(study.ranking(), (std::vector<std::size_t>{0, 1, 2}));
    }

    void theSharesAddUpToOne()
    {
        ImportanceSettings settings;
        settings.method = "linear";
        const ImportanceStudy study = *studyImportance(syntheticRuns("peak_power"), settings);
        double mse = 0.0;
        double mre = 0.0;
        for (const FeatureImportance& importance : study.importances) {
            mse += importance.mseShare;
            mre += importance.mreShare.value();
        }
        QVERIFY(std::abs(mse - 1.0) < 1e-12 && std::abs(mre - 1.0) < 1e-12);
        QCOMPARE(study.trainRows, std::size_t{367});
        QCOMPARE(study.testRows, std::size_t{46});
        QCOMPARE(study.splits.front().shuffled.features.front().mse.size(), std::size_t{30});
    }

    void shrinkingErrorsCountAsNothingInTheShares()
    {
        ShuffledErrors run;
        run.features = {{{-2.0, -1.0}, {}}, {{3.0, 1.0}, {}}};
        const std::vector<FeatureImportance> importances = importanceOf({run});
        QCOMPARE(importances[0].mse.mean, -1.5);
        QCOMPARE(importances[0].mseShare, 0.0);
        QCOMPARE(importances[1].mseShare, 1.0);
        QVERIFY(!importances[0].mre);
    }

    void severalSplitsPoolTheirShuffles()
    {
        ImportanceSettings settings = formulaSettings("x0 - x1");
        settings.splits = 3;
        std::size_t told = 0;
        const ImportanceStudy study =
            *studyImportance(linearRows(), settings, [&told](const ImportanceStudy& s) { told = s.splits.size(); });
        QCOMPARE(told, std::size_t{3});
        std::vector<double> all;
        for (const ImportanceSplit& split : study.splits)
            all.insert(all.end(), split.shuffled.features[0].mse.begin(), split.shuffled.features[0].mse.end());
        QCOMPARE(all.size(), std::size_t{90});
        QCOMPARE(study.importances[0].mse.mean, spreadOf(all).mean);
        QCOMPARE(study.elasticity(0).up.rows + study.elasticity(0).up.undefined, std::size_t{90});
    }

    void namesFeaturesThatVaryTogether()
    {
        RegressionData data = linearRows();
        data.features.col(2) = -2.0 * data.features.col(0);
        const std::vector<CorrelatedPair> pairs = correlatedPairs(data);
        QCOMPARE(pairs.size(), std::size_t{1});
        QCOMPARE(pairs.front().second, std::size_t{2});
        QVERIFY(std::abs(pairs.front().r + 1.0) < 1e-12);
        QVERIFY(mentions(remarksOn(*studyImportance(data, formulaSettings("x0"))), "x0 and x2 (r = -1.00)"));
    }

    void aConstantFeatureIsNamedAndHasNoPartners()
    {
        RegressionData data = linearRows();
        data.features.col(1).setConstant(7.0);
        QVERIFY(correlatedPairs(data).empty());
        const ImportanceStudy study = *studyImportance(data, formulaSettings("x0 + x1"));
        QCOMPARE(study.importances[1].mse.mean, 0.0);
        QVERIFY(mentions(remarksOn(study), "constant in the test rows"));
    }

    void saysWhichTestRowsAFormulaHasSeen()
    {
        RegressionData data = linearRows(100);
        data.datasetRows.resize(100);
        std::iota(data.datasetRows.begin(), data.datasetRows.end(), std::size_t{1000});
        ImportanceSettings settings = formulaSettings("x0");
        settings.splits = 2;
        const ImportanceStudy unknown = *studyImportance(data, settings);
        QVERIFY(!unknown.seenShare);
        QVERIFY(mentions(remarksOn(unknown), "nothing is known of the rows it was made on"));
        for (const std::size_t row : holdOutSplit(100, settings.seed).test)
            settings.seenRows.push_back(data.datasetRows[row]);
        const ImportanceStudy seen = *studyImportance(data, settings);
        QVERIFY(seen.seenShare >= 0.5 && seen.seenShare < 1.0); // all of the first split, few of the second
        QVERIFY(mentions(remarksOn(seen), "of the test rows are rows it was made on"));
        settings.seenRows = {7};
        QVERIFY(!mentions(remarksOn(*studyImportance(data, settings)), "made on"));
        settings.formula.reset();
        settings.method = "linear";
        QVERIFY(!mentions(remarksOn(*studyImportance(data, settings)), "made on"));
    }

    void aMixtureWithoutAValueHasNoImportance()
    {
        RegressionData data = linearRows();
        data.features.col(1) = data.features.col(0).cwiseAbs() + Eigen::VectorXd::Ones(300);
        // log of what is positive in each row, but not in every mixture
        const ImportanceStudy study = *studyImportance(data, formulaSettings("log(x1 - abs(x0) + 0.0 * x2)"));
        QVERIFY(std::isnan(study.importances[0].mse.mean));
        QCOMPARE(study.ranking().front(), std::size_t{2});
        QVERIFY(mentions(remarksOn(study), "no value for some mixtures of: x0, x1"));
    }

    void targetsOfZeroLeaveTheRelativeErrorOut()
    {
        RegressionData data = linearRows();
        data.target = data.features.col(0).cwiseMax(0.0);
        const ImportanceStudy study = *studyImportance(data, formulaSettings("x0"));
        QVERIFY(!study.mre && !study.importances[0].mre);
        QCOMPARE(study.importances[0].mseShare, 1.0);
    }

    void isTheSameForAnyNumberOfThreads()
    {
        const RegressionData data = syntheticRuns("peak_power");
        ImportanceSettings settings;
        settings.method = "linear";
        const ImportanceStudy one = *studyImportance(data, settings, {}, {.threads = 1});
        const ImportanceStudy three = *studyImportance(data, settings, {}, {.threads = 3});
        for (std::size_t i = 0; i < one.importances.size(); ++i)
            QCOMPARE(one.importances[i].mse.mean, three.importances[i].mse.mean);
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("named");
        QTest::newRow("nine rows") << 9 << "linear"
                                   << "at least 10 rows; there are 9";
        QTest::newRow("no method") << 50 << "forest"
                                   << "There is no method \"forest\"";
        QTest::newRow("a method that cannot") << 50 << "tdp"
                                              << "does not read the features";
        QTest::newRow("operations") << 50 << "flops"
                                    << "does not read the features";
        QTest::newRow("an oracle") << 50 << "tdp-oracle"
                                   << "does not read the features";
    }
    void refusesWithOneSentence()
    {
        QFETCH(int, rows);
        QFETCH(QString, method);
        QFETCH(QString, named);
        ImportanceSettings settings;
        settings.method = method.toStdString();
        const auto refused = studyImportance(linearRows(rows), settings);
        QVERIFY(!refused);
        QVERIFY2(QString::fromStdString(refused.error().message).contains(named), refused.error().message.c_str());
    }

    void aStopEndsItAndFinishedSplitsStand()
    {
        std::stop_source source;
        ImportanceSettings settings = formulaSettings("x0");
        settings.splits = 5;
        const auto study =
            studyImportance(linearRows(), settings, [&source](const ImportanceStudy&) { source.request_stop(); },
                            {.stop = source.get_token()});
        QVERIFY(study && study->stopped);
        QCOMPARE(study->splits.size(), std::size_t{1});
        const auto none = studyImportance(linearRows(), settings, {}, {.stop = source.get_token()});
        QCOMPARE(none.error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(ImportanceTest)
#include "tst_importance.moc"
