// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/pages/forecast_form.h"
#include "ui/pages/prediction_form.h"
#include "ui/pages/report_page.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

QPushButton* buttonOf(const QWidget& page, const QString& text)
{
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

QDoubleSpinBox* boxOf(const QWidget& page, const QString& name)
{
    for (QDoubleSpinBox* box : page.findChildren<QDoubleSpinBox*>()) {
        if (box->accessibleName() == name)
            return box;
    }
    return nullptr;
}

QStringList valuesOf(const Forecast& forecast)
{
    QStringList values;
    for (const ForecastLine& line : forecastLines(forecast))
        values << line.value;
    return values;
}

/// Thirty runs of a fleet by a law that a line can learn: everything grows with the batch size.
std::shared_ptr<const BuiltDataset> syntheticFleet()
{
    auto built = std::make_shared<BuiltDataset>();
    built->dataset.name = "synthetic";
    std::map<std::string, std::vector<double>> columns;
    for (int i = 0; i < 30; ++i) {
        const double batch = 16.0 + 8.0 * i;
        columns["image_size"].push_back(128.0 + 32.0 * (i % 5));
        columns["data_size"].push_back(1000.0 * (1 + i % 7));
        columns["params"].push_back(1e6 * (1 + i % 3));
        columns["flops"].push_back(1e9 * (1 + i % 11));
        columns["batch_size"].push_back(batch);
        columns["num_workers"].push_back(2.0 + i % 4);
        columns["valley_power_w"].push_back(50.0 + 0.1 * batch);
        columns["valley_duration_s"].push_back(2.0 + 0.01 * batch);
        columns["peak_power_w"].push_back(200.0 + 0.5 * batch);
        columns["peak_duration_s"].push_back(20.0 + 0.2 * batch);
    }
    for (const auto& [name, numbers] : columns) {
        DatasetColumn column{name, {}, numbers};
        for (const double number : numbers)
            column.text.push_back(formatNumber(number));
        built->dataset.columns.push_back(std::move(column));
    }
    for (std::size_t row = 0; row < built->dataset.rowCount(); ++row)
        built->dataset.places.push_back({row, 0});
    return built;
}

} // namespace

class TestReportPage : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void startsWithThePublishedExample();
    void drawsTheForecast();
    void aTypedPowerChangesTheForecast();
    void saysWhatIsWrongInsteadOfDrawing();
    void takesTheWaveOfTheSelectedRecording();
    void offersNoRecordingWithoutAWave();
    void predictsTheWaveFromMetadata();
    void needsADataSetToPredict();
    void thePublishedExampleBringsItsOwnServer();
    void aRecordingWithoutALimitLeavesTheTdpUnknown();
    void aPredictionForAnotherDataSetIsDropped();
    void aNewDataSetForgetsWhatWasPredicted();
};

void TestReportPage::startsWithThePublishedExample()
{
    const Result<Forecast> forecast = forecastWave(ForecastForm::publishedExample());
    QVERIFY(forecast);
    const QStringList values = valuesOf(*forecast);
    QCOMPARE(values[0], QString("96.6 %"));
    QCOMPARE(values[1], QString("188.99 s"));
    QCOMPARE(values[6], QString("27.197 kWh"));
    QCOMPARE(values[7], QString("13.598 kg"));
    QCOMPARE(values[8], QString("27.197 MWh"));
    QCOMPARE(values[9], QString("13.598 t"));
    Session session;
    const ReportPage page(session);
    QStringList shownTexts;
    for (const QLabel* label : page.findChildren<QLabel*>())
        shownTexts << label->text();
    for (const QString& value : values)
        QVERIFY2(shownTexts.contains(value), qPrintable(value));
}

void TestReportPage::drawsTheForecast()
{
    Session session;
    const ReportPage page(session);
    QVERIFY(page.currentFigure());
    QCOMPARE(page.currentFigure()->panels.size(), std::size_t{1});
}

void TestReportPage::aTypedPowerChangesTheForecast()
{
    Session session;
    ReportPage page(session);
    QSignalSpy changed(&page, &Page::currentFigureChanged);
    boxOf(page, "Peak power")->setValue(400.0);
    QVERIFY(!changed.isEmpty());
    const std::vector<double> y = page.currentFigure()->panels[0].curves[0].y;
    QCOMPARE(*std::max_element(y.begin(), y.end()), 400.0);
}

