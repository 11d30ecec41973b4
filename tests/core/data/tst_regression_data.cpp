// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"
#include "core/data/default_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;
using Names = std::vector<std::string>;

class RegressionDataTest : public QObject {
    Q_OBJECT

    static Dataset read(const std::string& text)
    {
        auto dataset = parseDataset(text, "d.csv");
        if (!dataset)
            qFatal("%s", dataset.error().message.c_str());
        return *std::move(dataset);
    }

private slots:
    void takesTheSixFeaturesWhereAllAreThere()
    {
        const Dataset dataset = read("flops,image_size,epochs,data_size,params,batch_size,num_workers,peak_power_w\n"
                                     "1,2,3,4,5,6,7,8\n");
        QCOMPARE(defaultFeatures(dataset, "peak_power_w"),
                 (Names{"image_size", "data_size", "params", "flops", "batch_size", "num_workers"}));
    }

    void otherwiseTakesEveryNumericColumnThatIsNoOutcome()
    {
        const Dataset dataset = read("model,tdp_w,epochs,peak_power,Peak_Power_W,valley_duration_s_std,peak_power_std,"
                                     "energy_per_epoch_j,replicates,cycle_s,duty_cycle,unknown,x_power,power_scale,y\n"
                                     "ViT,400,3,1,2,3,4,5,6,7,8,,9,10,11\n");
        QCOMPARE(defaultFeatures(dataset, "y"), (Names{"tdp_w", "epochs", "x_power", "power_scale"}));
    }

    void aSixthFeatureWithoutAnyNumberIsNotThere()
    {
        const Dataset dataset = read("image_size,data_size,params,flops,batch_size,num_workers,y\n1,2,3,4,5,,7\n");
        QCOMPARE(defaultFeatures(dataset, "y"), (Names{"image_size", "data_size", "params", "flops", "batch_size"}));
    }

    void beginsWithTheNumberOfGpusThatHasWaves()
    {
        const std::map<std::string, std::string> fours = {{"gpus", "4"}};
        QVERIFY(defaultRows(read("gpus,valley_power_w\n1,\n1,\n1,\n4,60\n4,61\n8,62\n")) == fours);
    }

