// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/boosting.h"
#include "core/models/methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

Eigen::VectorXd vectorOf(const nlohmann::json& numbers)
{
    const auto values = numbers.get<std::vector<double>>();
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

double largestDifference(const Eigen::VectorXd& a, const Eigen::VectorXd& b)
{
    return (a - b).lpNorm<Eigen::Infinity>();
}

/// The made-up set whose splits never tie: the first rows train.
RegressionData tieFreeRows(const nlohmann::json& figures)
{
    RegressionData rows = rowsWithLaw(300, 4, [](const auto&) { return 0.0; });
    for (Eigen::Index row = 0; row < rows.rows(); ++row)
        rows.features.row(row) = vectorOf(figures["X"][static_cast<std::size_t>(row)]).transpose();
    rows.target = vectorOf(figures["y"]);
    return rows;
}

std::vector<std::size_t> rowNumbers(std::size_t begin, std::size_t end)
{
    std::vector<std::size_t> rows(end - begin);
    std::iota(rows.begin(), rows.end(), begin);
    return rows;
}

} // namespace

class BoostingTest : public QObject {
    Q_OBJECT

private slots:
    void equalsScikitLearnWhereNoSplitsTie()
    {
        const nlohmann::json figures = referenceFigures("models/boosting.json")["tie_free"];
        const RegressionData rows = tieFreeRows(figures);
        const std::size_t trainRows = figures["train_rows"];
        const RegressionData train = selectRows(rows, rowNumbers(0, trainRows));
        const RegressionData test = selectRows(rows, rowNumbers(trainRows, 300));
        const auto model = fitBoosting({train, {}, 42}, {0.1, 200, {3, figures["min_samples_leaf"]}, 1.0}, {});
        QVERIFY(model.hasValue());
        QVERIFY(largestDifference((*model)->predict(train), vectorOf(figures["train_pred"])) < 1e-14);
        QVERIFY(largestDifference((*model)->predict(test), vectorOf(figures["test_pred"])) < 1e-14);
    }

    void staysWithinScikitLearnsOwnSpreadWhereSplitsTie_data()
    {
        QTest::addColumn<QString>("target");
        for (const char* target : {"valley_power", "valley_duration", "peak_power", "peak_duration"})
            QTest::newRow(target) << target;
    }
    void staysWithinScikitLearnsOwnSpreadWhereSplitsTie()
    {
        QFETCH(QString, target);
        const nlohmann::json rows = referenceFigures("models/linear.json");
        const nlohmann::json expected = referenceFigures("models/boosting.json")["targets"][target.toStdString()];
        const RegressionData runs = syntheticRuns(target.toStdString());
        const RegressionData train = selectRows(runs, rows["train"]);
        const auto model = fitBoosting({train, {}, 42}, {0.1, 200, {3, 1}, 1.0}, {});
        QVERIFY(model.hasValue());
        const double difference =
            largestDifference((*model)->predict(selectRows(runs, rows["test"])), vectorOf(expected["test_pred"]));
        QVERIFY2(difference <= expected["max_abs_test_pred_change_over_random_states"].get<double>(),
                 qPrintable(QString::number(difference)));
    }

    void growsEachStageLikeARunOfItsOwn_data()
    {
        QTest::addColumn<double>("subsample");
        QTest::newRow("all rows") << 1.0;
        QTest::newRow("samples") << 0.8;
    }
    void growsEachStageLikeARunOfItsOwn()
    {
        QFETCH(double, subsample);
        const RegressionData rows = rowsWithLaw(70, 3, [](const auto& x) { return x[0] * x[1] + x[2]; });
        BoostingSettings settings{0.1, 0, {4, 1}, subsample};
        const auto stages = fitBoostingStages({rows, {}, 7}, settings, {30, 10, 60}, {});
        QVERIFY(stages.hasValue());
        QCOMPARE(stages->size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            settings.trees = std::vector<std::size_t>{30, 10, 60}[i];
            const auto alone = fitBoosting({rows, {}, 7}, settings, {});
            QCOMPARE((*stages)[i]->predict(rows), (*alone)->predict(rows));
            QCOMPARE((*stages)[i]->size(), (*alone)->size());
            QCOMPARE((*stages)[i]->description(), (*alone)->description());
        }
    }

    void hasThePapersGridAndSharesEachRunOnce()
    {
        const Method method = boostingMethod(Effort::Paper);
        QCOMPARE(method.candidates.size(), std::size_t{54});
        std::vector<std::size_t> covered;
        for (const SharedFit& shared : method.shared)
            covered.insert(covered.end(), shared.candidates.begin(), shared.candidates.end());
        std::sort(covered.begin(), covered.end());
        QCOMPARE(covered, rowNumbers(0, 54));
    }

    void drawsTheSameSampleFromTheSameSeed()
    {
        const RegressionData rows = rowsWithLaw(70, 2, [](const auto& x) { return x[0] * x[1]; });
        const BoostingSettings settings{0.1, 30, {3, 1}, 0.8};
        const auto once = fitBoosting({rows, {}, 7}, settings, {});
        const auto again = fitBoosting({rows, {}, 7}, settings, {});
        const auto other = fitBoosting({rows, {}, 8}, settings, {});
        QCOMPARE((*once)->predict(rows), (*again)->predict(rows));
        QVERIFY(largestDifference((*once)->predict(rows), (*other)->predict(rows)) > 0.0);
    }

    void growsEachTreeOnItsSampleOnly()
    {
        // A sample of one row knows nothing but this row: the tree is a leaf with its value.
        const RegressionData rows = rowsWithLaw(4, 1, [](const auto& x) { return 10.0 * x[0]; });
        const auto model = fitBoosting({rows, {}, 3}, {1.0, 1, {3, 1}, 0.25}, {});
        QVERIFY(model.hasValue());
        QCOMPARE((*model)->size(), std::size_t{1});
        const double predicted = (*model)->predict(rows)[0];
        QVERIFY((rows.target.array() - predicted).abs().minCoeff() < 1e-12);
    }

    void fitsASingleRowAndConstantColumns()
    {
        RegressionData rows = rowsWithLaw(1, 2, [](const auto&) { return 3.0; });
        QCOMPARE((*fitBoosting({rows, {}, 1}, {}, {}))->predict(rows)[0], 3.0);
        rows = rowsWithLaw(8, 1, [](const auto& x) { return x[0]; });
        rows.features.setOnes();
        const auto model = fitBoosting({rows, {}, 1}, {}, {});
        QVERIFY(std::abs((*model)->predict(rows)[0] - rows.target.mean()) < 1e-12);
    }

    void saysThatThereIsNothingToGrowOn()
    {
        const RegressionData rows = rowsWithLaw(0, 2, [](const auto&) { return 0.0; });
        const auto model = fitBoosting({rows, {}, 1}, {}, {});
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::Data);
    }

    void answersAStop()
    {
        std::stop_source stop;
        stop.request_stop();
        const RegressionData rows = rowsWithLaw(20, 2, [](const auto& x) { return x[0]; });
        const auto model = fitBoosting({rows, {}, 1}, {}, {stop.get_token()});
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(BoostingTest)
#include "tst_boosting.moc"
