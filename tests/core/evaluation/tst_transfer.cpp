// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/transfer.h"
#include "core/report/transfer_figure.h"
#include "core/report/transfer_tables.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace wattline;

namespace {

/// Two laws: y = 10 + x0 in group "near", and 5 above it in group "far", where x1 is beyond that of "near".
RegressionData twoGroups(Eigen::Index count = 120)
{
    RegressionData data = rowsWithLaw(count, 2, [](const Eigen::RowVectorXd& row) { return 10.0 + row[0]; });
    for (Eigen::Index row = 0; row < count; ++row) {
        const bool isFar = row % 3 == 0;
        data.groups.push_back(isFar ? "far" : "near");
        if (!isFar)
            continue;
        data.target[row] += 5.0;
        data.features(row, 1) += 100.0;
    }
    return data;
}

TransferSettings linearSettings()
{
    TransferSettings settings;
    settings.method = "linear";
    settings.repeats = 2;
    return settings;
}

bool isNear(double a, double b)
{
    return std::abs(a - b) <= 1e-9;
}

bool mentions(const std::vector<std::string>& remarks, const char* words)
{
    return std::ranges::any_of(remarks, [&](const std::string& r) { return r.find(words) != std::string::npos; });
}

} // namespace

class TransferTest : public QObject {
    Q_OBJECT

private slots:
    void trainsOnOneGroupAndTestsOnTheOther()
    {
        RegressionData data = twoGroups();
        data.features.col(1) = data.features.col(0).cwiseAbs(); // nothing that tells the groups apart
        const Transfer transfer = *transferBetweenGroups(data, linearSettings());
        QCOMPARE(transfer.groups[0].name, std::string("far"));
        const TransferErrors& farToNear = *transfer.rows[0].errors[1];
        QCOMPARE(farToNear.rows, std::size_t{80});
        QVERIFY(isNear(farToNear.mse.mean, 25.0)); // 5 too high in each row
        QVERIFY(isNear(farToNear.rmse.mean, 5.0) && isNear(farToNear.mae.mean, 5.0));
        double relative = 0.0;
        for (Eigen::Index row = 0; row < data.rows(); ++row)
            relative += data.groups[static_cast<std::size_t>(row)] == "near" ? 5.0 / data.target[row] / 80.0 : 0.0;
        QVERIFY(isNear(farToNear.mre->mean, relative));
    }

    void testsTheOwnGroupOnItsHeldOutPartAlone()
    {
        const Transfer transfer = *transferBetweenGroups(twoGroups(), linearSettings());
        const TransferErrors& own = *transfer.rows[1].errors[1];
        QCOMPARE(own.rows, std::size_t{8}); // of 80: 64 train, 8 validate, 8 test
        QCOMPARE(transfer.groups[1].trainRows, std::size_t{64});
        QVERIFY(isNear(own.mse.mean, 0.0));
    }

    void countsRowsOutsideTheTrainingBox()
    {
        const Transfer transfer = *transferBetweenGroups(twoGroups(), linearSettings());
        QCOMPARE(transfer.rows[1].errors[0]->outside, 40.0); // each row of "far"
        QVERIFY(transfer.rows[1].errors[1]->outside < 8.0);
        QVERIFY(mentions(remarksOn(transfer), "In 2 pairs of different groups"));
        const TextTable matrix = transferMatrix(transfer);
        QVERIFY(matrix.rows[1][1].ends_with(" **"));
    }

    void aGroupOfOneRowIsTestedOnAndSaysWhyItIsNotTrainedOn()
    {
        RegressionData data = twoGroups();
        data.groups[5] = "lone";
        const Transfer transfer = *transferBetweenGroups(data, linearSettings());
        QCOMPARE(transfer.groups[2].rows, std::size_t{1});
        QVERIFY(!transfer.rows[2].errors[0]);
        QCOMPARE(transfer.rows[0].errors[2]->rows, std::size_t{1});
        QVERIFY(mentions(remarksOn(transfer), "Nothing was trained on lone: it has 1 of the 20 rows"));
    }