    void beginsWithAllRowsWhereThereIsNothingToChoose_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one number of GPUs") << "gpus,valley_power_w\n4,60\n4,61\n";
        QTest::newRow("no valley") << "gpus,valley_power_w\n1,\n4,\n";
        QTest::newRow("no such column") << "x,valley_power_w\n1,60\n4,61\n";
    }
    void beginsWithAllRowsWhereThereIsNothingToChoose()
    {
        QFETCH(QString, text);
        QVERIFY(defaultRows(read(text.toStdString())).empty());
    }

    void leavesOutAndCountsRowsWithAnEmptyCell()
    {
        const auto data = regressionData(
            read("x,y,z,tdp_w\n1,2,,400\n,3,1,400\n3,,1,400\n4,5,1,\n6,7,1,300\n8,9,,300\n"), "y", {"x"});
        QVERIFY(data.hasValue());
        QCOMPARE(data->rows(), Eigen::Index{4});
        QCOMPARE(data->emptyRows, std::size_t{2});
        QCOMPARE(data->datasetRows, (std::vector<std::size_t>{0, 3, 4, 5}));
        QCOMPARE(data->features(1, 0), 4.0);
        QCOMPARE(data->target[3], 9.0);
        QCOMPARE(data->tdpWatts[0], 400.0);
        QVERIFY(std::isnan(data->tdpWatts[1]));
    }

    void takesTheRatedPowerFromTheNameOfTheGpuWhereItsCellIsEmpty()
    {
        const auto data = regressionData(read("x,y,tdp_w,gpu_name\n1,2,,NVIDIA A100-SXM4-40GB\n2,3,250,NVIDIA "
                                              "A100-SXM4-40GB\n3,4,,NVIDIA A100\n4,5,,\n"),
                                         "y", {"x"});
        QVERIFY(data.hasValue());
        QCOMPARE(data->tdpWatts[0], 400.0);
        QCOMPARE(data->tdpWatts[1], 250.0);
        QVERIFY(std::isnan(data->tdpWatts[2]) && std::isnan(data->tdpWatts[3]));
        const auto named =
            regressionData(read("x,y,gpu_name\n1,2,NVIDIA L4\n2,3,NVIDIA L4\n3,4,NVIDIA L4\n"), "y", {"x"});
        QCOMPARE(named->tdpWatts[2], 72.0);
    }

    void rowNumbersSurviveFilteringAndChoosing()
    {
        const Dataset whole = read("g,x,y\n1,1,1\n2,2,2\n2,3,3\n1,4,4\n2,5,5\n");
        const auto some = filterRows(whole, {{"g", "2"}});
        QVERIFY(some.hasValue());
        const auto data = regressionData(*some, "y", {"x"});
        QVERIFY(data.hasValue());
        QCOMPARE(data->datasetRows, (std::vector<std::size_t>{1, 2, 4}));
        QCOMPARE(data->rowsBeforeFilter, std::size_t{5});
        QCOMPARE(selectRows(*data, {2, 0}).datasetRows, (std::vector<std::size_t>{4, 1}));
        QCOMPARE(selectRows(*data, {2, 0}).target[0], 5.0);
        QCOMPARE(positionsOf(*data, {4, 0, 1}), (std::vector<std::size_t>{2, 0}));
    }

    void saysWhatCannotBeLearntFrom_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("features");
        QTest::addColumn<QString>("message");
        QTest::newRow("no such column") << "x,y\n1,2\n"
                                        << "z"
                                        << "d.csv: has no column \"z\"; its columns are x, y.";
        QTest::newRow("text") << "x,y\n1,2\n\n3,4\nfast,6\n"
                              << "x"
                              << "d.csv:5: column x holds \"fast\", which is no number";
        QTest::newRow("nan") << "x,y\n1,2\nnan,4\n"
                             << "x"
                             << "d.csv:3: column x holds \"nan\"";
        QTest::newRow("too few rows") << "x,y\n1,2\n3,\n5,6\n"
                                      << "x"
                                      << "d.csv: 2 of 3 rows have the target y";
        QTest::newRow("target as feature") << "x,y\n1,2\n"
                                           << "y"
                                           << "y is the target and cannot be a feature";
        QTest::newRow("twice") << "x,y\n1,2\n"
                               << "x x"
                               << "The feature \"x\" is named twice";
        QTest::newRow("none") << "x,y\n1,2\n"
                              << ""
                              << "d.csv: has no numeric column that could serve";
    }
    void saysWhatCannotBeLearntFrom()
    {
        QFETCH(QString, text);
        QFETCH(QString, features);
        QFETCH(QString, message);
        Names names;
        for (const QString& name : features.split(' ', Qt::SkipEmptyParts))
            names.push_back(name.toStdString());
        const auto data = regressionData(read(text.toStdString()), "y", names);
        QVERIFY(!data.hasValue());
        QCOMPARE(data.error().kind, ErrorKind::Data);
        QVERIFY2(QString::fromStdString(data.error().message).startsWith(message), data.error().message.c_str());
    }

    void suspectsAFeatureThatIsTheTargetInDisguise()
    {
        const auto data = regressionData(read("y,kw,x,same\n100,-0.1,1,5\n200,-0.2,3,5\n300,-0.3,2,5\n400,-0.4,4,5\n"),
                                         "y", {"kw", "x", "same"});
        QVERIFY(data.hasValue());
        QCOMPARE(suspiciousFeatures(*data), (Names{"kw"}));
    }
};

QTEST_GUILESS_MAIN(RegressionDataTest)
#include "tst_regression_data.moc"
