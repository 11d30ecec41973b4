// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/dialogs/line_view.h"
#include "ui/dialogs/sensor_dialog.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/phases_panel.h"
#include "ui/panels/quality_panel.h"
#include "ui/work/trace_work.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QTextBlock>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

/// Two GPUs of a board whose power.draw averages over 1 s, with valleys of 0.4 s.
std::shared_ptr<const Trace> recordingWithShortValleys()
{
    SquareWave wave;
    wave.valleySamples = 4;
    wave.noiseWatts = 1.0; // else the sensor seems to give a new value with each phase only
    auto trace = std::make_shared<Trace>(*recordingOfWaves(2, wave));
    for (GpuTrace& gpu : trace->gpus)
        gpu.name = "NVIDIA H100 80GB HBM3";
    return trace;
}

QStringList column(const QTableView& table, int number)
{
    QStringList texts;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        texts << table.model()->index(row, number).data().toString();
    return texts;
}

} // namespace

class TestQualityPanel : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void whatReadingSaidStandsBesideWhatWasMeasured()
    {
        auto trace = std::make_shared<Trace>(*recordingOfWaves(1));
        trace->issues.push_back({IssueKind::NotANumber, 1482, 3, "[N/A] in 3 samples."});
        Session session;
        QualityPanel panel(session);
        openInto(session, trace);
        const auto* table = panel.findChild<QTableView*>();
        QVERIFY(column(*table, 5).contains("[N/A] in 3 samples."));
        QVERIFY(column(*table, 3).contains("1,482"));
        QVERIFY(column(*table, 2).contains("Sensor")); // nothing is known of its board
        QCOMPARE(column(*table, 0).front(), QString("Warning"));
        QVERIFY(table->model()->index(0, 0).data(Qt::DecorationRole).isValid());
    }

    void whatHoldsForAllGpusStandsOnce()
    {
        Session session;
        QualityPanel panel(session);
        openInto(session, recordingOfWaves(3));
        const auto* table = panel.findChild<QTableView*>();
        const QStringList messages = column(*table, 5);
        QCOMPARE(QSet<QString>(messages.begin(), messages.end()).size(), messages.size());
        QVERIFY(column(*table, 1).contains("0, 1, 2"));
    }

    void theTableIsAProperModel()
    {
        const auto trace = recordingWithShortValleys();
        const Result<TraceQuality> quality = qualityOf(*trace, numbersOf(*trace)->summaries);
        QVERIFY(quality);
        const QWidget widget;
        RowModel<QualityRow> model(qualityColumns(widget));
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(qualityRows(*trace, &*quality));
        QVERIFY(model.rowCount() > 0);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void openingARecordingMeasuresIt()
    {
        const TestFolder folder;
        Session session;
        openFiles(session, {folder.write("run.csv", recordingOf({SquareWave{}.series()}))});
        QTRY_VERIFY(session.recordings().size() == 1 && session.runningTasks().empty());
        const Recording& recording = session.recordings()[0];
        QVERIFY(recording.quality && recording.numbers);
        QCOMPARE(recording.numbers->summaries[0].samples, std::size_t{1300});
    }

    void theLineOfARemarkIsShown()
    {
        const TestFolder folder;
        std::string text = recordingOf({SquareWave{}.series()});
        text.replace(text.find("300.00"), 6, "[N/A] ");
        Session session;
        QualityPanel panel(session);
        openFiles(session, {folder.write("run.csv", text)});
        QTRY_VERIFY(session.recordings().size() == 1 && session.runningTasks().empty());
        auto* table = panel.findChild<QTableView*>();
        auto* show = button(panel, "Show Line");
        QVERIFY(!show->isEnabled());
        const auto lines = column(*table, 3);
        QVERIFY(lines.contains("2"));
        table->selectRow(static_cast<int>(lines.indexOf("2")));
        QVERIFY(show->isEnabled());
        show->click();
        QTRY_VERIFY(panel.findChild<LineView*>() != nullptr);
        const auto* view = panel.findChild<QPlainTextEdit*>();
        QVERIFY2(view->textCursor().block().text().contains("[N/A]"), qPrintable(view->textCursor().block().text()));
        QVERIFY(view->isReadOnly());
    }

    void rangesSpeakOfEachGpuInFull()
    {
        Session session;
        openInto(session, recordingOfWaves(2));
        Selection selection = session.selection();
        selection.range = {0.0, 12.9};
        session.select(selection);
        QMap<QString, QString> values;
        for (const Property& property : propertiesOf(session))
            values[property.heading + '/' + property.name] = property.value;
        for (const char* name :
             {"Mean", "Range", "Standard deviation", "Energy", "Duty", "Samples", "Missing", "Gaps", "Coverage"})
            QVERIFY2(values.contains(QString("Range on GPU 1/") + name), name);
        QCOMPARE(values["Range on GPU 1/Samples"], QString("130"));
        QCOMPARE(values["Range on GPU 1/Coverage"], QString("100.0 %"));
        QVERIFY2(values["Range on GPU 1/Duty"].startsWith("77"), qPrintable(values["Range on GPU 1/Duty"]));
    }

    void phasesTooShortForTheSensorAreFlaggedAndTold()
    {
        Session session;
        PhasesPanel panel(session);
        openInto(session, recordingWithShortValleys());
        const QStringList flags = column(*panel.findChild<QTableView*>(), 7);
        QVERIFY2(flags.contains("Too short to resolve"), qPrintable(flags.join('|')));
        QVERIFY(flags.contains(""));
        warnOfShortPhases(session, 0);
        warnOfShortPhases(session, 0);
        QCOMPARE(session.messages().size(), std::size_t{1});
        const Message& message = session.messages().front();
        QVERIFY2(message.text.contains("Valleys last 0.4 s but this sensor averages over 1 s"),
                 qPrintable(message.text));
        QCOMPARE(message.actions.at(0).title, QString("Sensor Profile…"));
    }

    void aProfileThatIsOverruledChangesTheVerdictAndComesBackWithUndo()
    {
        Session session;
        openInto(session, recordingWithShortValleys());
        SensorDialog dialog(session, session.recordings()[0].trace);
        const auto* table = dialog.findChild<QTableView*>();
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(column(*table, 2), (QStringList{"H100 class", "H100 class"}));
        QVERIFY(column(*table, 7)[1].startsWith("Valleys last 0.4 s"));
        auto* profile = dialog.findChild<QComboBox*>();
        const int instant = profile->findText("H100 class, power.instant", Qt::MatchContains);
        QVERIFY(instant > 0);
        profile->setCurrentIndex(instant);
        emit profile->activated(instant);
        QCOMPARE(column(*table, 7), (QStringList{"Peaks and valleys are resolved", "Peaks and valleys are resolved"}));
        QCOMPARE(session.undoStack().undoText(), QString("Choose Sensor Profile"));
        session.undoStack().undo();
        QVERIFY(column(*table, 7)[1].startsWith("Valleys last 0.4 s"));
        QCOMPARE(profile->currentIndex(), 0);
    }

    void aBoardOfNoNameHasNoProfileButFigures()
    {
        Session session;
        openInto(session, recordingOfWaves(1));
        const auto rows = sensorRows(session.recordings()[0]);
        QCOMPARE(rows.size(), std::size_t{1});
        RowModel<SensorRow> model(sensorColumns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rows);
        QCOMPARE(model.index(0, 2).data().toString(), QString("Unknown"));
        QCOMPARE(model.index(0, 3).data().toString(), QString("–"));
        QVERIFY(model.index(0, 6).data().toString() != "–");
    }
};

QTEST_MAIN(TestQualityPanel)
#include "tst_quality_panel.moc"
