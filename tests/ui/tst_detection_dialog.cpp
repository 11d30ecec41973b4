// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/dialogs/detection_dialog.h"
#include "ui/dialogs/detection_form.h"
#include "ui/dialogs/detection_preview.h"
#include "ui/plots/figure_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

class TestDetectionDialog : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void showsEverySettingAndGivesItBack()
    {
        SegmentationSettings settings;
        settings.smoothingSamples = 9;
        settings.minimumContrast = 0.07;
        settings.minimumSeparation = 4.5;
        settings.hysteresis = 0.3;
        settings.minimumDwellSeconds = 1.5;
        settings.maximumPeriodSpread = 0.2;
        settings.minimumCycles = 4;
        settings.knownEpochs = 25;
        settings.knownPeriodSeconds = 12.5;
        settings.minimumRepetition = 7.5;
        settings.minimumRepeats = 8;
        settings.periodReach = 0.15;
        DetectionForm form;
        form.setSettings(settings);
        QCOMPARE(form.settings(), settings);
        form.setSettings({});
        QCOMPARE(form.settings(), SegmentationSettings());
    }

    void everyFieldHasANameOfItsOwnAndSaysWhatItDoes()
    {
        DetectionForm form;
        QStringList names;
        for (const QAbstractSpinBox* box : form.findChildren<QAbstractSpinBox*>()) {
            names << box->accessibleName();
            QVERIFY2(!box->toolTip().isEmpty(), qPrintable(box->accessibleName()));
        }
        QCOMPARE(names.size(), 12);
        QVERIFY(!names.contains(QString()));
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void anEvenSmoothingBecomesTheNextOddOne()
    {
        DetectionForm form;
        named<QSpinBox>(form, "Smoothing")->setValue(6);
        QCOMPARE(form.settings().smoothingSamples, 7);
    }

    void hintsCountOnlyWhereTheyAreTicked()
    {
        DetectionForm form;
        QSpinBox* epochs = named<QSpinBox>(form, "Known epochs");
        QVERIFY(!epochs->isEnabled());
        epochs->setValue(12);
        QVERIFY(!form.settings().knownEpochs);
        for (QCheckBox* check : form.findChildren<QCheckBox*>())
            check->setChecked(true);
        QVERIFY(epochs->isEnabled());
        QCOMPARE(form.settings().knownEpochs, std::optional<std::size_t>(12));
        QVERIFY(form.settings().knownPeriodSeconds);
    }

    void previewsWhatTheSettingsFind()
    {
        Session session;
        openInto(session, recordingOfWaves(2));
        DetectionDialog dialog(session);
        dialog.show();
        auto* preview = dialog.findChild<DetectionPreview*>();
        auto* summary = named<QLabel>(dialog, "What these settings find");
        QTRY_VERIFY(preview->found());
        QVERIFY2(summary->text().contains("10 epoch"), qPrintable(summary->text()));
        QVERIFY(!dialog.findChild<FigureView*>()->figure().panels.at(0).spans.empty());
        named<QSpinBox>(dialog, "Fewest cycles")->setValue(50);
        named<QSpinBox>(dialog, "Fewest marks")->setValue(50); // one look for both
        QVERIFY(!preview->found());
        QTRY_VERIFY(preview->found());
        QVERIFY(preview->found()->shape != WaveShape::Square);
        QVERIFY(dialog.findChild<FigureView*>()->figure().panels.at(0).spans.empty());
        button(dialog, "Reset to Defaults")->click();
        QTRY_VERIFY(preview->found());
        QCOMPARE(preview->found()->shape, WaveShape::Square);
        QCOMPARE(session.recordings()[0].detectionSettings, SegmentationSettings()); // nothing until OK
    }

    void offersOnlySettingsThatMakeSense()
    {
        Session session;
        auto trace = std::make_shared<Trace>(traceOf("0 60 | 1 300 | 2 80"));
        openInto(session, trace);
        DetectionDialog dialog(session);
        dialog.show();
        auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        auto* summary = named<QLabel>(dialog, "What these settings find");
        QTRY_VERIFY(summary->text().contains("Only 3 samples"));
        QVERIFY(!ok->isEnabled());
    }

    void appliesToOneRecordingOrToAll()
    {
        Session session;
        session.addRecording(recordingOfWaves(1));
        openInto(session, recordingOfWaves(2));
        DetectionDialog dialog(session);
        QCOMPARE(dialog.recordings(), (std::vector<std::size_t>{1}));
        named<QComboBox>(dialog, "Apply to")->setCurrentIndex(1);
        QCOMPARE(dialog.recordings(), (std::vector<std::size_t>{0, 1}));
    }

    void appliesToTheRecordingItWasOpenedOn()
    {
        Session session;
        openInto(session, recordingOfWaves(1));
        const DetectionDialog dialog(session);
        openInto(session, recordingOfWaves(2));
        QCOMPARE(dialog.recordings(), (std::vector<std::size_t>{0}));
        session.removeRecording(0);
        QVERIFY(dialog.recordings().empty());
    }

    void fieldsOfAllGroupsBeginBelowEachOther()
    {
        Session session;
        openInto(session, recordingOfWaves(1));
        DetectionDialog dialog(session);
        dialog.show();
        const auto leftOf = [&dialog](const char* name) {
            return named<QWidget>(dialog, name)->mapTo(&dialog, QPoint()).x();
        };
        QTRY_COMPARE(leftOf("Smoothing"), leftOf("Greatest spread of cycles"));
        QCOMPARE(leftOf("Smoothing"), leftOf("Fewest marks"));
    }
};

QTEST_MAIN(TestDetectionDialog)
#include "tst_detection_dialog.moc"
