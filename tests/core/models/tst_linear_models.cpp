// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaler.h"
#include "core/models/methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

/// The model of the candidate with these settings, or of the only one.
std::shared_ptr<const Model> fitted(const Method& method, const std::string& settings, const RegressionData& train)
{
    for (const Candidate& candidate : method.candidates) {
        if (candidate.settings == settings) {
            const auto model = candidate.fit({train, {}, 42}, {});
            return model ? *model : nullptr;
        }
    }
    return nullptr;
}

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

/// What the model adds per standard deviation of a feature, by asking it for two rows.
double slopeOf(const Model& model, const RegressionData& train, Eigen::Index feature)
{
    const Scaler scaler = fitScaler(train.features);
    RegressionData probe = selectRows(train, {0, 1});
    probe.features.row(0) = scaler.mean;
    probe.features.row(1) = scaler.mean;
    probe.features(1, feature) += scaler.scale[feature];
    const Eigen::VectorXd predicted = model.predict(probe);
    return predicted[1] - predicted[0];
}

} // namespace

class LinearModelsTest : public QObject {
    Q_OBJECT

private slots:
    void equalScikitLearn_data()
    {
        QTest::addColumn<QString>("key");
        const nlohmann::json figures = referenceFigures("models/linear.json");
        for (const auto& model : figures["models"].items())
            QTest::newRow(model.key().c_str()) << QString::fromStdString(model.key());
    }
    void equalScikitLearn()
    {
        QFETCH(QString, key);
        const nlohmann::json figures = referenceFigures("models/linear.json");
        const nlohmann::json& expected = figures["models"][key.toStdString()];
        const std::string name = key.section('|', 1).section('_', 0, 0).toStdString();
        const std::string alpha = key.section('_', -1).toStdString();
        const Method method = name == "linear"  ? linearMethod(Effort::Paper)
                              : name == "ridge" ? ridgeMethod(Effort::Paper)
                                                : lassoMethod(Effort::Paper);
        const RegressionData runs = syntheticRuns(key.section('|', 0, 0).toStdString());
        const RegressionData train = selectRows(runs, figures["train"]);
        const auto model = fitted(method, name == "linear" ? "" : "alpha " + alpha, train);
        QVERIFY(model);

        const Eigen::VectorXd predicted = model->predict(selectRows(runs, figures["test"]));
        for (std::size_t row = 0; row < expected["pred_test"].size(); ++row)
            QVERIFY(near(predicted[static_cast<Eigen::Index>(row)], expected["pred_test"][row], 1e-8));
        for (Eigen::Index feature = 0; feature < 6; ++feature) {
            // Differences of predictions carry the rounding of the predictions.
            const double slope = slopeOf(*model, train, feature);
            const double wanted = expected["coef"][static_cast<std::size_t>(feature)];
            QVERIFY(std::abs(slope - wanted) <= 1e-8 * std::abs(wanted) + 1e-12);
        }
    }

    void findALawExactly()
    {
        const RegressionData rows = rowsWithLaw(40, 3, [](const auto& x) { return 5.0 + 2.0 * x[0] - 3.0 * x[2]; });
        const auto model = fitted(linearMethod(Effort::Paper), "", rows);
        QVERIFY(model);
        QVERIFY((model->predict(rows) - rows.target).lpNorm<Eigen::Infinity>() < 1e-12);
        QVERIFY(QString::fromStdString(model->description()).startsWith("5 + 2 x0"));
        QVERIFY(QString::fromStdString(model->description()).endsWith("- 3 x2"));
    }

    void shareTheWeightOfEqualFeatures()
    {
        RegressionData rows = rowsWithLaw(30, 2, [](const auto& x) { return 4.0 * x[0]; });
        rows.features.col(1) = rows.features.col(0);
        const auto model = fitted(linearMethod(Effort::Paper), "", rows);
        QVERIFY(model);
        QVERIFY(near(slopeOf(*model, rows, 0), slopeOf(*model, rows, 1), 1e-9));
        QVERIFY((model->predict(rows) - rows.target).lpNorm<Eigen::Infinity>() < 1e-12);
    }

