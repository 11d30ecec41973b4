// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "ui/dialogs/search_settings_dialog.h"
#include "ui/dialogs/strict_form.h"
#include "ui/pages/search_page.h"
#include "ui/pages/search_status.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/search_work.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;
using test::turnTo;

namespace {

/// A search of well under a second.
SearchSettings smallSearch(std::size_t generations = 4)
{
    SearchSettings settings = settingsOf(SearchPreset::Quick);
    settings.strict.population = 200;
    settings.strict.generations = generations;
    return settings;
}

/// One that runs until it is stopped.
SearchSettings endlessSearch()
{
    SearchSettings settings = smallSearch(100'000);
    settings.strict.stoppingFitness = 0.0;
    return settings;
}

void setSearchSettings(Session& session, const SearchSettings& settings)
{
    WorkSettings work = session.settings();
    work.search = settings;
    session.setSettings(work);
}

} // namespace

class SearchPageTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void asksForMetadataWhileThereIsNone()
    {
        Session session;
        SearchPage page(session);
        page.show();
        QSignalSpy asked(&page, &Page::addMetadataRequested);
        QTest::mouseClick(button(page, "Add Metadata CSV…"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QVERIFY(!page.currentFigure());
    }

    void aSearchEndsWithAFormulaAndItsErrors()
    {
        Session session;
        SearchPage page(session);
        page.resize(1000, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        session.setDataset(knownLaw(100));
        setSearchSettings(session, smallSearch());
        QTest::mouseClick(button(page, "Start"), Qt::LeftButton);
        QVERIFY(session.isRunning(Job::Search));
        QTRY_VERIFY(session.search().result);
        QCOMPARE(session.search().history.size(), std::size_t{4});
        QCOMPARE(session.search().train->rows(), Eigen::Index{80});
        QCOMPARE(session.search().validation->rows(), Eigen::Index{10});
        QTRY_VERIFY(session.studied() && session.studied()->test.errors);
        QTRY_VERIFY(!named<QPlainTextEdit>(page, "Formula as text")->toPlainText().isEmpty());
        auto* errors = named<SortedTable>(page, "Errors of the formula");
        QTRY_COMPARE(errors->model()->rowCount(), 3);
        QVERIFY(errors->model()->index(2, 1).data().toString().endsWith(QLatin1Char('%')));
        QCOMPARE(page.currentFigure()->panels.at(0).y.unit, std::string("W"));
    }

    void theFormulaOnShowComputesThePredictions()
    {
        Session session;
        SearchPage page(session);
        session.setDataset(knownLaw(60));
        startSearch(session, smallSearch());
        QTRY_VERIFY(session.search().result);
        QTRY_VERIFY(!named<QPlainTextEdit>(page, "Formula as text")->toPlainText().isEmpty());
        const auto& train = *session.search().train;
        const auto parsed = parseExpression(named<QPlainTextEdit>(page, "Formula as text")->toPlainText().toStdString(),
                                            train.featureNames);
        QVERIFY(parsed.hasValue());
        QVERIFY(*parsed == session.search().result->rawFormula);
    }

    void stoppingKeepsTheBestSoFar()
    {
        Session session;
        SearchPage page(session);
        page.show();
        session.setDataset(knownLaw(60));
        setSearchSettings(session, endlessSearch());
        button(page, "Start")->click();
        QTRY_VERIFY(!session.search().history.empty());
        QVERIFY(!button(page, "Start")->isEnabled());
        QTest::mouseClick(button(page, "Stop"), Qt::LeftButton);
        QTRY_VERIFY(session.search().result);
        QVERIFY(session.search().result->stopped);
        QTRY_VERIFY(button(page, "Start")->isEnabled());
    }

    void anotherDataSetEndsTheSearchAndItsResultIsDropped()
    {
        Session session;
        session.setDataset(knownLaw(60));
        startSearch(session, endlessSearch());
        QTRY_VERIFY(!session.search().history.empty());
        session.setDataset(knownLaw(40));
        QTRY_VERIFY(!session.isRunning(Job::Search));
        QVERIFY(session.search().history.empty());
        QVERIFY(!session.search().result);
    }

    void tooFewRowsGiveAMessage()
    {
        Session session;
        session.setDataset(knownLaw(4));
        startSearch(session, smallSearch());
        QVERIFY(!session.isRunning(Job::Search));
        QCOMPARE(session.messages().size(), std::size_t{1});
        QCOMPARE(session.messages().front().severity, ui::Severity::Warning);
    }

    void theDialogGivesBackWhatItWasGiven()
    {
        SearchSettings settings = smallSearch();
        settings.strict.functions = {Op::Add, Op::Mul};
        settings.strict.seed = 7;
        settings.modern.functions = {Op::Mul, Op::Log};
        settings.modern.error = ErrorMeasure::RootMeanSquare;
        settings.modern.timeLimitSeconds = 30.0;
        settings.modern.techniques.lexicase = false;
        QVERIFY(SearchSettingsDialog(settings).settings() == settings);
        for (SearchPreset preset : {SearchPreset::Paper, SearchPreset::Modern, SearchPreset::Quick})
            QVERIFY(SearchSettingsDialog(settingsOf(preset)).settings() == settingsOf(preset));
    }

    void theDialogKeepsWhatItsFieldsCannotShow()
    {
        SearchSettings settings = smallSearch();
        settings.strict.seed = settings.modern.seed = 5'000'000'000;
        settings.modern.evaluations = 3'000'000'000;
        settings.strict.parsimony = 1e-9;
        SearchSettingsDialog dialog(settings);
        QVERIFY(dialog.settings() == settings);
        named<QSpinBox>(*dialog.findChild<StrictForm*>(), "Population")->setValue(100);
        settings.strict.population = 100;
        QVERIFY(dialog.settings() == settings);
    }

    void theDialogRefusesWhatASearchWouldRefuse()
    {
        SearchSettingsDialog dialog(settingsOf(SearchPreset::Paper));
        const auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        QVERIFY(ok->isEnabled());
        named<QDoubleSpinBox>(dialog, "Crossover")->setValue(0.9);
        QVERIFY(!ok->isEnabled());
        named<QDoubleSpinBox>(dialog, "Crossover")->setValue(0.5);
        QVERIFY(ok->isEnabled());
        named<QSpinBox>(dialog, "Tournament")->setValue(10'000);
        named<QSpinBox>(*dialog.findChild<StrictForm*>(), "Population")->setValue(100);
        QVERIFY(!ok->isEnabled());
        named<QSpinBox>(dialog, "Tournament")->setValue(5);
        auto* functions = dialog.findChild<StrictForm*>()->findChild<QListWidget*>();
        for (int i = 0; i < functions->count(); ++i)
            functions->item(i)->setCheckState(Qt::Unchecked);
        QVERIFY(!ok->isEnabled());
    }

    void aPresetKeepsTheSeed()
    {
        Session session;
        SearchPage page(session);
        setSearchSettings(session, withSeed(settingsOf(SearchPreset::Paper), 9));
        auto* preset = named<QComboBox>(page, "Settings preset");
        QCOMPARE(preset->currentText(), QStringLiteral("Paper"));
        preset->setCurrentIndex(2);
        emit preset->activated(2);
        QCOMPARE(session.settings().search.strict.population, quickSettings().population);
        QCOMPARE(session.settings().search.seed(), std::uint64_t{9});
    }

    void pausesAndResumesByItsButtons()
    {
        Session session;
        SearchPage page(session);
        page.show();
        session.setDataset(knownLaw(60));
        setSearchSettings(session, endlessSearch());
        QVERIFY(!button(page, "Pause")->isEnabled() && !button(page, "Stop")->isEnabled());
        button(page, "Start")->click();
        QTRY_VERIFY(!session.search().history.empty());
        QVERIFY(!button(page, "Settings…")->isEnabled());
        button(page, "Pause")->click();
        QTRY_VERIFY(session.search().run == SearchRun::Paused && !session.isRunning(Job::Search));
        QVERIFY(button(page, "Settings…")->isEnabled() && button(page, "Stop")->isEnabled());
        const std::size_t paused = session.search().history.size();
        button(page, "Resume")->click();
        QTRY_VERIFY(session.search().history.size() > paused);
        QVERIFY(button(page, "Start")); // not Resume any more
    }

    void asksWhetherAStoppedSearchShallContinue()
    {
        Session session;
        SearchPage page(session);
        session.setDataset(knownLaw(60));
        setSearchSettings(session, endlessSearch());
        startSearch(session, endlessSearch());
        QTRY_VERIFY(!session.search().history.empty());
        stopSearch(session);
        QTRY_VERIFY(!session.isRunning(Job::Search));
        const std::size_t stopped = session.search().history.size();
        QTimer::singleShot(0, [] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question != nullptr);
            QCOMPARE(question->defaultButton()->text(), QStringLiteral("&Continue"));
            question->defaultButton()->click();
        });
        button(page, "Start")->click();
        QTRY_VERIFY(session.search().history.size() > stopped);
    }

    void aPausedSearchKeepsItsModeSeedAndError()
    {
        const SearchSettingsDialog fresh(settingsOf(SearchPreset::Modern));
        const SearchSettingsDialog paused(settingsOf(SearchPreset::Modern), EditedSearch::InProgress);
        for (const char* field : {"Mode", "Error to make small"}) {
            QVERIFY(named<QComboBox>(fresh, field)->isEnabled());
            QVERIFY(!named<QComboBox>(paused, field)->isEnabled());
        }
        QVERIFY(!named<QSpinBox>(paused, "Seed")->isEnabled());
        QVERIFY(named<QSpinBox>(paused, "Population")->isEnabled());
    }

    void theLogTellsWhatHappened()
    {
        Session session;
        SearchPage page(session);
        session.setDataset(knownLaw(60));
        startSearch(session, smallSearch());
        QTRY_VERIFY(session.search().run == SearchRun::Finished);
        const auto* log = named<SortedTable>(page, "Log of the search");
        page.show();
        turnTo(page, "Progress");
        turnTo(page, "Log");
        QTRY_VERIFY(log->model()->rowCount() >= 3);
        QCOMPARE(log->model()->index(0, 2).data().toString(), QStringLiteral("Started in strict mode"));
        QVERIFY(log->model()->index(1, 2).data().toString().startsWith("Better formula: "));
    }

    void theLogOfAnotherSearchTakesThePlaceOfOneThatReadsTheSame()
    {
        Session session;
        SearchPage page(session);
        session.setDataset(knownLaw(60));
        page.show();
        turnTo(page, "Log");
        const auto* log = named<SortedTable>(page, "Log of the search");
        for (const int hour : {3, 4}) {
            SearchState search;
            search.events = {{QDateTime(QDate(2026, 1, 1), QTime(hour, 0)), 0, QStringLiteral("Started")}};
            session.setSearch(search);
            QTRY_COMPARE(log->model()->index(0, 0).data().toString(), QStringLiteral("0%1:00:00").arg(hour));
        }
    }

    void testErrorsAreWithheldUntilTheSearchHasEnded()
    {
        SearchState search;
        search.train = search.test = std::make_shared<const RegressionData>();
        search.run = SearchRun::Paused;
        StudiedFormula studied;
        studied.test = {search.test, Metrics{.mae = 1.5}};
        QVERIFY(!shownTestErrors(search, studied));
        QVERIFY(errorCaption(search, &studied).contains("follow when the search has ended"));
        search.run = SearchRun::Stopped;
        search.result = std::make_shared<const EvolutionResult>();
        studied.formula = *parseExpression("a", {"a", "b"});
        QVERIFY(shownTestErrors(search, studied));
        QVERIFY(errorCaption(search, &studied).contains("not chosen by the search"));
    }

    void theErrorTableKeepsTheRulesOfModels()
    {
        RowModel<PartMetrics> model(metricsColumns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({{"Training", 80, Metrics{.mse = 4.0, .rmse = 2.0, .mae = 1.5, .r2 = 0.9, .mre = 0.0259}},
                       {"Test", 10, {}}});
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("2.6 %"));
        QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("–"));
    }
};

QTEST_MAIN(SearchPageTest)
#include "tst_search_page.moc"
