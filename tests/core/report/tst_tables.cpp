// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/tables.h"

#include <QTest>
#include <limits>

using namespace wattline;

class TablesTest : public QObject {
    Q_OBJECT

private slots:
    void alignsNumbersToTheRightAndTextToTheLeft()
    {
        QCOMPARE(toPlainText({{"name", "W"}, {{"a", "7"}, {"longer", "300"}}}), std::string("name      W\n"
                                                                                            "a         7\n"
                                                                                            "longer  300\n"));
    }

    void anAbsentNumberLeavesItsColumnOneOfNumbers()
    {
        QCOMPARE(toPlainText({{"W", "x"}, {{"-", "a"}, {"300", "b"}, {"", "c"}}}), std::string("  W  x\n"
                                                                                               "  -  a\n"
                                                                                               "300  b\n"
                                                                                               "     c\n"));
    }

    void aSpreadIsANumberAndItsSignOneCharacterWide()
    {
        QCOMPARE(toPlainText({{"MRE (%)", "of"}, {{"2.59 ± 0.55", "a"}, {"10 ± 1", "b"}}}),
                 std::string("    MRE (%)  of\n2.59 ± 0.55  a\n     10 ± 1  b\n"));
    }

    void countsWithSeparatedThousandsAreNumbers()
    {
        QCOMPARE(toPlainText({{"params", "GPUs"}, {{"25,557,032", "0,1"}, {"7", "1,20"}}}),
                 std::string("    params  GPUs\n25,557,032  0,1\n         7  1,20\n"));
    }

    void namesOfForeignFilesCannotBreakTheTable()
    {
        const std::string text = toPlainText({{"id", "W"}, {{"gpu\n\x1b[31m", "1"}}});
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), std::ptrdiff_t{2});
        QVERIFY(text.find('\x1b') == std::string::npos);
    }

    void aRowThatIsTooShortEndsEarly() { QCOMPARE(toPlainText({{"a", "b"}, {{"x"}}}), std::string("a  b\nx\n")); }

    void featureTableShowsEachScoreAndItsReason()
    {
        FeatureScore score;
        score.name = "batch_size";
        score.pearsonR = -0.81234567;
        score.miNats = 0.5;
        score.miLogNats = std::numeric_limits<double>::quiet_NaN();
        score.discrete = score.selected = true;
        score.reason = "because.";
        const TextTable table = featureTable({"peak_power_w", 9, {score}});
        QCOMPARE(table.rows.size(), std::size_t{1});
        QCOMPARE(table.rows[0].size(), table.header.size());
        QCOMPARE(table.rows[0][1], std::string("-0.8123"));
        QCOMPARE(table.rows[0][4], std::string("-"));
        QCOMPARE(table.rows[0].back(), std::string("because."));
    }

    void comparisonTableShowsRelativeErrorsInPercentAndWhyAMethodFailed()
    {
        MethodResult linear;
        linear.title = "Linear regression";
        linear.repeats.resize(2);
        linear.mre = Spread{0.0259, 0.0055};
        linear.mse = {12.5, 1.25};
        MethodResult tdp;
        tdp.title = "TDP";
        tdp.failure = "no TDP is known";
        Comparison comparison;
        comparison.target = "peak_power_w";
        comparison.methods = {linear, tdp};
        const TextTable table = comparisonTable(comparison);
        QCOMPARE(table.header[2], std::string("MSE (W²)"));
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.rows[0][1], std::string("2.59 ± 0.55"));
        QCOMPARE(table.rows[0][2], std::string("12.5 ± 1.25"));
        QCOMPARE(table.rows[0].size(), table.header.size());
        QCOMPARE(table.rows[1].size(), table.header.size());
        QCOMPARE(table.rows[1].back(), std::string("no TDP is known"));
    }

    void comparisonTableSaysWhatItsReaderWouldTakeForGranted()
    {
        Comparison comparison;
        comparison.target = "peak_power_w";
        comparison.baseline = "linear";
        comparison.repeats = 20;
        comparison.tunedRepeats = 3;
        comparison.split = {SplitRule::Kind::Grouped, "model"};
        comparison.selection.by = FeatureSelection::By::Pearson;
        comparison.features = {{"flops", 20}, {"batch_size", 7}};
        MethodResult formula{.id = FixedFormulaId, .title = "Formula"};
        formula.repeats.resize(20);
        formula.seenShare = 0.8;
        comparison.methods = {formula};
        std::string notes;
        for (const std::string& note : comparisonTable(comparison).notes)
            notes += note + "\n";
        for (const char* said : {"grouped by model", "first 3 splits", "batch_size 7/20", "80 % of the rows",
                                 "MRE is not defined", "training rows of each split"})
            QVERIFY2(notes.find(said) != std::string::npos, (std::string(said) + " is not in " + notes).c_str());
    }

    void saysThatAStratifiedSplitTestsNoSingleRows()
    {
        Comparison comparison;
        comparison.split = {SplitRule::Kind::Stratified, "model"};
        QVERIFY(comparisonNotes(comparison).front().find("occurs once") != std::string::npos);
        comparison.split = {SplitRule::Kind::Grouped, "model"};
        QVERIFY(comparisonNotes(comparison).front().find("occurs once") == std::string::npos);
    }

    void tellsAFormulaThatHasSeenNoTestRowFromOneOfWhichNothingIsKnown()
    {
        Comparison comparison;
        comparison.repeats = 1;
        comparison.methods = {{.id = FixedFormulaId, .title = "Formula"}};
        comparison.methods[0].repeats.resize(1);
        comparison.methods[0].mre = Spread{};
        QCOMPARE(comparisonNotes(comparison).back(),
                 std::string("Formula was not fitted on the splits; nothing is known of the rows it was made on."));
        comparison.methods[0].seenShare = 0.0;
        QCOMPARE(
            comparisonNotes(comparison).back(),
            std::string("Formula was not fitted on the splits, and was made on none of the rows it is tested on."));
        comparison.methods[0].seenShare = 0.001;
        QVERIFY(comparisonNotes(comparison).back().find("0.1 % of the rows") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TablesTest)
#include "tst_tables.moc"