void TestReportPage::saysWhatIsWrongInsteadOfDrawing()
{
    Session session;
    ReportPage page(session);
    boxOf(page, "Peak duration")->setValue(0.0);
    boxOf(page, "Valley duration")->setValue(0.0);
    QVERIFY(!page.currentFigure());
    boxOf(page, "Peak duration")->setValue(10.0);
    QVERIFY(page.currentFigure());
}

void TestReportPage::takesTheWaveOfTheSelectedRecording()
{
    Session session;
    ReportPage page(session);
    openInto(session, recordingOfWaves(2));
    QPushButton* take = buttonOf(page, "Use Selected Recording");
    QVERIFY(take->isEnabled());
    take->click();
    QVERIFY(std::abs(boxOf(page, "Peak power")->value() - 300.0) < 0.5);
    QVERIFY(std::abs(boxOf(page, "Valley duration")->value() - 3.0) < 0.11);
}

void TestReportPage::offersNoRecordingWithoutAWave()
{
    Session session;
    ReportPage page(session);
    QVERIFY(!buttonOf(page, "Use Selected Recording")->isEnabled());
    SquareWave flat;
    flat.valleyWatts = flat.peakWatts;
    flat.noiseWatts = 1.0;
    openInto(session, recordingOfWaves(1, flat));
    QVERIFY(!buttonOf(page, "Use Selected Recording")->isEnabled());
}

void TestReportPage::predictsTheWaveFromMetadata()
{
    Session session;
    ReportPage page(session);
    session.setDataset(syntheticFleet());
    auto* form = page.findChild<PredictionForm*>();
    auto* method = form->findChild<QComboBox*>();
    method->setCurrentIndex(method->findData("linear"));
    boxOf(*form, "Batch size (samples)")->setValue(100.0);
    QSignalSpy predicted(form, &PredictionForm::predicted);
    buttonOf(page, "Predict Wave")->click();
    QTRY_COMPARE(predicted.count(), 1);
    QVERIFY(std::abs(boxOf(page, "Peak power")->value() - 250.0) < 0.5);
    QVERIFY(std::abs(boxOf(page, "Peak duration")->value() - 40.0) < 0.5);
    QVERIFY(buttonOf(page, "Predict Wave")->isEnabled());
}

void TestReportPage::needsADataSetToPredict()
{
    Session session;
    ReportPage page(session);
    QVERIFY(!buttonOf(page, "Predict Wave")->isEnabled());
}

void TestReportPage::thePublishedExampleBringsItsOwnServer()
{
    Session session;
    ReportPage page(session);
    auto* form = page.findChild<ForecastForm*>();
    form->setGpus(1);
    form->setTdp(250.0);
    buttonOf(page, "Use Published Example")->click();
    QCOMPARE(form->settings().gpus, std::size_t{4});
    QCOMPARE(form->settings().tdpWatts, std::optional(400.0));
}

void TestReportPage::aRecordingWithoutALimitLeavesTheTdpUnknown()
{
    Session session;
    ReportPage page(session);
    auto trace = std::make_shared<Trace>(*recordingOfWaves(2));
    trace->gpus.front().powerLimitWatts.reset();
    openInto(session, trace);
    buttonOf(page, "Use Selected Recording")->click();
    QVERIFY(!page.findChild<ForecastForm*>()->settings().tdpWatts);
}

void TestReportPage::aPredictionForAnotherDataSetIsDropped()
{
    Session session;
    ReportPage page(session);
    session.setDataset(syntheticFleet());
    auto* form = page.findChild<PredictionForm*>();
    QSignalSpy predicted(form, &PredictionForm::predicted);
    buttonOf(page, "Predict Wave")->click();
    session.setDataset(syntheticFleet());
    QTRY_VERIFY(session.runningTasks().empty());
    QCOMPARE(predicted.count(), 0);
    QVERIFY(buttonOf(page, "Predict Wave")->isEnabled());
}

void TestReportPage::aNewDataSetForgetsWhatWasPredicted()
{
    Session session;
    ReportPage page(session);
    session.setDataset(syntheticFleet());
    auto* form = page.findChild<PredictionForm*>();
    auto* method = form->findChild<QComboBox*>();
    method->setCurrentIndex(method->findData("linear"));
    const auto saysSo = [form] {
        const auto labels = form->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel* label) { return label->text().contains("learnt from 30 rows"); });
    };
    buttonOf(page, "Predict Wave")->click();
    QTRY_VERIFY(saysSo());
    session.setDataset(syntheticFleet());
    QVERIFY(!saysSo());
}

QTEST_MAIN(TestReportPage)
#include "tst_report_page.moc"
