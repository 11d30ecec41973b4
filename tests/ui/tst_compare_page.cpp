// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "ui/pages/compare_page.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/compare_work.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTextEdit>
#include <numeric>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;
using test::turnTo;

namespace {

/// Two methods that worked and one that did not, after two repeats.
Comparison handMade()
{
    Comparison comparison;
    comparison.target = "peak_power_w";
    comparison.baseline = "linear";
    comparison.repeats = 2;
    Metrics metrics{.mse = 100.0, .rmse = 10.0, .mae = 8.0};
    metrics.mre = 0.1;
    MethodResult linear{.id = "linear", .title = "Linear regression"};
    linear.repeats = {{.repeat = 0, .metrics = metrics}, {.repeat = 1, .metrics = metrics}};
    linear.mse = {.mean = 100.0, .std = 5.0};
    linear.mre = Spread{.mean = 0.1, .std = 0.01};
    linear.predictions = {{0, 3, 100.0, 90.0}, {1, 5, 200.0, 210.0}};
    MethodResult ridge = linear;
    ridge.id = "ridge";
    ridge.title = "Ridge regression";
    ridge.mse = {.mean = 9.0, .std = 1.0};
    ridge.difference = -91.0;
    ridge.differenceInterval = DifferenceInterval{-95.0, -87.0};
    ridge.pValue = 0.004;
    ridge.verdict = Verdict::Better;
    ridge.wilcoxonP = 0.5;
    ridge.predictions = {{0, 4, 100.0, 99.0}};
    comparison.methods = {linear, ridge, {.id = "tdp", .title = "TDP", .failure = "no TDP is known"}};
    return comparison;
}

QString cell(const SortedTable& table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

QString underTitle(const SortedTable& table, int row, const QString& title)
{
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        if (table.model()->headerData(column, Qt::Horizontal).toString() == title)
            return cell(table, row, column);
    }
    return "no column " + title;
}

/// The linear methods alone, which take no time.
ComparisonSettings quickComparison(std::size_t repeats)
{
    ComparisonSettings settings;
    settings.methods = {"linear", "ridge"};
    settings.repeats = repeats;
    return settings;
}

/// A formula in units of the data set that was made on the first half of these rows.
std::shared_ptr<const StudiedFormula> studiedOn(const RegressionData& rows, const char* text)
{
    std::vector<std::size_t> half(static_cast<std::size_t>(rows.rows() / 2));
    std::iota(half.begin(), half.end(), std::size_t{0});
    StudiedFormula studied;
    studied.train.rows = std::make_shared<const RegressionData>(selectRows(rows, half));
    studied.validation.rows = std::make_shared<const RegressionData>(selectRows(rows, {}));
    studied.test.rows = studied.validation.rows;
    studied.formula = *parseExpression(text, rows.featureNames);
    studied.scaler = {Eigen::RowVectorXd::Zero(rows.features.cols()), Eigen::RowVectorXd::Ones(rows.features.cols())};
    return std::make_shared<const StudiedFormula>(std::move(studied));
}

} // namespace

class ComparePageTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void theTableKeepsTheRulesOfModels()
    {
        RowModel<MethodRow> model(methodColumns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(methodRows(std::make_shared<const Comparison>(handMade())));
        model.setRows(methodRows(nullptr));
        QCOMPARE(model.rowCount(), 0);
    }

    void showsErrorsDifferencesAndWhyAMethodFailed()
    {
        Session session;
        ComparePage page(session);
        session.setComparison(std::make_shared<const Comparison>(handMade()), nullptr);
        const auto* table = named<SortedTable>(page, "Methods");
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(underTitle(*table, 0, "MRE (%)"), QStringLiteral("10.0 ± 1.0"));
        QCOMPARE(underTitle(*table, 0, "MSE (W²)"), QStringLiteral("100.0 ± 5.0"));
        QCOMPARE(underTitle(*table, 0, "Verdict"), QStringLiteral("baseline"));
        QCOMPARE(underTitle(*table, 1, "Δ MSE (W²)"), QStringLiteral("-91"));
        QCOMPARE(underTitle(*table, 1, "p (Holm)"), QStringLiteral("0.004"));
        QCOMPARE(underTitle(*table, 1, "Verdict"), QStringLiteral("better"));
        QCOMPARE(underTitle(*table, 1, "Wilcoxon"), QStringLiteral("0.5"));
        QCOMPARE(underTitle(*table, 2, "RMSE (W)"), QStringLiteral("–"));
        QCOMPARE(underTitle(*table, 2, "Settings"), QStringLiteral("Failed: no TDP is known"));
    }

    void saysInHowManyRepeatsAMethodFailed()
    {
        Session session;
        ComparePage page(session);
        Comparison comparison = handMade();
        comparison.methods[1].repeats.resize(1);
        comparison.methods[1].failedRepeats = 1;
        comparison.methods[1].failure = "Not this split.";
        session.setComparison(std::make_shared<const Comparison>(comparison), nullptr);
        const auto* table = named<SortedTable>(page, "Methods");
        QCOMPARE(underTitle(*table, 1, "MSE (W²)"), QStringLiteral("9"));
        QCOMPARE(underTitle(*table, 1, "Settings"), QStringLiteral("Failed in 1 of 2 repeats: Not this split."));
    }

    void oneRepeatHasNoSpread()
    {
        Session session;
        ComparePage page(session);
        Comparison comparison = handMade();
        comparison.methods[0].repeats.resize(1);
        session.setComparison(std::make_shared<const Comparison>(comparison), nullptr);
        QCOMPARE(cell(*named<SortedTable>(page, "Methods"), 0, 2), QStringLiteral("100"));
    }

    void errorsAreSortedAsNumbersAndFailuresComeLast()
    {
        Session session;
        ComparePage page(session);
        session.setComparison(std::make_shared<const Comparison>(handMade()), nullptr);
        auto* table = named<SortedTable>(page, "Methods");
        table->sortByColumn(2, Qt::AscendingOrder);
        QCOMPARE(cell(*table, 0, 0), QStringLiteral("Ridge regression"));
        QCOMPARE(cell(*table, 2, 0), QStringLiteral("TDP"));
    }

    void aClickOnAMethodShowsItsPredictions()
    {
        Session session;
        ComparePage page(session);
        page.resize(1000, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        session.setComparison(std::make_shared<const Comparison>(handMade()), nullptr);
        auto* table = named<SortedTable>(page, "Methods");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 2)).center());
        QCOMPARE(session.selection().method, std::string("ridge"));
        turnTo(page, "Predicted");
        QCOMPARE(page.currentFigure()->title, std::string("Ridge regression: peak_power_w"));
    }

    void afterTheNextRepeatTheSamePartIsInView()
    {
        Session session;
        ComparePage page(session);
        Comparison table = handMade();
        session.setComparison(std::make_shared<const Comparison>(table), nullptr);
        turnTo(page, "Predicted");
        page.currentView()->showRange(120.0, 150.0);
        table.methods[0].predictions.push_back({2, 6, 150.0, 140.0});
        session.setComparison(std::make_shared<const Comparison>(table), nullptr);
        QCOMPARE(page.currentView()->visibleRange(), (std::pair{120.0, 150.0}));
        table.target = "peak_duration_s";
        session.setComparison(std::make_shared<const Comparison>(table), nullptr);
        QVERIFY(page.currentView()->visibleRange() != (std::pair{120.0, 150.0}));
    }

    void aPointSelectsItsRowOfTheDataSet()
    {
        Session session;
        session.setDataset(knownLaw(20));
        ComparePage page(session);
        session.setComparison(std::make_shared<const Comparison>(handMade()), session.learningData());
        turnTo(page, "Predicted");
        emit page.currentView()->pointClicked(0, 1, 1); // behind the cloud lies the band
        QCOMPARE(session.selection().datasetRow, std::optional<std::size_t>(5));
        QVERIFY(named<QTextEdit>(page, "Selected row")->toPlainText().contains(QLatin1String("run5.csv")));
    }

    void residualsStandAgainstTheChosenFeature()
    {
        Session session;
        session.setDataset(knownLaw(20));
        ComparePage page(session);
        session.setComparison(std::make_shared<const Comparison>(handMade()), session.learningData());
        turnTo(page, "Residuals");
        auto* against = named<QComboBox>(page, "Residuals of the method against");
        QCOMPARE(against->count(), 1 + static_cast<int>(session.learningData()->featureNames.size()));
        QCOMPARE(page.currentFigure()->panels.at(0).x.label(), std::string("Predicted peak power (W)"));
        against->setCurrentIndex(against->findData("batch_size"));
        QCOMPARE(page.currentFigure()->panels.at(0).x.label(), std::string("Batch size (samples)"));
        emit page.currentView()->pointClicked(0, 0, 1);
        QCOMPARE(session.selection().datasetRow, std::optional<std::size_t>(5));
    }

    void aPointOfTheErrorsSelectsItsMethod()
    {
        Session session;
        ComparePage page(session);
        session.setComparison(std::make_shared<const Comparison>(handMade()), nullptr);
        QCOMPARE(page.currentFigure()->panels.at(0).curves.size(), std::size_t{2});
        emit page.currentView()->pointClicked(0, 1, 0);
        QCOMPARE(session.selection().method, std::string("ridge"));
        QCOMPARE(named<SortedTable>(page, "Methods")->chosenRow(), std::optional(1));
    }

    void joinsRepeatsOnDemand()
    {
        Session session;
        ComparePage page(session);
        session.setComparison(std::make_shared<const Comparison>(handMade()), nullptr);
        const auto boxes = page.findChildren<QCheckBox*>();
        const auto join = std::find_if(boxes.begin(), boxes.end(), [](auto* b) { return b->text() == "Join repeats"; });
        (*join)->setChecked(true);
        QVERIFY(page.currentFigure()->panels.at(0).curves.at(0).style == CurveStyle::Path);
    }

    void splitsByTheChosenColumn()
    {
        Session session;
        ComparePage page(session);
        session.setDataset(knownLaw(40));
        auto* column = named<QComboBox>(page, "Split column");
        QVERIFY(column->findText("batch_size") >= 0);
        column->setCurrentIndex(column->findText("batch_size"));
        auto* split = named<QComboBox>(page, "Split");
        split->setCurrentIndex(2);
        emit split->activated(2);
        QVERIFY(session.settings().comparison.split.kind == SplitRule::Kind::Grouped);
        QCOMPARE(session.choice().groupBy, std::string("batch_size"));
        QCOMPARE(session.learningData()->groups.size(), static_cast<std::size_t>(session.learningData()->rows()));
        trainBaselines(session, [&] {
            ComparisonSettings settings = quickComparison(2);
            settings.split = session.settings().comparison.split;
            return settings;
        }());
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QVERIFY(session.comparison());
        QCOMPARE(session.comparison()->split.column, std::string("batch_size"));
    }

    void theStudiedFormulaJoinsAndLeavesTheTable()
    {
        Session session;
        session.setDataset(knownLaw(40));
        ComparePage page(session);
        trainBaselines(session, quickComparison(2));
        QTRY_VERIFY(!session.isRunning(Job::Comparison) && session.comparison());
        QVERIFY(!canAddStudiedFormula(session));
        session.setStudied(studiedOn(*session.learningData(), "200 + batch_size"));
        QVERIFY(canAddStudiedFormula(session));
        addStudiedFormula(session);
        QVERIFY(session.isRunning(Job::Comparison)); // on a task: the window computes nothing
        QCOMPARE(session.comparison()->methods.size(), std::size_t{2});
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QVERIFY(!canAddStudiedFormula(session));
        QCOMPARE(session.comparison()->methods.back().id, std::string(FixedFormulaId));
        QCOMPARE(session.comparison()->methods.back().repeats.size(), std::size_t{2});
        QVERIFY(session.comparison()->methods.back().seenShare.value_or(0.0) > 0.0);
        QVERIFY(session.settings().comparison.formula.has_value());
        removeFormula(session);
        QVERIFY(session.isRunning(Job::Comparison));
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QCOMPARE(session.comparison()->methods.size(), std::size_t{2});
        QVERIFY(!session.settings().comparison.formula);
        trainBaselines(session, quickComparison(2));
        QVERIFY(!canAddStudiedFormula(session)); // the table that is being made would lack it
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QVERIFY(canAddStudiedFormula(session));
        addStudiedFormula(session);
        QTRY_VERIFY(session.settings().comparison.formula);
        LearningChoice choice = session.choice();
        choice.target = "peak_duration_s";
        session.setChoice(choice);
        QVERIFY(!session.settings().comparison.formula); // it speaks of another target
    }

    void aFormulaOfAnotherTargetThanNowDoesNotJoin()
    {
        Session session;
        session.setDataset(knownLaw(40));
        ComparePage page(session);
        trainBaselines(session, quickComparison(2));
        QTRY_VERIFY(!session.isRunning(Job::Comparison) && session.comparison());
        session.setStudied(studiedOn(*session.learningData(), "200 + batch_size"));
        const QSignalSpy posted(&session, &Session::messagePosted);
        addStudiedFormula(session);
        LearningChoice choice = session.choice();
        choice.target = "peak_duration_s";
        session.setChoice(choice); // before the line can have come
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QVERIFY(!session.settings().comparison.formula);
        QCOMPARE(session.comparison()->methods.size(), std::size_t{2});
        QCOMPARE(posted.size(), 1);
    }

    void aFormulaWaitsForTheFirstTable()
    {
        Session session;
        session.setDataset(knownLaw(40));
        session.setStudied(studiedOn(*session.learningData(), "200 + batch_size"));
        addStudiedFormula(session);
        QVERIFY(!session.isRunning(Job::Comparison));
        QVERIFY(session.settings().comparison.formula);
        removeFormula(session);
        QVERIFY(!session.settings().comparison.formula);
    }

    void asksForMetadataWhileThereIsNone()
    {
        Session session;
        ComparePage page(session);
        page.show();
        QSignalSpy asked(&page, &Page::addMetadataRequested);
        QTest::mouseClick(button(page, "Add Metadata CSV…"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
    }

    void trainsFromTheEmptyPageAndFillsTheTable()
    {
        Session session;
        ComparePage page(session);
        page.show();
        session.setDataset(knownLaw(40));
        WorkSettings work = session.settings();
        work.comparison = quickComparison(2);
        session.setSettings(work);
        QVERIFY(!session.comparison());
        button(page, "Train Baselines")->click();
        QTRY_VERIFY(session.comparison() && session.comparison()->repeats == 2);
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QCOMPARE(named<SortedTable>(page, "Methods")->model()->rowCount(), 2);
    }

    void stoppingKeepsFinishedRepeats()
    {
        Session session;
        ComparePage page(session);
        page.show();
        session.setDataset(knownLaw(40));
        trainBaselines(session, quickComparison(100'000));
        QTRY_VERIFY(session.comparison());
        QVERIFY(!button(page, "Train Baselines")->isEnabled());
        button(page, "Stop")->click();
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QVERIFY(session.comparison()->stopped);
        QVERIFY(session.comparison()->repeats > 0);
    }

    void aTableForAnotherDataSetIsDropped()
    {
        Session session;
        session.setDataset(knownLaw(40));
        trainBaselines(session, quickComparison(100'000));
        QTRY_VERIFY(session.comparison());
        session.setDataset(knownLaw(30));
        QTRY_VERIFY(!session.isRunning(Job::Comparison));
        QVERIFY(!session.comparison());
    }

    void theBaselineIsAlwaysAmongTheMethods()
    {
        Session session;
        ComparePage page(session);
        auto* baseline = named<QComboBox>(page, "Baseline");
        baseline->setCurrentIndex(baseline->findData("ridge"));
        emit baseline->activated(baseline->currentIndex());
        QCOMPARE(session.settings().comparison.baseline, std::string("ridge"));
        for (QAction* action : named<QPushButton>(page, "Methods to train")->menu()->actions()) {
            if (action->isEnabled())
                action->trigger(); // unchecks every method that can be left out
        }
        QCOMPARE(session.settings().comparison.methods, std::vector<std::string>{"ridge"});
    }

    void showingSettingsDoesNotChangeThem()
    {
        Session session;
        ComparePage page(session);
        QSignalSpy changed(&session, &Session::settingsChanged);
        WorkSettings work = session.settings();
        work.comparison.repeats = 7;
        session.setSettings(work);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(named<QSpinBox>(page, "Repeats")->value(), 7);
    }

    void saysThatTheChoiceHasChangedSince()
    {
        Session session;
        session.setDataset(knownLaw(40));
        ComparePage page(session);
        session.setComparison(std::make_shared<const Comparison>(handMade()), session.learningData());
        const auto saysSo = [&page] {
            const auto labels = page.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                               [](const QLabel* label) { return label->text().contains("has changed since"); });
        };
        QVERIFY(!saysSo());
        LearningChoice choice = session.choice();
        choice.features = {"batch_size"};
        session.setChoice(choice);
        QVERIFY(saysSo());
    }
};

QTEST_MAIN(ComparePageTest)
#include "tst_compare_page.moc"
