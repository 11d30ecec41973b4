// SPDX-License-Identifier: GPL-3.0-or-later
// How equal data, features and formulas are to scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24.2 and gplearn 0.4.2 on 459
// synthetic rows: prints the greatest deviation from every set of reference figures. docs/methods.md quotes the table.
#include "core/data/scaler.h"
#include "core/data/split.h"
#include "core/evaluation/metrics.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/features/feature_table.h"
#include "tests/support/deviation.h"
#include "tests/support/function_errors.h"
#include "tests/support/random_expression.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;
using Json = nlohmann::json;

class ReferenceTest : public QObject {
    Q_OBJECT

private slots:
    void randomNumbers()
    {
        const Json figures = referenceFigures("base/rng.json");
        Deviation deviation;
        NumpyRandom words(42);
        for (const Json& word : figures["words"])
            deviation.addAbsolute(words.next(), word);
        NumpyRandom uniforms(42);
        for (const Json& uniform : figures["uniforms"])
            deviation.addAbsolute(uniforms.uniform(), uniform);
        NumpyRandom normals(42);
        for (const Json& normal : figures["normals"])
            deviation.addAbsolute(normals.normal(), normal);
        const std::vector<std::size_t> permutation = NumpyRandom(42).permutation(12);
        for (std::size_t i = 0; i < 12; ++i)
            deviation.addAbsolute(static_cast<double>(permutation[i]), figures["permutation"][i]);
        QVERIFY(isAllowed("rng.json: numbers of RandomState(42)", "absolute", deviation, 0.0));
    }

    void splitsAndFolds()
    {
        const Json figures = referenceFigures("data/split459.json");
        const Split split = holdOutSplit(459, 42);
        Deviation deviation;
        const auto compare = [&deviation](const std::vector<std::size_t>& ours, const Json& theirs) {
            QCOMPARE(ours.size(), theirs.size());
            for (std::size_t i = 0; i < ours.size(); ++i)
                deviation.addAbsolute(static_cast<double>(ours[i]), theirs[i]);
        };
        compare(split.train, figures["train"]);
        compare(split.validation, figures["validation"]);
        compare(split.test, figures["test"]);
        const std::vector<Fold> folds = kFolds(459, 5, 42);
        for (std::size_t fold = 0; fold < 5; ++fold)
            compare(folds[fold].held, figures["folds"][fold]);
        QVERIFY(isAllowed("split.json: rows of the 8:1:1 split and of five folds", "absolute", deviation, 0.0));
    }

    void scalers()
    {
        const Json figures = referenceFigures("data/standard_scaler.json");
        Deviation deviation;
        const RegressionData runs = syntheticRuns("peak_power");
        const Scaler train = fitScaler(trainRowsOf("peak_power").features);
        const Scaler all = fitScaler(runs.features);
        deviation.addRelative(train.mean.transpose(), figures["train"]["mean"]);
        deviation.addRelative(train.scale.transpose(), figures["train"]["scale"]);
        deviation.addRelative(all.mean.transpose(), figures["all_rows"]["mean"]);
        deviation.addRelative(all.scale.transpose(), figures["all_rows"]["scale"]);
        const Eigen::MatrixXd transformed = train.transform(runs.features);
        for (Eigen::Index row = 0; row < 5; ++row)
            deviation.addRelative(transformed.row(row).transpose(),
                                  figures["transformed_first5"][static_cast<std::size_t>(row)]);
        QVERIFY(isAllowed("standard_scaler.json: means, scales, five rows", "relative", deviation, 1e-12));
    }

    void correlations()
    {
        const Json figures = referenceFigures("features/pearson.json");
        Deviation r;
        Deviation p;
        for (std::size_t t = 0; t < Targets.size(); ++t) {
            const RegressionData data = syntheticRuns(Targets[t]);
            const Eigen::MatrixXd logs = data.features.array().log1p().matrix();
            const Eigen::VectorXd target = data.target.array().log1p().matrix();
            const auto table = rankFeatures(data);
            QVERIFY(table.hasValue());
            for (std::size_t f = 0; f < 6; ++f) {
                const auto column = static_cast<Eigen::Index>(f);
                r.addAbsolute(pearsonR(data.features.col(column), data.target), figures["r"][f][t]);
                r.addAbsolute(pearsonR(logs.col(column), target), figures["log1p_r"][f][t]);
                for (const FeatureScore& score : table->features) {
                    if (score.name == data.featureNames[f])
                        p.addRelative(score.pearsonP, figures["p"][f][t]);
                }
            }
        }
        QVERIFY(isAllowed("pearson.json: r, raw and log1p", "absolute", r, 1e-13));
        QVERIFY(isAllowed("pearson.json: p", "relative", p, 1e-9));
    }

