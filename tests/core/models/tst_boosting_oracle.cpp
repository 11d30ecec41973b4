// SPDX-License-Identifier: GPL-3.0-or-later
// Boosting against XGBoost, which was written by others: built where its library is installed.
#include "core/models/boosting.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>
#include <fmt/format.h>
#include <xgboost/c_api.h>

using namespace wattline;

namespace {

void check(int status)
{
    if (status != 0)
        qFatal("XGBoost: %s", XGBGetLastError());
}

/// XGBoost keeps features in single precision: rows that are exact there split alike on both sides.
std::vector<float> singlePrecision(const Eigen::MatrixXd& features)
{
    std::vector<float> values;
    for (Eigen::Index row = 0; row < features.rows(); ++row) {
        for (Eigen::Index column = 0; column < features.cols(); ++column)
            values.push_back(static_cast<float>(features(row, column)));
    }
    return values;
}

class Matrix {
public:
    explicit Matrix(const Eigen::MatrixXd& features)
    {
        const std::vector<float> values = singlePrecision(features);
        check(XGDMatrixCreateFromMat(values.data(), static_cast<bst_ulong>(features.rows()),
                                     static_cast<bst_ulong>(features.cols()), NAN, &m_handle));
    }
    ~Matrix() { XGDMatrixFree(m_handle); }
    Matrix(const Matrix&) = delete;
    Matrix& operator=(const Matrix&) = delete;

    void setTarget(const Eigen::VectorXd& target)
    {
        const std::vector<float> values = singlePrecision(target);
        check(XGDMatrixSetFloatInfo(m_handle, "label", values.data(), values.size()));
    }
    DMatrixHandle handle() const { return m_handle; }

private:
    DMatrixHandle m_handle = nullptr;
};

/// What XGBoost's exact greedy trees without any penalty predict for `test`.
Eigen::VectorXd predictedByXgboost(const RegressionData& train, const RegressionData& test,
                                   const BoostingSettings& settings)
{
    Matrix trainRows(train.features);
    trainRows.setTarget(train.target);
    const Matrix testRows(test.features);
    const DMatrixHandle handle = trainRows.handle();
    BoosterHandle booster = nullptr;
    check(XGBoosterCreate(&handle, 1, &booster));
    const std::pair<const char*, std::string> parameters[] = {
        {"tree_method", "exact"},
        {"objective", "reg:squarederror"},
        {"lambda", "0"},
        {"gamma", "0"},
        {"nthread", "1"},
        {"verbosity", "0"},
        {"base_score", fmt::format("{:.9g}", train.target.mean())},
        {"eta", fmt::format("{}", settings.rate)},
        {"max_depth", std::to_string(settings.tree.maxDepth)},
        {"min_child_weight", std::to_string(settings.tree.minLeafRows)}, // each row weighs 1
    };
    for (const auto& [name, value] : parameters)
        check(XGBoosterSetParam(booster, name, value.c_str()));
    for (std::size_t tree = 0; tree < settings.trees; ++tree)
        check(XGBoosterUpdateOneIter(booster, static_cast<int>(tree), handle));
    bst_ulong count = 0;
    const float* values = nullptr;
    check(XGBoosterPredict(booster, testRows.handle(), 0, 0, 0, &count, &values));
    Eigen::VectorXd predicted =
        Eigen::Map<const Eigen::VectorXf>(values, static_cast<Eigen::Index>(count)).cast<double>();
    XGBoosterFree(booster);
    return predicted;
}

RegressionData exactRows(Eigen::Index rows, std::uint64_t seed)
{
    RegressionData data = rowsWithLaw(
        rows, 4, [](const auto&) { return 0.0; }, seed);
    data.features = data.features.cast<float>().cast<double>();
    const auto x = data.features.array();
    data.target = (100.0 + 20.0 * x.col(0) * x.col(1) + 10.0 * x.col(2).sin() + 5.0 * x.col(3)).matrix();
    data.target = data.target.cast<float>().cast<double>();
    return data;
}

} // namespace

class BoostingOracleTest : public QObject {
    Q_OBJECT

private slots:
    void predictsAsXgboostDoesWhereNoSplitsTie_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("minLeafRows");
        QTest::newRow("depth 3") << 3 << 20;
        QTest::newRow("depth 5") << 5 << 20;
        QTest::newRow("depth 3, leaves of ten rows") << 3 << 10;
    }
    void predictsAsXgboostDoesWhereNoSplitsTie()
    {
        QFETCH(int, depth);
        QFETCH(int, minLeafRows);
        const RegressionData train = exactRows(300, 5);
        const RegressionData test = exactRows(200, 6);
        const BoostingSettings settings{
            0.1, 100, {static_cast<std::size_t>(depth), static_cast<std::size_t>(minLeafRows)}, 1.0};
        const auto model = fitBoosting({train, {}, 42}, settings, {});
        QVERIFY(model.hasValue());
        const Eigen::VectorXd ours = (*model)->predict(test);
        const Eigen::VectorXd theirs = predictedByXgboost(train, test, settings);
        const double difference = ((ours - theirs).array() / ours.array()).abs().maxCoeff();
        qInfo("greatest relative difference %.2g", difference);
        // XGBoost adds up in single precision: 24 bits, over a hundred trees.
        QVERIFY2(difference < 1e-5, qPrintable(QString::number(difference)));
    }
};

QTEST_GUILESS_MAIN(BoostingOracleTest)
#include "tst_boosting_oracle.moc"
