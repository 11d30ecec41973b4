// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "ui/pages/search_panels.h"
#include "ui/panels/dependence_panel.h"
#include "ui/panels/fit_panel.h"
#include "ui/panels/front_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/copy_table.h"
#include "ui/tables/sorted_table.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <numeric>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;
using test::turnTo;

namespace {

FormulaCandidate candidateOf(const RegressionData& rows, const char* text, double trainError, double validationError)
{
    const Expression formula = *parseExpression(text, rows.featureNames);
    return {formula, formula, trainError, validationError};
}

std::shared_ptr<const RegressionData> rowsFrom(const RegressionData& data, std::size_t first, std::size_t count)
{
    std::vector<std::size_t> rows(count);
    std::iota(rows.begin(), rows.end(), first);
    return std::make_shared<const RegressionData>(selectRows(data, rows));
}

/// A search in the known law that has made one generation: three candidates, of which the last is exact.
SearchState knownSearch(const Session& session)
{
    const RegressionData& data = *session.learningData();
    SearchState search;
    search.data = session.learningData();
    search.train = rowsFrom(data, 0, 40);
    search.validation = rowsFrom(data, 40, 10);
    search.test = rowsFrom(data, 50, 10);
    GenerationStats stats;
    stats.front = std::make_shared<const Front>(Front{candidateOf(data, "200", 40.0, 41.0),
                                                      candidateOf(data, "100 + batch_size / 3", 20.0, 22.0),
                                                      candidateOf(data, "60 + 30 * log(batch_size)", 0.01, 0.02)});
    search.history = {stats};
    return search;
}

/// The next generation, in which a longer and better candidate has come.
SearchState grown(SearchState search)
{
    GenerationStats stats = search.history.back();
    Front front = *stats.front;
    front.push_back(candidateOf(*search.train, "60 + 30 * log(batch_size) + 0 * num_workers", 0.001, 0.002));
    stats.front = std::make_shared<const Front>(front);
    search.history.push_back(stats);
    return search;
}

void clickPoint(FigureView* view, std::size_t curve, std::size_t point)
{
    emit view->pointClicked(0, curve, point);
}

std::string titleOf(const std::optional<Figure>& figure)
{
    return figure ? figure->title : std::string();
}

/// A session with the known search, and a window of one panel on it.
template <class Panel>
struct Shown {
    Session session;
    std::unique_ptr<Panel> panel;

    Shown()
    {
        session.setDataset(knownLaw(60));
        session.setSearch(knownSearch(session));
        panel = std::make_unique<Panel>(session);
        panel->resize(800, 600);
        panel->show();
    }

    /// Studies a candidate as a click in the front does.
    void study(std::size_t candidate)
    {
        FrontPanel front(session);
        front.show();
        clickPoint(front.currentView(), 0, candidate);
        QTRY_VERIFY(session.studied());
    }
};

} // namespace

class SearchPanelsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void withoutCandidatesThePanelOffersTheSearch()
    {
        Session session;
        FrontPanel panel(session);
        panel.show();
        QVERIFY(!button(panel, "Start Search")->isEnabled());
        session.setDataset(knownLaw(60));
        QVERIFY(button(panel, "Start Search")->isEnabled());
        QTest::mouseClick(button(panel, "Start Search"), Qt::LeftButton);
        QVERIFY(session.isRunning(Job::Search));
        QVERIFY(!button(panel, "Start Search")->isEnabled());
    }

    void aClickOnAPointStudiesThatFormulaEverywhere()
    {
        Shown<FrontPanel> shown;
        clickPoint(shown.panel->currentView(), 1, 1); // its validation error
        QTRY_VERIFY(shown.session.studied());
        const StudiedFormula& studied = *shown.session.studied();
        QCOMPARE(studied.origin, QStringLiteral("Candidate"));
        QCOMPARE(studied.formula.length(), std::size_t{5});
        QVERIFY(studied.train.errors && studied.validation.errors && studied.test.errors);
        QVERIFY(!studied.followsSearch);
        QTRY_COMPARE(shown.panel->currentFigure()->panels[0].curves.back().name, std::string("Chosen"));
        QCOMPARE(shown.panel->currentFigure()->panels[0].curves.back().x, std::vector<double>{5.0});
    }

    void theTestErrorIsShownOfTheChosenFormulaAlone()
    {
        Shown<FrontPanel> shown;
        const auto* table = named<SortedTable>(*shown.panel, "Candidates")->model();
        const auto cell = [table](int row, int column) { return table->index(row, column).data().toString(); };
        QTRY_VERIFY(cell(0, 2).endsWith(QLatin1Char('%'))); // measured on a task
        for (int row = 0; row < 3; ++row)
            QCOMPARE(cell(row, 4), QStringLiteral("–"));
        clickPoint(shown.panel->currentView(), 0, 2);
        QTRY_COMPARE(cell(2, 4), QStringLiteral("0.0 %"));
        QCOMPARE(cell(0, 4), QStringLiteral("–"));
        QCOMPARE(cell(2, 5), QStringLiteral("chosen, knee"));
    }

    void aRowOfTheTableIsChosenLikeItsPoint()
    {
        Shown<FrontPanel> shown;
        auto* table = named<SortedTable>(*shown.panel, "Candidates");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        table->selectRow(0);
        QTRY_VERIFY(shown.session.studied());
        QCOMPARE(shown.session.studied()->formula.length(), std::size_t{1});
    }

    void commaAndFullStopGoAlongTheFront()
    {
        Shown<FrontPanel> shown;
        const auto studies = [&](std::size_t nodes) {
            return shown.session.studied() && shown.session.studied()->formula.length() == nodes;
        };
        QTest::keyClick(shown.panel->currentView(), Qt::Key_Period); // the knee first
        QTRY_VERIFY(studies(6));
        QTest::keyClick(shown.panel->currentView(), Qt::Key_Comma);
        QTRY_VERIFY(studies(5));
        QTest::keyClick(shown.panel->currentView(), Qt::Key_Period);
        QTRY_VERIFY(studies(6));
    }

    void aZoomStaysWhileCandidatesArrive()
    {
        Shown<FrontPanel> shown;
        FigureView* view = shown.panel->currentView();
        view->showRange(2.0, 6.0);
        shown.session.setSearch(grown(shown.session.search()));
        QTRY_COMPARE(view->figure().panels.at(0).curves.at(0).x.size(), std::size_t{4});
        QCOMPARE(view->visibleRange(), (std::pair{2.0, 6.0}));
    }

    void theChosenCandidateStaysChosenWhenOthersCome()
    {
        Shown<FrontPanel> shown;
        auto* table = named<SortedTable>(*shown.panel, "Candidates");
        clickPoint(shown.panel->currentView(), 0, 2);
        QTRY_COMPARE(table->chosenRow(), std::optional(2));
        shown.session.setSearch(grown(shown.session.search()));
        QTRY_COMPARE(table->model()->rowCount(), 4);
        QCOMPARE(table->chosenRow(), std::optional(2));
        QCOMPARE(shown.session.studied()->formula.length(), std::size_t{6});
    }

    void aPanelThatNobodySeesIsDrawnWhenItIsShown()
    {
        Session session;
        FrontPanel panel(session);
        session.setDataset(knownLaw(60));
        session.setSearch(knownSearch(session));
        QVERIFY(!panel.currentFigure());
        panel.show();
        QVERIFY(panel.currentFigure());
    }

    void anotherDataSetTakesTheCandidatesAway()
    {
        Shown<FrontPanel> shown;
        QVERIFY(shown.panel->currentFigure());
        shown.session.setDataset(knownLaw(40));
        QTRY_VERIFY(!shown.panel->currentFigure());
        QVERIFY(button(*shown.panel, "Start Search")->isVisible());
    }

    void aClickBeforeAnotherDataSetIsDrawnChoosesNothing()
    {
        Shown<FrontPanel> shown;
        shown.session.setDataset(knownLaw(40));
        clickPoint(shown.panel->currentView(), 0, 1);
        named<QComboBox>(*shown.panel, "Error in the table of candidates")->setCurrentIndex(1);
        QVERIFY(shown.session.runningTasks().empty());
        QVERIFY(!shown.session.studied());
    }

    void theFitShowsTheThreeParts()
    {
        Shown<FitPanel> shown;
        QVERIFY(!shown.panel->currentFigure());
        QVERIFY(button(*shown.panel, "Start Search")->isVisible());
        shown.study(1);
        QTRY_VERIFY(shown.panel->currentFigure());
        const Figure figure = *shown.panel->currentFigure();
        QVERIFY(figure.title.starts_with("Predicted against observed"));
        for (const std::size_t part : {0, 1, 2})
            QCOMPARE(figure.panels[0].curves.at(part).x.size(), std::size_t(part == 0 ? 40 : 10));
    }

    void theFitWithholdsTheTestRowsUntilTheSearchHasEnded()
    {
        Shown<FitPanel> shown;
        SearchState search = shown.session.search();
        search.run = SearchRun::Running;
        search.result = nullptr;
        shown.session.setSearch(search);
        shown.study(1);
        QTRY_VERIFY(shown.panel->currentFigure());
        const auto test = [&] {
            const std::optional<Figure> figure = shown.panel->currentFigure();
            const auto& curves = figure->panels[0].curves;
            return std::any_of(curves.begin(), curves.end(),
                               [](const FigureCurve& curve) { return curve.name.starts_with("Test"); });
        };
        QVERIFY(!test());
        search.run = SearchRun::Stopped;
        shown.session.setSearch(search);
        QTRY_VERIFY(test());
    }

    void theTableOfTheFitGivesEachRowItsInterval()
    {
        Shown<FitPanel> shown;
        shown.study(1);
        QTRY_VERIFY(shown.panel->currentFigure());
        named<QCheckBox>(*shown.panel, "Fit as table")->setChecked(true);
        const auto* table = named<SortedTable>(*shown.panel, "Rows with their predictions")->model();
        const auto number = [table](int column) { return table->index(0, column).data(Qt::DisplayRole).toString(); };
        QCOMPARE(table->headerData(4, Qt::Horizontal).toString(), QStringLiteral("Lower (W)"));
        QCOMPARE(table->headerData(5, Qt::Horizontal).toString(), QStringLiteral("Upper (W)"));
        QVERIFY2(number(4) != QStringLiteral("–"), qPrintable(number(4)));
    }

    void aPointOfTheFitSelectsItsRunOnEveryPage()
    {
        Shown<FitPanel> shown;
        shown.study(1);
        QTRY_VERIFY(shown.panel->currentFigure());
        clickPoint(shown.panel->currentView(), 2, 3);
        QCOMPARE(shown.session.selection().datasetRow, std::optional<std::size_t>(53));
        auto* table = named<SortedTable>(*shown.panel, "Rows with their predictions");
        named<QCheckBox>(*shown.panel, "Fit as table")->setChecked(true);
        QCOMPARE(table->chosenRow(), std::optional(53));
        table->selectRow(4);
        QCOMPARE(shown.session.selection().datasetRow, std::optional<std::size_t>(4));
        QCOMPARE(table->model()->index(4, 0).data().toString(), QStringLiteral("run4"));
    }

    void theResidualsStandAgainstAFeature()
    {
        Shown<FitPanel> shown;
        shown.study(1);
        QTRY_VERIFY(shown.panel->currentFigure());
        auto* against = named<QComboBox>(*shown.panel, "Residuals against");
        auto* residuals = named<FigureView>(*shown.panel, "Residuals of the studied formula");
        QCOMPARE(residuals->figure().panels.at(0).x.label(), std::string("Predicted peak power (W)"));
        against->setCurrentIndex(against->findText(QStringLiteral("Batch size")));
        QCOMPARE(residuals->figure().panels.at(0).x.label(), std::string("Batch size (samples)"));
    }

    void aFormulaStudiedLaterTakesThePlaceOfTheFormerFit()
    {
        Shown<FitPanel> shown;
        shown.study(1);
        QTRY_VERIFY(shown.panel->currentFigure());
        const std::string before = shown.panel->currentFigure()->panels[0].curves[0].name;
        FrontPanel front(shown.session);
        front.show();
        clickPoint(front.currentView(), 0, 2);
        QTRY_VERIFY(shown.panel->currentFigure()->panels[0].curves[0].name != before);
        shown.session.setDataset(knownLaw(40));
        QVERIFY(!shown.panel->currentFigure());
    }

    void theDependenceIsOfTheFeatureSelectedAnywhere()
    {
        Shown<DependencePanel> shown;
        shown.session.setSearch(grown(shown.session.search()));
        shown.study(3);
        QTRY_VERIFY(shown.panel->currentFigure());
        // The one that moves the prediction most, until one is selected.
        QCOMPARE(titleOf(shown.panel->currentFigure()), std::string("Dependence of peak_power_w on batch_size"));
        auto* features = named<SortedTable>(*shown.panel, "Features of the formula");
        QCOMPARE(features->model()->rowCount(), 2);
        Selection selection = shown.session.selection();
        selection.feature = "num_workers";
        shown.session.select(selection);
        QCOMPARE(titleOf(shown.panel->currentFigure()), std::string("Dependence of peak_power_w on num_workers"));
        features->selectRow(0);
        QCOMPARE(shown.session.selection().feature, std::string("batch_size"));
        QCOMPARE(titleOf(shown.panel->currentFigure()), std::string("Dependence of peak_power_w on batch_size"));
    }

    void aConstantDependsOnNothing()
    {
        Shown<DependencePanel> shown;
        shown.study(0);
        QTRY_VERIFY(!button(*shown.panel, "Start Search")->isVisible());
        QVERIFY(!shown.panel->currentFigure());
    }

    void theFigureIsOfThePanelInFocus()
    {
        Shown<FrontPanel> shown;
        shown.study(1);
        auto* progress = new QWidget;
        SearchPanels panels(shown.session, progress, new QWidget);
        panels.show();
        QVERIFY(panels.panelInFocus() == nullptr);
        turnTo(panels, "Fit");
        QCOMPARE(panels.panelInFocus(), panels.findChild<FitPanel*>());
        QTRY_VERIFY(panels.panelInFocus()->showsFigure());
        QVERIFY(titleOf(panels.panelInFocus()->currentFigure()).starts_with("Predicted against observed"));
        panels.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panels));
        turnTo(panels, "Candidates");
        named<FigureView>(panels, "Length and error of the candidates")->setFocus();
        QCOMPARE(panels.panelInFocus(), panels.findChild<FrontPanel*>());
        QVERIFY(titleOf(panels.panelInFocus()->currentFigure()).starts_with("Length and error"));
        named<FigureView>(panels, "Residuals of the studied formula")->setFocus();
        QCOMPARE(panels.panelInFocus(), panels.findChild<FitPanel*>());
        QVERIFY(titleOf(panels.panelInFocus()->currentFigure()).starts_with("Residuals"));
        turnTo(panels, "Progress");
        QVERIFY(panels.panelInFocus() == nullptr);
    }

    void aTableIsCopiedAsItIsSorted()
    {
        RowModel<DependenceRow> model(dependenceColumns(QStringLiteral("W")));
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({{"Batch size", "batch_size", 30.0}, {"Image side", "image_size", 4.0}});
        SortedTable table(&model);
        table.sortByColumn(1, Qt::AscendingOrder);
        QCOMPARE(copiedTable(*table.model()), QStringLiteral("Feature\tSwing (W)\nImage side\t4\nBatch size\t30\n"));
        table.show();
        table.selectRow(1);
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Feature\tSwing (W)\nBatch size\t30\n"));
    }

    void theCandidatesKeepTheRulesOfModels()
    {
        RowModel<CandidateRow> model(candidateColumns(ShownError::MeanAbsolute));
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        CandidateRow row{.text = QStringLiteral("2 * x")};
        row.candidate.formula = *parseExpression("2 * x", {"x"});
        row.errors.train = Metrics{.mae = 1.25};
        model.setRows({row});
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("3"));
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("1"));
        QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("1.25"));
        QCOMPARE(model.index(0, 3).data().toString(), QStringLiteral("–"));
        model.setContents(candidateColumns(ShownError::MeanRelative), {row});
        QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("–"));
    }
};

QTEST_MAIN(SearchPanelsTest)
#include "tst_search_panels.moc"