    void mutualInformationInNats()
    {
        const Json figures = referenceFigures("features/mutual_info.json");
        // log1p as numpy computed it: its last bit differs from the C library's.
        const auto logs = readDataset(WATTLINE_TEST_DATA "/features/synthetic459_log1p.csv");
        QVERIFY(logs.hasValue());
        Deviation deviation;
        for (const auto& [key, values] : figures["values"].items()) {
            const QStringList parts = QString::fromStdString(key).split('|');
            const auto mask = figures["masks"][parts[1].toStdString()].get<std::vector<bool>>();
            for (std::size_t t = 0; t < Targets.size(); ++t) {
                RegressionData data = syntheticRuns(Targets[t]);
                if (parts[0] == "log1p")
                    data = *regressionData(*logs, Targets[t], data.featureNames);
                const auto nats = mutualInformation(data.features, data.target, mask, parts[2].mid(1).toInt(), 42);
                for (std::size_t f = 0; f < 6; ++f)
                    deviation.addAbsolute(nats[f], values[t][f]);
            }
        }
        QVERIFY(
            isAllowed("mutual_info.json: nats, raw and log1p, k 3 and 5, four masks", "absolute", deviation, 1e-12));
    }

    void errorsOfPredictions()
    {
        const Json figures = referenceFigures("evaluation/metrics.json");
        const Metrics metrics = metricsOf(vectorOf(figures["y_true"]), vectorOf(figures["y_pred"]));
        Deviation deviation;
        deviation.addRelative(metrics.mse, figures["mse"]);
        deviation.addRelative(metrics.rmse, figures["rmse"]);
        deviation.addRelative(metrics.mae, figures["mae"]);
        deviation.addRelative(metrics.r2, figures["r2"]);
        deviation.addRelative(metrics.mre.value(), figures["mre"]);
        QVERIFY(isAllowed("metrics.json: MSE, RMSE, MAE, R2, MRE", "relative", deviation, 1e-14));
    }

    void protectedFunctions()
    {
        const Json figures = referenceFigures("expression/gplearn_functions.json");
        Deviation deviation;
        for (const bool unary : {true, false}) {
            for (const auto& [name, values] : figures[unary ? "unary" : "binary"].items()) {
                Op op = Op::Sigmoid; // gplearn's own beside the paper's
                for (const Op candidate : PaperFunctions)
                    op = nameOf(candidate, FunctionNames::Gplearn) == name ? candidate : op;
                for (std::size_t i = 0; i < values.size(); ++i) {
                    const std::array<double, 2> row = {numberOf(figures[unary ? "unary_in" : "binary_a"][i]),
                                                       unary ? 0.0 : numberOf(figures["binary_b"][i])};
                    const double ours = evaluateRow(applied(op), row.data());
                    deviation.add(static_cast<double>(ulpsBetween(ours, numberOf(values[i]))));
                }
            }
        }
        QVERIFY(isAllowed("gplearn_functions.json: values of edge inputs", "ulp", deviation, 4.0));
    }

    void programs()
    {
        const Json figures = referenceFigures("expression/gplearn_programs.json");
        Eigen::MatrixXd features(20, 6);
        for (Eigen::Index row = 0; row < 20; ++row)
            features.row(row) = vectorOf(figures["X"][static_cast<std::size_t>(row)]).transpose();
        const Eigen::VectorXd target = vectorOf(figures["y"]);
        Deviation outputs;
        Deviation fitness;
        for (const Json& program : figures["programs"]) {
            const auto formula = parseExpression(program["program"].get<std::string>(),
                                                 {"X0", "X1", "X2", "X3", "X4", "X5"}, FunctionNames::Gplearn);
            QVERIFY(formula.hasValue());
            const Eigen::VectorXd values = evaluate(*formula, features);
            outputs.addRelative(values, program["output"]);
            fitness.addRelative((values - target).cwiseAbs().mean(),
                                numberOf(program["fitness"]["unit"]["mean absolute error"]));
        }
        QVERIFY(isAllowed("gplearn_programs.json: outputs of 30 programs", "relative", outputs, 1e-12));
        QVERIFY(isAllowed("gplearn_programs.json: fitness of 30 programs", "relative", fitness, 1e-10));
    }
};

QTEST_GUILESS_MAIN(ReferenceTest)
#include "tst_reference.moc"
