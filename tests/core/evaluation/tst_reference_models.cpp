// SPDX-License-Identifier: GPL-3.0-or-later
// How equal the models are to those of scikit-learn 1.2.1 on 459 synthetic rows: prints the greatest deviation from
// every set of reference figures. docs/methods.md quotes the table.
#include "core/data/scaler.h"
#include "core/models/boosting.h"
#include "core/models/methods.h"
#include "tests/support/deviation.h"
#include "tests/support/tree_walk.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;
using Json = nlohmann::json;

namespace {

std::vector<std::size_t> rowNumbers(std::size_t begin, std::size_t end)
{
    std::vector<std::size_t> rows(end - begin);
    std::iota(rows.begin(), rows.end(), begin);
    return rows;
}

std::shared_ptr<const Model> fitted(const std::string& name, const std::string& alpha, const RegressionData& train)
{
    const Method method = name == "linear"  ? linearMethod(Effort::Paper)
                          : name == "ridge" ? ridgeMethod(Effort::Paper)
                                            : lassoMethod(Effort::Paper);
    for (const Candidate& candidate : method.candidates) {
        if (alpha.empty() || candidate.settings == "alpha " + alpha)
            return *candidate.fit({train, {}, 42}, {});
    }
    qFatal("no candidate");
}

/// Coefficients per standard deviation, by asking the model for rows off the mean, and predictions of the test rows.
Deviation linearDeviation(const std::string& wanted)
{
    Deviation deviation;
    const Json figures = referenceFigures("models/linear.json");
    for (const auto& [key, expected] : figures["models"].items()) {
        const std::string target = key.substr(0, key.find('|'));
        const std::string model = key.substr(key.find('|') + 1);
        const std::string name = model.substr(0, model.find('_'));
        if (name != wanted)
            continue;
        const RegressionData runs = syntheticRuns(target);
        const RegressionData train = selectRows(runs, figures["train"]);
        const auto fit = fitted(name, name == model ? "" : model.substr(name.size() + 1), train);
        const Json& predictions = expected["pred_test"];
        const Eigen::VectorXd predicted = fit->predict(selectRows(runs, figures["test"]));
        deviation.addRelative(predicted.head(static_cast<Eigen::Index>(predictions.size())), predictions);
        const Scaler scaler = fitScaler(train.features);
        RegressionData probe = selectRows(train, rowNumbers(0, 7));
        for (Eigen::Index row = 0; row < 7; ++row)
            probe.features.row(row) = scaler.mean;
        for (Eigen::Index feature = 0; feature < 6; ++feature)
            probe.features(feature + 1, feature) += scaler.scale[feature];
        const Eigen::VectorXd answers = fit->predict(probe);
        deviation.addRelative(answers[0], expected["intercept"]);
        for (Eigen::Index feature = 0; feature < 6; ++feature) {
            // Differences of predictions carry the rounding of the predictions: measured against the intercept.
            const double coefficient = expected["coef"][static_cast<std::size_t>(feature)];
            const double size = std::max(std::abs(coefficient), std::abs(answers[0]));
            deviation.add(std::abs(answers[feature + 1] - answers[0] - coefficient) / size);
        }
    }
    return deviation;
}

Deviation firstTreesDeviation(int& equalNodes)
{
    Deviation deviation;
    const Json figures = referenceFigures("models/boosting.json")["targets"];
    for (const char* target : Targets) {
        const RegressionData train = trainRowsOf(target);
        const Eigen::MatrixXd features = fitScaler(train.features).transform(train.features);
        const RankedColumns ranked = rankColumns(features, {});
        TreeGrower grower(ranked, {3, 1});
        Eigen::VectorXd residuals = (train.target.array() - figures[target]["init"].get<double>()).matrix();
        Eigen::VectorXd leaves(train.rows());
        for (std::size_t number = 0; number < 2; ++number) {
            const RegressionTree tree =
                grower.grow(residuals, std::vector<std::uint8_t>(ranked.rowCount, 1), leaves, {});
            TreeWalk walk{tree, figures[target]["first_two_trees"][number], features, residuals};
            std::vector<Eigen::Index> all(ranked.rowCount);
            std::iota(all.begin(), all.end(), Eigen::Index{0});
            const int nodes = walk.compare(0, 0, all);
            if (nodes < 0)
                return {};
            equalNodes += nodes;
            deviation.add(walk.greatestDifference);
            residuals -= 0.1 * leaves;
        }
    }
    return deviation;
}

} // namespace

class ReferenceModelsTest : public QObject {
    Q_OBJECT

private slots:
    void linearModels()
    {
        QVERIFY(isAllowed("linear_models.json: least squares", "relative", linearDeviation("linear"), 1e-8));
        QVERIFY(isAllowed("linear_models.json: ridge, six alphas", "relative", linearDeviation("ridge"), 1e-8));
        QVERIFY(isAllowed("linear_models.json: tight lasso, six alphas", "relative", linearDeviation("lasso"), 1e-8));
    }

    void boostingWithoutTies()
    {
        const Json figures = referenceFigures("models/boosting.json")["tie_free"];
        RegressionData rows = rowsWithLaw(300, 4, [](const auto&) { return 0.0; });
        for (Eigen::Index row = 0; row < rows.rows(); ++row)
            rows.features.row(row) = vectorOf(figures["X"][static_cast<std::size_t>(row)]).transpose();
        rows.target = vectorOf(figures["y"]);
        const RegressionData train = selectRows(rows, rowNumbers(0, 200));
        const auto model = fitBoosting({train, {}, 42}, {0.1, 200, {3, figures["min_samples_leaf"]}, 1.0}, {});
        QVERIFY(model.hasValue());
        Deviation deviation;
        deviation.addAbsolute((*model)->predict(train), figures["train_pred"]);
        deviation.addAbsolute((*model)->predict(selectRows(rows, rowNumbers(200, 300))), figures["test_pred"]);
        QVERIFY(isAllowed("gbr.json: tie_free, 200 trees", "absolute", deviation, 5e-15));
    }

    void boostingUpToTies()
    {
        int equalNodes = 0;
        const Deviation nodes = firstTreesDeviation(equalNodes);
        QVERIFY(isAllowed(fmt::format("gbr.json: first two trees, {} nodes up to ties", equalNodes).c_str(), "absolute",
                          nodes, 1e-9));
        const Json figures = referenceFigures("models/boosting.json")["targets"];
        const Split split = holdOutSplit(459, 42);
        for (const char* target : Targets) {
            const RegressionData runs = syntheticRuns(target);
            const auto model = fitBoosting({selectRows(runs, split.train), {}, 42}, {0.1, 200, {3, 1}, 1.0}, {});
            Deviation deviation;
            deviation.addAbsolute((*model)->predict(selectRows(runs, split.test)), figures[target]["test_pred"]);
            QVERIFY(isAllowed(fmt::format("gbr.json: {}, 46 test rows, against its own seeds", target).c_str(),
                              "absolute", deviation, figures[target]["max_abs_test_pred_change_over_random_states"]));
        }
    }
};

QTEST_GUILESS_MAIN(ReferenceModelsTest)
#include "tst_reference_models.moc"