    void giveAnIrrelevantFeatureNoWeightAtALargeAlpha()
    {
        const RegressionData rows = rowsWithLaw(60, 2, [](const auto& x) { return 3.0 * x[0] + 0.01 * x[1]; });
        const auto model = fitted(lassoMethod(Effort::Paper), "alpha 1", rows);
        QVERIFY(model);
        QCOMPARE(slopeOf(*model, rows, 1), 0.0);
        QVERIFY(slopeOf(*model, rows, 0) > 1.0);
        QCOMPARE(model->size(), std::size_t{2});
    }

    void tellHowFarTheLassoIsFromItsMinimum()
    {
        const RegressionData runs = syntheticRuns("peak_duration");
        for (const Candidate& candidate : lassoMethod(Effort::Paper).candidates) {
            const auto model = candidate.fit({runs, {}, 42}, {});
            QVERIFY(model.hasValue());
            const QString told = QString::fromStdString((*model)->description()).section("; duality gap ", 1);
            bool isNumber = false;
            const double gap = told.section(' ', 0, 0).toDouble(&isNumber);
            QVERIFY2(isNumber && gap >= 0.0 && gap <= 1e-14, qPrintable(told));
        }
    }

    void predictTheMeanFromConstantColumns_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("linear") << "linear";
        QTest::newRow("ridge") << "ridge";
        QTest::newRow("lasso") << "lasso";
    }
    void predictTheMeanFromConstantColumns()
    {
        QFETCH(QString, id);
        const Method method = id == "linear"  ? linearMethod(Effort::Quick)
                              : id == "ridge" ? ridgeMethod(Effort::Quick)
                                              : lassoMethod(Effort::Quick);
        RegressionData rows = rowsWithLaw(9, 2, [](const auto& x) { return 7.0 + x[0]; });
        rows.features.setConstant(0.1);
        for (const Candidate& candidate : method.candidates) {
            const auto model = candidate.fit({rows, {}, 42}, {});
            QVERIFY(model.hasValue());
            const Eigen::VectorXd predicted = (*model)->predict(rows);
            QVERIFY((predicted.array() - rows.target.mean()).abs().maxCoeff() < 1e-12);
        }
    }

    void fitASingleRow()
    {
        const RegressionData row = rowsWithLaw(1, 3, [](const auto&) { return 6.0; });
        for (const Method& method :
             {linearMethod(Effort::Quick), ridgeMethod(Effort::Quick), lassoMethod(Effort::Quick)}) {
            const auto model = method.candidates.front().fit({row, {}, 42}, {});
            QVERIFY(model.hasValue());
            QCOMPARE((*model)->predict(row)[0], 6.0);
        }
    }

    void fitHugeValuesAndRefuseThoseThatOverflow()
    {
        RegressionData rows = rowsWithLaw(9, 1, [](const auto& x) { return x[0]; });
        rows.features *= 1e300;
        const auto model = fitted(linearMethod(Effort::Quick), "", rows);
        QVERIFY(model);
        QVERIFY((model->predict(rows) - rows.target).lpNorm<Eigen::Infinity>() < 1e-12);

        rows.target.setConstant(1.7e308);
        const auto refused = linearMethod(Effort::Quick).candidates.front().fit({rows, {}, 42}, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Numeric);
    }

    void answerAStop()
    {
        std::stop_source stop;
        stop.request_stop();
        const RegressionData rows = rowsWithLaw(9, 1, [](const auto& x) { return x[0]; });
        for (const Method& method :
             {linearMethod(Effort::Quick), ridgeMethod(Effort::Quick), lassoMethod(Effort::Quick)}) {
            const auto model = method.candidates.front().fit({rows, {}, 42}, {stop.get_token()});
            QVERIFY(!model);
            QCOMPARE(model.error().kind, ErrorKind::Canceled);
        }
    }
};

QTEST_GUILESS_MAIN(LinearModelsTest)
#include "tst_linear_models.moc"
