// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"
#include "core/models/methods.h"
#include "core/models/mlp.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

double smoothLaw(const Eigen::RowVectorXd& x)
{
    return 200.0 + 40.0 * std::sin(x[0]) + 10.0 * x[0] * x[1];
}

std::shared_ptr<const Model> fitted(const RegressionData& train, const RegressionData& validation,
                                    const MlpSettings& settings, std::uint64_t seed = 42)
{
    const auto model = fitMlp({train, validation, seed}, settings, {});
    return model ? *model : nullptr;
}

NetworkRows networkRowsOf(const RegressionData& rows)
{
    return {rows.features.transpose().cast<float>(), (rows.target / 40.0).transpose().cast<float>()};
}

} // namespace

class MlpTest : public QObject {
    Q_OBJECT

private slots:
    void learnsASmoothLaw_data()
    {
        QTest::addColumn<int>("activation");
        QTest::newRow("ReLU") << static_cast<int>(Activation::Relu);
        QTest::newRow("tanh") << static_cast<int>(Activation::Tanh);
        QTest::newRow("leaky ReLU") << static_cast<int>(Activation::LeakyRelu);
    }
    void learnsASmoothLaw()
    {
        QFETCH(int, activation);
        const RegressionData train = rowsWithLaw(300, 2, smoothLaw, 1);
        const RegressionData validation = rowsWithLaw(60, 2, smoothLaw, 2);
        const RegressionData test = rowsWithLaw(100, 2, smoothLaw, 3);
        const auto model = fitted(train, validation, {{32, 16}, static_cast<Activation>(activation), 1e-2, 32, 0.0});
        QVERIFY(model);
        const double r2 = metricsOf(test.target, model->predict(test)).r2;
        QVERIFY2(r2 > 0.98, qPrintable(QString::number(r2)));
    }

    void stopsWhenTheValidationErrorNoLongerFalls()
    {
        // The validation rows follow another law: learning the training rows soon does harm.
        const RegressionData train = rowsWithLaw(
            80, 2, [](const auto& x) { return 40.0 * x[0]; }, 1);
        const RegressionData other = rowsWithLaw(
            40, 2, [](const auto& x) { return -40.0 * x[0]; }, 2);
        const Network network({2, 16, 8, 1}, Activation::Relu);
        const MlpSettings settings{{16, 8}, Activation::Relu, 1e-2, 16, 0.0};
        const auto stopped = trainNetwork(network, networkRowsOf(train), networkRowsOf(other), settings, 5, {});
        QVERIFY(stopped.hasValue());
        QVERIFY2(stopped->epochs < 60, qPrintable(QString::number(stopped->epochs)));
        QVERIFY(stopped->epochs > settings.patience);

        // What is kept is the best epoch, not the last.
        const Eigen::RowVectorXf outputs = network.outputs(stopped->weights, networkRowsOf(other).inputs);
        const double mse = (outputs - networkRowsOf(other).targets).squaredNorm() / 40.0;
        QVERIFY(std::abs(mse - stopped->validationMse) <= 1e-5 * mse);
    }

    void hasTheGradientOfItsError_data() { learnsASmoothLaw_data(); }
    void hasTheGradientOfItsError()
    {
        QFETCH(int, activation);
        const Network network({3, 5, 4, 1}, static_cast<Activation>(activation));
        const RegressionData rows = rowsWithLaw(20, 3, [](const auto& x) { return 40.0 * x[0] * x[1]; });
        const NetworkRows data = networkRowsOf(rows);
        Eigen::VectorXf weights = network.initialWeights(RandomStream(9));
        const Eigen::VectorXf gradient = network.gradient(weights, data.inputs, data.targets);
        const auto mse = [&] {
            return (network.outputs(weights, data.inputs) - data.targets).cast<double>().squaredNorm() / 20.0;
        };
        constexpr float Step = 2e-3F;
        for (Eigen::Index i = 0; i < weights.size(); ++i) {
            const float weight = weights[i];
            weights[i] = weight + Step;
            const double above = mse();
            weights[i] = weight - Step;
            const double below = mse();
            weights[i] = weight;
            QVERIFY(std::abs((above - below) / (2.0 * Step) - gradient[i]) < 0.02);
        }
    }

    void hasThePapersGrid()
    {
        const Method method = mlpMethod(Effort::Paper);
        QCOMPARE(method.candidates.size(), std::size_t{4 * 3 * 3 * 3 * 3});
        QCOMPARE(method.candidates.front().settings, std::string("hidden 64-32, ReLU, rate 0.01, batch 16, decay 0"));
        QCOMPARE(method.candidates.back().settings,
                 std::string("hidden 128-64-32, leaky ReLU, rate 0.0001, batch 64, decay 0.0001"));
        const MlpSettings defaults;
        QCOMPARE(defaults.epochs, 200);
        QCOMPARE(defaults.patience, 20);
    }

    void isTheSameForTheSameSeed()
    {
        const RegressionData rows = rowsWithLaw(60, 2, smoothLaw);
        const MlpSettings settings{{16, 8}, Activation::Tanh, 1e-2, 16, 1e-4, 10};
        QCOMPARE(fitted(rows, {}, settings, 1)->predict(rows), fitted(rows, {}, settings, 1)->predict(rows));
        QVERIFY(fitted(rows, {}, settings, 1)->predict(rows) != fitted(rows, {}, settings, 2)->predict(rows));
    }

    void staysFiniteOnConstantColumnsSingleRowsAndFarAway()
    {
        RegressionData rows = rowsWithLaw(12, 2, [](const auto&) { return 5.0; });
        rows.features.col(1).setConstant(3.0);
        const MlpSettings settings{{8, 4}, Activation::Relu, 1e-2, 16, 0.0, 5};
        RegressionData far = rows;
        far.features *= 1e200;
        QVERIFY(fitted(rows, {}, settings)->predict(rows).allFinite());
        QVERIFY(fitted(rows, {}, settings)->predict(far).allFinite());
        const RegressionData single = selectRows(rows, {0});
        QVERIFY(fitted(single, single, settings)->predict(rows).allFinite());
    }

    void answersAStop()
    {
        std::stop_source stop;
        stop.request_stop();
        const RegressionData rows = rowsWithLaw(20, 2, smoothLaw);
        const auto model = fitMlp({rows, rows, 1}, {}, {stop.get_token()});
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(MlpTest)
#include "tst_mlp.moc"
