// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"
#include "tests/support/find_widget.h"
#include "tests/support/known_law.h"
#include "tests/support/qt_warnings.h"
#include "ui/pages/features_page.h"
#include "ui/plots/figure_view.h"
#include "ui/style/palette.h"
#include "ui/tables/sorted_table.h"
#include "ui/tables/trend_model.h"
#include "ui/work/feature_work.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;
using test::turnTo;

namespace {

/// A page on show, its features ranked.
struct RankedPage {
    Session session;
    FeaturesPage page{session};

    explicit RankedPage(std::shared_ptr<const BuiltDataset> dataset = knownLaw(60))
    {
        page.resize(1000, 750);
        page.show();
        session.setDataset(std::move(dataset));
    }
    bool isRanked() const { return session.featureTable() != nullptr; }
};

/// The known law with two optimizers for each configuration, of which Adam draws 10 W more.
std::shared_ptr<const BuiltDataset> withOptimizers()
{
    std::string csv = "batch_size,params,optimizer,peak_power_w,peak_duration_s\n";
    for (int row = 0; row < 40; ++row) {
        const int batch = 16 * (1 + row / 2 % 10);
        const double watts = 100.0 + batch + (row % 2 == 0 ? 0.0 : 10.0);
        csv += std::to_string(batch) + "," + std::to_string(1 + row / 20) + (row % 2 == 0 ? ",SGD," : ",Adam,") +
               std::to_string(watts) + ",7\n";
    }
    BuiltDataset built;
    built.dataset = *parseDataset(csv, "optimizers.csv");
    return std::make_shared<const BuiltDataset>(std::move(built));
}

} // namespace

class FeaturePanelsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void theModelOfTrendsKeepsTheRulesOfModels()
    {
        TrendModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto trends = fitTrends({"x", "y", {0, 1, 2, 3}, {1, 3, 5, 7.5}});
        QVERIFY(trends.hasValue());
        model.setRows(trendRows(*trends));
        QSignalSpy changed(&model, &TrendModel::drawnChanged);
        QVERIFY(model.setData(model.index(2, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.drawn().contains(TrendKind::Exponential));
        QVERIFY2(!model.setData(model.index(3, 0), Qt::Checked, Qt::CheckStateRole), "x is 0 in a row");
        QCOMPARE(changed.size(), 1);
        QVERIFY(model.index(3, 3).data().toString().startsWith(QLatin1String("None: x is 0")));
        model.setRows({});
    }

    void trendsAreDrawnAndTheBestIsMarked()
    {
        RankedPage shown;
        QTRY_VERIFY(shown.isRanked());
        auto* trends = named<SortedTable>(shown.page, "Trends");
        QTRY_COMPARE(trends->model()->rowCount(), 5);
        QCOMPARE(trends->model()->index(1, 0).data().toString(), QString("Logarithmic (best)"));
        QVERIFY(trends->model()->index(1, 3).data().toString().startsWith(QLatin1String("y = 30 ln(x) + 60")));
        QCOMPARE(shown.page.currentFigure()->panels[0].curves.size(), std::size_t{3}); // points, line, logarithm
        QVERIFY(trends->model()->setData(trends->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(shown.page.currentFigure()->panels[0].curves.size(), std::size_t{2});
    }

    void theMatrixHasATableTwinAndACellSelectsItsFeature()
    {
        RankedPage shown;
        QTRY_VERIFY(shown.isRanked());
        turnTo(shown.page, "Matrix");
        QTRY_VERIFY(shown.page.currentFigure() && shown.page.currentFigure()->panels[0].matrix);
        auto* table = named<SortedTable>(shown.page, "Correlation matrix in numbers");
        QCOMPARE(table->model()->rowCount(), 7);
        QCOMPARE(table->model()->columnCount(), 8);
        QCOMPARE(table->model()->index(0, 1).data().toString(), QString("1"));
        QTest::mouseClick(named<QCheckBox>(shown.page, "Matrix as table"), Qt::LeftButton);
        QVERIFY(table->isVisible());
        QTest::mouseClick(named<QCheckBox>(shown.page, "Matrix as table"), Qt::LeftButton);
        emit named<FigureView>(shown.page, "Correlation matrix")->positionClicked(0, 0.1, 2.2);
        QCOMPARE(shown.session.selection().feature,
                 shown.session.featureData()->featureNames.at(1)); // the target stands first
    }

    void numbersCanBeReadOnEveryColourOfTheMatrix()
    {
        const auto luminance = [](const QColor& colour) {
            const auto linear = [](double part) { return std::pow((part + 0.055) / 1.055, 2.4); };
            return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
        };
        for (const Ground ground : {Ground::Light, Ground::Dark}) {
            for (double value = -1.0; value <= 1.0; value += 0.05) {
                const double fill = luminance(divergingColour(value, ground));
                const double text = luminance(textColourOn(divergingColour(value, ground)));
                QVERIFY2((std::max(fill, text) + 0.05) / (std::min(fill, text) + 0.05) > 4.5,
                         QByteArray::number(value));
            }
        }
    }

    void effectsCompareTheLevelsOfTheChosenFactor()
    {
        RankedPage shown(withOptimizers());
        QTRY_VERIFY(shown.isRanked());
        turnTo(shown.page, "Effects");
        auto* levels = named<SortedTable>(shown.page, "Levels of the factor");
        QTRY_COMPARE(levels->model()->rowCount(), 2);
        QCOMPARE(levels->model()->index(0, 0).data().toString(), QString("Adam"));
        auto* factor = named<QComboBox>(shown.page, "Factor");
        QCOMPARE(factor->currentData().toString(), QString("optimizer"));
        QCOMPARE(shown.page.currentFigure()->panels[0].categories.size(), std::size_t{2});
        factor->setCurrentIndex(factor->findData("params"));
        emit factor->activated(factor->currentIndex());
        QTRY_COMPARE(levels->model()->index(0, 0).data().toString(), QString("1"));
        QVERIFY(levels->model()->headerData(levels->model()->columnCount() - 1, Qt::Horizontal) ==
                QString("Matched (n)"));
        QCOMPARE(named<SortedTable>(shown.page, "Sizes of effects")->model()->rowCount(), 3);
    }

    void aPointOfTheEffectsSaysWhichRunItIs()
    {
        RankedPage shown(withOptimizers());
        QTRY_VERIFY(shown.isRanked());
        turnTo(shown.page, "Effects");
        QTRY_VERIFY(shown.page.currentFigure());
        emit shown.page.currentView()->pointClicked(0, 0, 3);
        QCOMPARE(shown.session.selection().datasetRow, std::optional<std::size_t>(3));
        emit shown.page.currentView()->pointClicked(0, 1, 0); // a mean
        QCOMPARE(shown.session.selection().datasetRow, std::optional<std::size_t>(3));
    }

    void aDataSetThatIsGoneLeavesNothingOnShow()
    {
        RankedPage shown(withOptimizers());
        QTRY_VERIFY(shown.isRanked());
        turnTo(shown.page, "Effects");
        QTRY_VERIFY(shown.page.currentFigure());
        shown.session.setDataset(nullptr);
        QVERIFY(!shown.page.currentFigure());
        turnTo(shown.page, "Matrix");
        QVERIFY(!shown.page.currentFigure());
    }
};

QTEST_MAIN(FeaturePanelsTest)
#include "tst_feature_panels.moc"
