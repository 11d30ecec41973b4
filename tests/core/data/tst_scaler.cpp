// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/data/dataset.h"
#include "core/data/scaler.h"
#include "core/data/split.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace wattline;

class ScalerTest : public QObject {
    Q_OBJECT

    nlohmann::json m_reference;
    RegressionData m_data;

    static void compare(const Eigen::RowVectorXd& values, const nlohmann::json& expected)
    {
        QCOMPARE(static_cast<std::size_t>(values.size()), expected.size());
        for (Eigen::Index c = 0; c < values.size(); ++c) {
            const auto wanted = expected[static_cast<std::size_t>(c)].get<double>();
            QVERIFY2(std::abs(values[c] - wanted) <= 1e-12 * std::abs(wanted), qPrintable(QString::number(values[c])));
        }
    }

private slots:
    void initTestCase()
    {
        const auto text = readFile(WATTLINE_TEST_DATA "/data/standard_scaler.json");
        QVERIFY(text.hasValue());
        m_reference = nlohmann::json::parse(*text);
        const auto dataset = readDataset(WATTLINE_TEST_DATA "/data/synthetic459.csv");
        QVERIFY(dataset.hasValue());
        const auto data = regressionData(*dataset, "peak_power", defaultFeatures(*dataset, "peak_power"));
        QVERIFY(data.hasValue());
        m_data = *data;
    }

    void meansAndScalesOfTheTrainingRowsAreScikitLearns()
    {
        const Scaler scaler = fitScaler(selectRows(m_data, holdOutSplit(459, 42).train).features);
        compare(scaler.mean, m_reference["train"]["mean"]);
        compare(scaler.scale, m_reference["train"]["scale"]);
    }

    void meansAndScalesOfAllRowsAreScikitLearns()
    {
        const Scaler scaler = fitScaler(m_data.features);
        compare(scaler.mean, m_reference["all_rows"]["mean"]);
        compare(scaler.scale, m_reference["all_rows"]["scale"]);
    }

    void transformedRowsAreScikitLearns()
    {
        const RegressionData train = selectRows(m_data, holdOutSplit(459, 42).train);
        const Eigen::MatrixXd transformed = fitScaler(train.features).transform(m_data.features);
        for (Eigen::Index row = 0; row < 5; ++row)
            compare(transformed.row(row), m_reference["transformed_first5"][static_cast<std::size_t>(row)]);
    }

    void aConstantColumnKeepsScaleOne()
    {
        Eigen::MatrixXd features(3, 2);
        features << 0.1, 1, 0.1, 2, 0.1, 3;
        const Scaler scaler = fitScaler(features);
        QCOMPARE(scaler.scale[0], 1.0);
        QCOMPARE(scaler.transform(features)(2, 0), 0.0);
    }
};

QTEST_GUILESS_MAIN(ScalerTest)
#include "tst_scaler.moc"