    void aMethodThatFailsLeavesItsReasonInTheGroup()
    {
        TransferSettings settings = linearSettings();
        settings.method = "tdp"; // no rated power in these rows
        const Transfer transfer = *transferBetweenGroups(twoGroups(), settings);
        QVERIFY(transfer.groups[0].failure.find("TDP") != std::string::npos);
        QVERIFY(!transfer.rows[0].errors[1]);
        QCOMPARE(transferTable(transfer).rows.front().back(), std::string("-"));
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<int>("groups");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("named");
        QTest::newRow("one group") << 1 << 60 << "there is one, \"g0\"";
        QTest::newRow("too many groups") << 51 << 120 << "fall into 51 groups";
        QTest::newRow("too few rows in each") << 3 << 45 << "No group has the 20 rows";
    }
    void refusesWithOneSentence()
    {
        QFETCH(int, groups);
        QFETCH(int, rows);
        QFETCH(QString, named);
        RegressionData data = twoGroups(rows);
        for (std::size_t row = 0; row < data.groups.size(); ++row)
            data.groups[row] = "g" + std::to_string(static_cast<int>(row) % groups);
        const auto refused = transferBetweenGroups(data, linearSettings());
        QVERIFY(!refused);
        QVERIFY2(QString::fromStdString(refused.error().message).contains(named), refused.error().message.c_str());
    }

    void rowsWithoutGroupsAreRefused()
    {
        RegressionData data = twoGroups();
        data.groups.clear();
        QVERIFY(transferBetweenGroups(data, linearSettings()).error().message.find("there is none") !=
                std::string::npos);
    }

    void poolsNetworksOfAFamily()
    {
        RegressionData data = twoGroups(9);
        for (std::size_t row = 0; row < 9; ++row)
            data.groups[row] = row % 2 == 0 ? "ResNet18" : "ResNet50";
        QCOMPARE(groupedByFamily(data).groups, std::vector<std::string>(9, "ResNet"));
    }

    void eachPointOfTheFigureLeadsBackToItsPair()
    {
        const Transfer transfer = *transferBetweenGroups(twoGroups(), linearSettings());
        const Figure figure = transferFigure(transfer);
        QCOMPARE(figure.panels.front().categories, (std::vector<std::string>{"far", "near"}));
        QCOMPARE(pairAt(transfer, 1, 0), std::optional(std::pair(std::size_t{1}, std::size_t{0})));
        QVERIFY(!pairAt(transfer, 2, 0)); // the rings
    }

    void theMatrixShadesFromTheLeastToTheGreatestError()
    {
        RegressionData data = twoGroups();
        data.groups[5] = "lone";
        const FigureMatrix cells =
            *transferMatrixFigure(*transferBetweenGroups(data, linearSettings())).panels[0].matrix;
        QCOMPARE(cells.names, (std::vector<std::string>{"far", "near", "lone"}));
        QCOMPARE(cells.values.size(), std::size_t{9});
        QCOMPARE(*std::max_element(cells.values.begin(), cells.values.begin() + 6), 1.0);
        QCOMPARE(*std::min_element(cells.values.begin(), cells.values.begin() + 6), -1.0);
        QVERIFY(std::isnan(cells.values[6]) && cells.texts[6].empty()); // nothing was trained on "lone"
        QVERIFY(cells.texts[1].ends_with(" **"));
    }

    void aStopLeavesTheFinishedGroups()
    {
        std::stop_source source;
        const auto transfer =
            transferBetweenGroups(twoGroups(), linearSettings(), [&source](const Transfer&) { source.request_stop(); },
                                  {.stop = source.get_token()});
        QVERIFY(transfer && transfer->stopped);
        QVERIFY(transfer->rows[0].errors[1].has_value());
        QVERIFY(transferMatrix(*transfer).rows[1][1] == "-");
        const auto none = transferBetweenGroups(twoGroups(), linearSettings(), {}, {.stop = source.get_token()});
        QCOMPARE(none.error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(TransferTest)
#include "tst_transfer.moc"
