// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/features/feature_table.h"
#include "core/features/selected_features.h"

#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace wattline;

class FeatureTableTest : public QObject {
    Q_OBJECT

    static RegressionData synthetic(const std::string& target)
    {
        const auto dataset = readDataset(WATTLINE_TEST_DATA "/data/synthetic459.csv");
        if (!dataset)
            qFatal("%s", dataset.error().message.c_str());
        auto data = regressionData(*dataset, target, defaultFeatures(*dataset, target));
        if (!data)
            qFatal("%s", data.error().message.c_str());
        return *std::move(data);
    }

    /// y against an even law (no linear trend), a linear one, one of neither, and a constant.
    static RegressionData laws()
    {
        constexpr Eigen::Index Rows = 200;
        RegressionData data;
        data.featureNames = {"nothing", "square", "line", "constant"};
        data.targetName = "y";
        data.features.resize(Rows, 4);
        data.target.resize(Rows);
        for (Eigen::Index i = 0; i < Rows; ++i) {
            const double t = static_cast<double>(i - Rows / 2) / 100.0;
            data.target[i] = t * t;
            data.features.row(i) << static_cast<double>((i * 7919) % 211), t, 3.0 * t * t - 1.0, 8.0;
        }
        return data;
    }

    static const FeatureScore& scoreOf(const FeatureTable& table, const std::string& name)
    {
        for (const FeatureScore& score : table.features) {
            if (score.name == name)
                return score;
        }
        qFatal("no feature %s", name.c_str());
    }

private slots:
    void pearsonEqualsScipy()
    {
        const auto text = readFile(WATTLINE_TEST_DATA "/features/pearson.json");
        QVERIFY(text.hasValue());
        const auto reference = nlohmann::json::parse(*text);
        const char* const targets[] = {"valley_power", "valley_duration", "peak_power", "peak_duration"};
        for (std::size_t t = 0; t < std::size(targets); ++t) {
            const RegressionData data = synthetic(targets[t]);
            const auto table = rankFeatures(data);
            QVERIFY(table.hasValue());
            for (std::size_t f = 0; f < data.featureNames.size(); ++f) {
                const FeatureScore& score = scoreOf(*table, data.featureNames[f]);
                const double r = reference["r"][f][t];
                const double p = reference["p"][f][t];
                QVERIFY2(std::abs(score.pearsonR - r) <= 1e-13, score.name.c_str());
                QVERIFY2(std::abs(score.pearsonP - p) <= 1e-9 * p + 1e-300,
                         qPrintable(QString::number(score.pearsonP)));
                QCOMPARE(score.rows, std::size_t{459});
            }
        }
    }

    void ranksBySizeOfR()
    {
        const auto table = rankFeatures(synthetic("peak_duration"));
        QVERIFY(table.hasValue());
        QCOMPARE(table->features.front().name, std::string("flops"));
        for (std::size_t i = 1; i < table->features.size(); ++i)
            QVERIFY(std::abs(table->features[i - 1].pearsonR) >= std::abs(table->features[i].pearsonR));
    }

    void selectsByEitherMeasureAndNamesTheirDisagreement()
    {
        const auto table = rankFeatures(laws());
        QVERIFY(table.hasValue());
        QVERIFY(scoreOf(*table, "line").selected);
        QVERIFY(scoreOf(*table, "line").reason.find("both exceed 0.3") != std::string::npos);
        QVERIFY(scoreOf(*table, "square").selected);
        QVERIFY(scoreOf(*table, "square").reason.find("MI alone") != std::string::npos);
        QVERIFY(scoreOf(*table, "square").reason.find("disagree") != std::string::npos);
        QVERIFY(!scoreOf(*table, "nothing").selected);
        QVERIFY(!scoreOf(*table, "constant").selected);
    }

    void aConstantColumnHasNoR()
    {
        const auto table = rankFeatures(laws());
        QVERIFY(table.hasValue());
        QCOMPARE(table->features.back().name, std::string("constant"));
        QVERIFY(std::isnan(table->features.back().pearsonR));
        QVERIFY(std::isnan(table->features.back().pearsonP));
    }

    void marksDiscreteAndHeavyTailedFeatures()
    {
        const auto table = rankFeatures(synthetic("peak_power"));
        QVERIFY(table.hasValue());
        QVERIFY(scoreOf(*table, "batch_size").discrete);
        QVERIFY(!scoreOf(*table, "params").discrete);
        QVERIFY(scoreOf(*table, "flops").heavyTailed);
    }

    void aValueWithoutLogarithmLeavesTheOtherLogColumnsAsTheyAre()
    {
        RegressionData data = synthetic("peak_power");
        const auto before = rankFeatures(data);
        data.features(0, 2) = -2.0; // params, continuous
        const auto after = rankFeatures(data);
        QVERIFY(before.hasValue() && after.hasValue());
        QVERIFY(std::isnan(scoreOf(*after, "params").miLogNats));
        QCOMPARE(scoreOf(*after, "image_size").miLogNats, scoreOf(*before, "image_size").miLogNats);
        data.target[0] = -1.0;
        const auto none = rankFeatures(data);
        QVERIFY(none.hasValue());
        QVERIFY(std::isnan(scoreOf(*none, "image_size").miLogNats));
    }

    void saysWhenRowsAreTooFew()
    {
        const auto table = rankFeatures(selectRows(laws(), {0, 1, 2, 3}));
        QVERIFY(!table.hasValue());
        QCOMPARE(table.error().kind, ErrorKind::Data);
        FeatureSettings settings;
        settings.neighbours = 5;
        QVERIFY(!rankFeatures(selectRows(laws(), {0, 1, 2, 3, 4}), settings).hasValue());
        settings.neighbours = 0;
        QVERIFY(!rankFeatures(laws(), settings).hasValue());
    }

    void selectsPositionsByEitherMeasureFromTheRowsGiven()
    {
        const auto places = selectedFeatures(laws());
        QVERIFY(places.hasValue());
        QCOMPARE(*places, (std::vector<std::size_t>{1, 2})); // the square, which has no r, and the line
    }

    void whereNothingIsAboveTheThresholdTheStrongestIsSelected()
    {
        FeatureSettings settings;
        settings.threshold = 10.0;
        const auto places = selectedFeatures(laws(), settings);
        QVERIFY(places.hasValue());
        QCOMPARE(*places, std::vector<std::size_t>{2});
    }

    void tooFewTrainingRowsSelectNothingAndSaySo()
    {
        const auto places = selectedFeatures(selectRows(laws(), {0, 1, 2, 3}));
        QVERIFY(!places.hasValue());
        QVERIFY(places.error().message.find("4 rows are too few") != std::string::npos);
    }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        RunContext context;
        context.stop = source.get_token();
        const auto table = rankFeatures(laws(), {}, context);
        QVERIFY(!table.hasValue());
        QCOMPARE(table.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(FeatureTableTest)
#include "tst_feature_table.moc"
