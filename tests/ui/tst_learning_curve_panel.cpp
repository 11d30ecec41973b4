// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "ui/panels/learning_curve_controls.h"
#include "ui/panels/learning_curve_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/learning_work.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <algorithm>
#include <utility>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;

namespace {

/// The linear methods alone, which take no time.
void chooseQuick(Session& session, std::size_t repeats)
{
    LearningState state = session.learning();
    state.settings.methods = {"linear", "ridge"};
    state.settings.shares = evenShares(4);
    state.settings.repeats = repeats;
    session.setLearning(state);
}

bool says(const QWidget& panel, const QString& words)
{
    const QList<QLabel*> labels = panel.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->text().contains(words); });
}

} // namespace

class LearningCurvePanelTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void computesFromTheEmptyPanelAndDrawsTheCurve()
    {
        Session session;
        chooseQuick(session, 2);
        LearningCurvePanel panel(session);
        panel.show();
        QVERIFY(!button(panel, "Compute Curve")->isEnabled());
        session.setDataset(knownLaw(60));
        QVERIFY(!panel.showsFigure());
        button(panel, "Compute Curve")->click();
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        QVERIFY(panel.showsFigure());
        QCOMPARE(panel.currentFigure()->panels[0].curves.size(), std::size_t{6});
        QVERIFY(says(panel, "48 training rows, mean and standard deviation of 2 repeats"));
    }

    void showsTheSameInNumbers()
    {
        Session session;
        chooseQuick(session, 2);
        LearningCurvePanel panel(session);
        panel.show();
        session.setDataset(knownLaw(60));
        computeLearningCurve(session);
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        named<QCheckBox>(panel, "Learning curve as table")->click();
        auto* table = named<SortedTable>(panel, "Learning curve in numbers");
        QVERIFY(table->isVisible());
        QAbstractItemModelTester tester(table->model());
        QCOMPARE(table->model()->rowCount(), 8);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QString("Linear regression"));
        QCOMPARE(table->model()->index(3, 1).data().toString(), QString("48"));
    }

    void takesPointsRepeatsAndMethodsFromItsControls()
    {
        Session session;
        LearningCurvePanel panel(session);
        panel.show();
        session.setDataset(knownLaw(60));
        named<QSpinBox>(panel, "Points of the curve")->setValue(3);
        named<QSpinBox>(panel, "Repeats of the learning curve")->setValue(4);
        for (QAction* action : named<QPushButton>(panel, "Methods of the learning curve")->menu()->actions())
            action->setChecked(action->data() == "lasso");
        button(panel, "Compute Curve")->click();
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        QCOMPARE(session.learning().curve->repeats, std::size_t{4});
        QCOMPARE(session.learning().curve->methods.size(), std::size_t{1});
        QCOMPARE(session.learning().curve->methods[0].points.size(), std::size_t{3});
        for (QAction* action : named<QPushButton>(panel, "Methods of the learning curve")->menu()->actions())
            action->setChecked(false);
        QVERIFY(!button(panel, "Compute Curve")->isEnabled());
    }

    void leavesOutSharesOfTooFewRows()
    {
        Session session;
        chooseQuick(session, 2);
        LearningCurvePanel panel(session);
        session.setDataset(knownLaw(12)); // 9 to train
        computeLearningCurve(session);
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        const std::vector<LearningPoint>& points = session.learning().curve->methods.at(0).points;
        QCOMPARE(points.size(), std::size_t{3});
        QCOMPARE(points.front().trainRows, std::size_t{5});
    }

    /// A split of 4 groups trains on half of the rows.
    void leavesOutSharesOfTooFewRowsOfWholeGroups()
    {
        BuiltDataset built = *knownLaw(68);
        DatasetColumn& workers = *std::ranges::find(built.dataset.columns, "num_workers", &DatasetColumn::name);
        for (std::size_t row = 0; row < 68; ++row) {
            workers.numbers[row] = static_cast<double>(row % 4);
            workers.text[row] = std::to_string(row % 4);
        }
        Session session;
        chooseQuick(session, 2);
        LearningState state = session.learning();
        state.settings.shares = evenShares(10);
        session.setLearning(state);
        session.setDataset(std::make_shared<const BuiltDataset>(std::move(built)));
        LearningChoice choice = session.choice();
        choice.groupBy = "num_workers";
        session.setChoice(choice);
        WorkSettings work = session.settings();
        work.comparison.split.kind = SplitRule::Kind::Grouped;
        session.setSettings(work);
        computeLearningCurve(session);
        QTRY_VERIFY(!session.isRunning(Job::LearningCurve));
        QVERIFY(session.learning().curve);
        QCOMPARE(session.learning().curve->allTrainRows, std::size_t{34});
        QCOMPARE(session.learning().curve->finishedShares(), std::size_t{9});
    }

    void stoppingKeepsTheFinishedPoints()
    {
        Session session;
        chooseQuick(session, 2000); // the other points are far when the first has come
        LearningCurvePanel panel(session);
        panel.show();
        session.setDataset(knownLaw(60));
        bool seen = false;
        connect(&session, &Session::learningChanged, &panel, [&] { // after the panel has shown it
            if (!session.learning().curve || std::exchange(seen, true))
                return;
            QVERIFY(session.learning().curve->finishedShares() < 4);
            QVERIFY(says(panel, "of 4 points so far"));
            QVERIFY(panel.showsFigure());
            button(panel, "Stop")->click();
        });
        computeLearningCurve(session);
        QTRY_VERIFY(seen && !session.isRunning(Job::LearningCurve));
        QVERIFY(session.learning().curve->stopped);
        QVERIFY(says(panel, "Stopped early, after"));
        QVERIFY(panel.showsFigure());
    }

    void anotherPointComesIntoViewWhereNobodyZoomed()
    {
        Session session;
        LearningCurvePanel panel(session);
        panel.show();
        LearningLine line{"linear", "Linear", {{.share = 0.5, .trainRows = 20, .mre = Spread{0.2, 0.1}}}};
        const auto show = [&] {
            LearningState state;
            state.curve = std::make_shared<const LearningCurve>(LearningCurve{"peak_power_w", 2, 40, 6, {line}, {}, 2});
            session.setLearning(state);
        };
        show();
        line.points.push_back({.share = 1.0, .trainRows = 60, .mre = Spread{0.1, 0.1}});
        show();
        QVERIFY(panel.currentView()->visibleRange().second >= 60.0);
        panel.currentView()->showRange(10.0, 15.0);
        line.points.push_back({.share = 1.0, .trainRows = 80, .mre = Spread{0.1, 0.1}});
        show();
        QCOMPARE(panel.currentView()->visibleRange(), (std::pair{10.0, 15.0}));
        panel.currentView()->fitAll();
        QVERIFY(panel.currentView()->visibleRange().second >= 80.0);
    }

    void stoppingBeforeTheFirstPointKeepsTheCurveBefore()
    {
        Session session;
        chooseQuick(session, 2);
        LearningCurvePanel panel(session);
        panel.show();
        session.setDataset(knownLaw(60));
        computeLearningCurve(session);
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        const auto before = session.learning().curve;
        QVERIFY(!before->stopped);
        chooseQuick(session, 1'000'000);
        computeLearningCurve(session);
        QVERIFY(button(panel, "Stop")->isEnabled());
        button(panel, "Stop")->click();
        QTRY_VERIFY(!session.isRunning(Job::LearningCurve));
        QCOMPARE(session.learning().curve, before);
    }

    void followsTheSplitOfTheComparison()
    {
        Session session;
        chooseQuick(session, 2);
        LearningCurvePanel panel(session);
        panel.show();
        session.setDataset(knownLaw(60));
        LearningChoice choice = session.choice();
        choice.groupBy = "batch_size";
        session.setChoice(choice);
        WorkSettings work = session.settings();
        work.comparison.split.kind = SplitRule::Kind::Grouped;
        session.setSettings(work);
        computeLearningCurve(session);
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        QVERIFY(says(panel, "Splits grouped by batch_size."));
    }

    void aCurveOfAnotherDataSetIsDropped()
    {
        Session session;
        chooseQuick(session, 2);
        LearningCurvePanel panel(session);
        panel.show();
        session.setDataset(knownLaw(60));
        computeLearningCurve(session);
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        session.setDataset(knownLaw(30));
        QVERIFY(!session.learning().curve);
        QVERIFY(!panel.showsFigure());
    }

    void saysThatTheChoiceHasChangedSince()
    {
        Session session;
        chooseQuick(session, 2);
        LearningCurvePanel panel(session);
        panel.show();
        session.setDataset(knownLaw(60));
        computeLearningCurve(session);
        QTRY_VERIFY(session.learning().curve && !session.isRunning(Job::LearningCurve));
        LearningChoice choice = session.choice();
        choice.features.pop_back();
        session.setChoice(choice);
        QVERIFY(says(panel, "has changed since"));
    }

    void saysWhyAPointHasNoFigures()
    {
        Session session;
        LearningCurvePanel panel(session);
        panel.show();
        LearningState state;
        state.curve = std::make_shared<const LearningCurve>(LearningCurve{
            "peak_power_w", 2, 48, 6, {{"tdp", "TDP", {{.share = 1.0, .trainRows = 48, .failure = "No TDP."}}}}});
        session.setLearning(state);
        QVERIFY(says(panel, "TDP has no figures at 48 rows: No TDP."));
        QVERIFY(!panel.showsFigure());
    }
};

QTEST_MAIN(LearningCurvePanelTest)
#include "tst_learning_curve_panel.moc"
