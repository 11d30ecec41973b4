// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/features/feature_table.h"

#include <QTest>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

using namespace wattline;

class MutualInformationTest : public QObject {
    Q_OBJECT

    nlohmann::json m_reference;
    /// The synthetic rows, and log1p of them as numpy computed it when the reference was made: its vector instructions
    /// round the last bit otherwise than the C library, and classes of two or three members enlarge that.
    std::map<std::string, Dataset> m_datasets;

    RegressionData withTarget(const std::string& target, const std::string& space = "raw") const
    {
        const Dataset& dataset = m_datasets.at(space);
        auto data = regressionData(dataset, target, defaultFeatures(dataset, target));
        if (!data)
            qFatal("%s", data.error().message.c_str());
        return *std::move(data);
    }

    /// n rows of a standard normal and another that correlates with it by rho.
    static std::pair<Eigen::MatrixXd, Eigen::VectorXd> normals(Eigen::Index rows, double rho)
    {
        RandomStream random(1);
        Eigen::MatrixXd x(rows, 1);
        Eigen::VectorXd y(rows);
        for (Eigen::Index i = 0; i < rows; ++i) {
            x(i, 0) = random.normal();
            y[i] = rho * x(i, 0) + std::sqrt(1 - rho * rho) * random.normal();
        }
        return {x, y};
    }

private slots:
    void initTestCase()
    {
        const auto text = readFile(WATTLINE_TEST_DATA "/features/mutual_info.json");
        QVERIFY(text.hasValue());
        m_reference = nlohmann::json::parse(*text);
        const auto raw = readDataset(WATTLINE_TEST_DATA "/data/synthetic459.csv");
        const auto logs = readDataset(WATTLINE_TEST_DATA "/features/synthetic459_log1p.csv");
        QVERIFY(raw.hasValue() && logs.hasValue());
        m_datasets = {{"raw", *raw}, {"log1p", *logs}};
    }

    void equalsScikitLearn_data()
    {
        QTest::addColumn<QString>("key");
        for (const auto& [key, values] : m_reference["values"].items())
            QTest::newRow(key.c_str()) << QString::fromStdString(key);
    }
    void equalsScikitLearn()
    {
        QFETCH(QString, key);
        const QStringList parts = key.split('|'); // raw or log1p | mask | k3 or k5
        const auto mask = m_reference["masks"][parts[1].toStdString()].get<std::vector<bool>>();
        const char* const targets[] = {"valley_power", "valley_duration", "peak_power", "peak_duration"};
        for (std::size_t t = 0; t < std::size(targets); ++t) {
            const RegressionData data = withTarget(targets[t], parts[0].toStdString());
            const std::vector<double> found =
                mutualInformation(data.features, data.target, mask, parts[2].mid(1).toInt(), 42);
            const auto expected = m_reference["values"][key.toStdString()][t].get<std::vector<double>>();
            QCOMPARE(found.size(), expected.size());
            for (std::size_t f = 0; f < found.size(); ++f)
                QVERIFY2(std::abs(found[f] - expected[f]) <= 1e-12,
                         qPrintable(QString("%1, feature %2: %3").arg(targets[t]).arg(f).arg(found[f], 0, 'g', 17)));
        }
    }

    void isTheSameForAnyNumberOfThreads()
    {
        const RegressionData data = withTarget("peak_power");
        const std::vector<bool> discrete(6, false);
        RunContext one;
        one.threads = 1;
        RunContext four;
        four.threads = 4;
        QCOMPARE(mutualInformation(data.features, data.target, discrete, 3, 42, one),
                 mutualInformation(data.features, data.target, discrete, 3, 42, four));
    }

    void approachesTheExactValueOfCorrelatedNormals()
    {
        const double rho = 0.9;
        const auto [x, y] = normals(20000, rho);
        const double exact = -0.5 * std::log(1 - rho * rho);
        QVERIFY(std::abs(mutualInformation(x, y, {false}, 3, 42).front() - exact) < 0.03);
    }

    void copesWithEqualValuesAndWithValuesBeyondSquaring_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<bool>("discrete");
        QTest::newRow("constant") << 5.0 << 5.0 << false;
        QTest::newRow("constant class") << 5.0 << 5.0 << true;
        QTest::newRow("two values") << 0.0 << 1.0 << false;
        QTest::newRow("huge") << -1e308 << 1e308 << false;
    }
    void copesWithEqualValuesAndWithValuesBeyondSquaring()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(bool, discrete);
        Eigen::MatrixXd x(64, 1);
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            x(i, 0) = i % 2 == 0 ? low : high;
        const auto found = mutualInformation(x, normals(64, 0.5).second, {discrete}, 3, 42);
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(std::isnan(found[0]) || (found[0] >= 0.0 && found[0] < 1.0));
    }

    void classesThatOccurOnceHaveNoEstimate()
    {
        const auto [x, y] = normals(10, 0.9);
        QVERIFY(std::isnan(mutualInformation(x, y, {true}, 3, 42).front()));
    }

    void takesMinusZeroAndZeroForOneClass()
    {
        const auto [x, y] = normals(100, 0.5);
        Eigen::MatrixXd signs = Eigen::MatrixXd::Ones(100, 1);
        signs.topRows(50).setZero();
        Eigen::MatrixXd mixed = signs;
        for (Eigen::Index i = 0; i < 50; i += 2)
            mixed(i, 0) = -0.0;
        QCOMPARE(mutualInformation(mixed, y, {true}, 3, 42), mutualInformation(signs, y, {true}, 3, 42));
    }

    void answersNothingWhenStopped()
    {
        std::stop_source source;
        source.request_stop();
        RunContext context;
        context.stop = source.get_token();
        const auto [x, y] = normals(1000, 0.5);
        QVERIFY(mutualInformation(x, y, {false}, 3, 42, context).empty());
    }
};

QTEST_GUILESS_MAIN(MutualInformationTest)
#include "tst_mutual_information.moc"
