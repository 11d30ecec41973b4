// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "ui/pages/features_page.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/feature_model.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/feature_work.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;

namespace {

FeatureScore score(const char* name, double r, bool selected)
{
    return {.name = name,
            .pearsonR = r,
            .pearsonP = 0.01,
            .rows = 10,
            .miNats = std::abs(r),
            .selected = selected,
            .reason = "r"};
}

} // namespace

class FeaturesPageTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void theModelKeepsTheRulesOfModels()
    {
        FeatureModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({score("batch_size", 0.9, true), score("params", std::nan(""), false)});
        model.setUsed({"params"});
        QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QSignalSpy changed(&model, &FeatureModel::usedChanged);
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].value<std::vector<std::string>>(), (std::vector<std::string>{"params", "batch_size"}));
        model.setRows({});
    }

    void numbersAreSortedAsNumbers()
    {
        FeatureModel model;
        model.setRows({score("params", 0.09, false), score("flops", -0.5, true), score("batch_size", 0.1, false),
                       score("image_size", std::nan(""), false)});
        SortedTable table(&model);
        table.sortByColumn(1, Qt::DescendingOrder);
        QStringList order;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            order << table.model()->index(row, 1).data().toString();
        QCOMPARE(order, QStringList({"0.1", "0.09", "-0.5", "–"}));
    }

    void asksForMetadataWhileThereIsNone()
    {
        Session session;
        FeaturesPage page(session);
        page.show();
        QVERIFY(!page.currentFigure());
        QSignalSpy asked(&page, &Page::addMetadataRequested);
        QTest::mouseClick(button(page, "Add Metadata CSV…"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
    }

    void ranksTheFeaturesAsSoonAsADataSetIsThere()
    {
        Session session;
        FeaturesPage page(session);
        page.show();
        session.setDataset(knownLaw(60));
        QTRY_VERIFY(session.featureTable());
        QCOMPARE(session.featureTable()->features.front().name, std::string("batch_size"));
        QCOMPARE(named<SortedTable>(page, "Features")->model()->rowCount(), 6);
        QCOMPARE(page.currentFigure()->panels.at(0).x.quantity, axisOfColumn("batch_size").quantity);
    }

    void anotherTargetAndFewerRowsGiveAnotherTable()
    {
        Session session;
        FeaturesPage page(session);
        session.setDataset(knownLaw(60));
        QTRY_VERIFY(session.featureTable());
        auto* runs = named<QComboBox>(page, "Runs by number of GPUs");
        QCOMPARE(runs->count(), 3); // all, 1, 4
        runs->setCurrentIndex(2);
        emit runs->activated(2);
        QVERIFY(!session.featureTable());
        QTRY_VERIFY(session.featureTable());
        QCOMPARE(session.featureTable()->rows, std::size_t{30});
        auto* target = named<QComboBox>(page, "Target");
        target->setCurrentIndex(target->findData("peak_duration_s"));
        emit target->activated(target->currentIndex());
        QTRY_VERIFY(session.featureTable());
        QCOMPARE(session.featureTable()->target, std::string("peak_duration_s"));
    }

    void aCheckedBoxDecidesWhatIsLearntFrom()
    {
        Session session;
        FeaturesPage page(session);
        page.resize(900, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        session.setDataset(knownLaw(60));
        QTRY_VERIFY(session.featureTable());
        auto* table = named<SortedTable>(page, "Features");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(session.choice().features.size(), std::size_t{5});
        QCOMPARE(std::count(session.choice().features.begin(), session.choice().features.end(), "batch_size"), 0);
        QCOMPARE(session.learningData()->features.cols(), 5);
    }

    void useSelectedTakesTheFeaturesAboveTheThreshold()
    {
        Session session;
        FeaturesPage page(session);
        page.show();
        session.setDataset(knownLaw(60));
        QTRY_VERIFY(session.featureTable());
        named<QDoubleSpinBox>(page, "Selection threshold")->setValue(0.8);
        QTRY_VERIFY(!session.isRunning(Job::Features));
        QTest::mouseClick(button(page, "Use Selected in Search"), Qt::LeftButton);
        std::vector<std::string> selected;
        for (const FeatureScore& feature : session.featureTable()->features) {
            if (feature.selected)
                selected.push_back(feature.name);
        }
        QVERIFY(selected.size() < 6);
        QCOMPARE(session.choice().features, selected);
    }

    void theBoxOfDiscreteValuesRanksAnew()
    {
        Session session;
        FeaturesPage page(session);
        page.show();
        session.setDataset(knownLaw(60));
        QTRY_VERIFY(session.featureTable());
        const auto before = session.featureTable();
        auto* table = named<SortedTable>(page, "Features");
        const QModelIndex box = table->model()->index(0, 4); // batch_size, which is discrete at first
        QCOMPARE(box.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY(table->model()->setData(box, Qt::Unchecked, Qt::CheckStateRole));
        QTRY_VERIFY(session.featureTable() != before);
        QCOMPARE(session.settings().features.discrete.size(), std::size_t{3});
        QVERIFY(!session.featureTable()->features.front().discrete);
        QVERIFY(session.featureTable()->features.front().miNats != before->features.front().miNats);
        QCOMPARE(table->model()->index(0, 4).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }

    void intervalsStandBesideTheScoresOnRequest()
    {
        Session session;
        FeaturesPage page(session);
        page.show();
        session.setDataset(knownLaw(60));
        QTRY_VERIFY(session.featureTable());
        auto* table = named<SortedTable>(page, "Features");
        QVERIFY(!table->model()->index(0, 1).data().toString().contains(QLatin1Char('(')));
        QTest::mouseClick(button(page, "95 % intervals"), Qt::LeftButton);
        QTRY_VERIFY(session.featureTable()->features.front().pearsonInterval);
        QVERIFY(table->model()->index(0, 1).data().toString().contains(QStringLiteral(" … ")));
        QVERIFY(table->model()->index(0, 5).data().toString().contains(QStringLiteral(" … ")));
    }

    void runsCanBeKeptByAnyOfTheColumnsThatTellThemApart()
    {
        auto built = std::make_shared<BuiltDataset>(*knownLaw(60));
        std::vector<std::string> models;
        for (std::size_t row = 0; row < 60; ++row)
            models.push_back(row % 3 == 0 ? "VGG16" : "ResNet50");
        built->dataset.columns.push_back(columnOf("model", models));
        Session session;
        FeaturesPage page(session);
        session.setDataset(built);
        auto* box = named<QComboBox>(page, "Runs by model");
        QVERIFY(!box->isHidden());
        QVERIFY(named<QComboBox>(page, "Runs by GPU type")->isHidden());
        box->setCurrentIndex(box->findData("VGG16"));
        emit box->activated(box->currentIndex());
        QCOMPARE(session.choice().where.at("model"), std::string("VGG16"));
        QTRY_VERIFY(session.featureTable());
        QCOMPARE(session.featureTable()->rows, std::size_t{20});
        box->setCurrentIndex(0);
        emit box->activated(0);
        QVERIFY(session.choice().where.empty());
    }

    void aClickOnAFeatureShowsItsScatter()
    {
        Session session;
        FeaturesPage page(session);
        page.resize(900, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        session.setDataset(knownLaw(60));
        QTRY_VERIFY(session.featureTable());
        auto* table = named<SortedTable>(page, "Features");
        const QModelIndex third = table->model()->index(2, 1);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(third).center());
        const std::string name = session.featureTable()->features.at(2).name;
        QCOMPARE(session.selection().feature, name);
        QCOMPARE(page.currentFigure()->panels.at(0).x.quantity, axisOfColumn(name).quantity);
    }

    void aPointSaysWhichRunItIs()
    {
        Session session;
        FeaturesPage page(session);
        LearningChoice choice;
        session.setDataset(knownLaw(60));
        choice = session.choice();
        choice.where = {{"gpus", "4"}};
        session.setChoice(choice);
        QTRY_VERIFY(session.featureTable());
        emit page.currentView()->pointClicked(0, 0, 2); // the third row on four GPUs is the sixth of the data set
        QCOMPARE(session.selection().datasetRow, std::optional<std::size_t>(5));
        QVERIFY(named<QTextEdit>(page, "Selected row")->toPlainText().contains(QLatin1String("run5.csv")));
    }

    void aLongNameOfARunIsWrapped()
    {
        Session session;
        FeaturesPage page(session);
        BuiltDataset built = *knownLaw(60);
        built.dataset.provenance.at(5).runs = {std::string(300, 'r')};
        session.setDataset(std::make_shared<const BuiltDataset>(built));
        page.show();
        const auto* text = named<QTextEdit>(page, "Selected row");
        const auto heightOf = [&](std::size_t row) {
            Selection selection;
            selection.datasetRow = row;
            session.select(selection);
            return text->document()->size().height();
        };
        QTRY_VERIFY(text->isVisible());
        const double ofShortName = heightOf(4);
        QVERIFY(heightOf(5) > ofShortName + 3 * QFontMetrics(text->font()).lineSpacing());
        QCOMPARE(text->horizontalScrollBar()->maximum(), 0);
    }

    void withoutARowTheHintIsNotBold()
    {
        Session session;
        FeaturesPage page(session);
        session.setDataset(knownLaw(60));
        Selection selection;
        selection.datasetRow = 5;
        session.select(selection);
        const auto* text = named<QTextEdit>(page, "Selected row");
        QVERIFY(text->toPlainText().startsWith("Row 6"));
        session.select({});
        QVERIFY(text->toPlainText().startsWith("Click a point"));
        QVERIFY(!text->document()->firstBlock().begin().fragment().charFormat().font().bold());
    }

    void aCellThatTheCatalogueFilledIsMarked()
    {
        Session session;
        FeaturesPage page(session);
        BuiltDataset built = *knownLaw(60);
        session.setDataset(std::make_shared<const BuiltDataset>(built));
        const auto marked = [&] {
            Selection selection;
            selection.datasetRow = 5;
            session.select(selection);
            return named<QTextEdit>(page, "Selected row")
                ->toPlainText()
                .count(QLatin1String("from the network catalogue"));
        };
        QCOMPARE(marked(), 0);
        built.dataset.provenance.at(5).filledColumns = {session.choice().features.at(0)};
        session.setDataset(std::make_shared<const BuiltDataset>(built));
        QCOMPARE(marked(), 1);
    }

    void aRankingForAnOlderChoiceIsDropped()
    {
        Session session;
        session.setDataset(knownLaw(60));
        rankFeaturesNow(session);
        LearningChoice choice = session.choice();
        choice.target = "peak_duration_s";
        session.setChoice(choice);
        QTRY_VERIFY(!session.isRunning(Job::Features));
        QVERIFY(!session.featureTable());
    }
};

QTEST_MAIN(FeaturesPageTest)
#include "tst_features_page.moc"
