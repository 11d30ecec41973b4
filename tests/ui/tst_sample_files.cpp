// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recordings.h"
#include "ui/work/sample_data.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

namespace fs = std::filesystem;

/// A folder of sample data with the synthetic fleet, and recordings where `recorded` names their tasks.
struct SampleFolder {
    QTemporaryDir temporary;
    fs::path path{temporary.path().toStdString()};

    void write(const fs::path& file, const std::string& text) const
    {
        fs::create_directories((path / file).parent_path());
        QVERIFY(writeFileAtomically(path / file, text).hasValue());
    }

    std::vector<std::string> files() const
    {
        std::vector<std::string> names;
        for (const fs::path& file : ui::sampleFilesOf(path))
            names.push_back(file.lexically_relative(path).generic_string());
        return names;
    }
};

TaskLine recordedRun(const std::string& run, const std::string& model)
{
    TaskLine line;
    line.run = line.configuration = run;
    line.trace = "traces/" + run + ".csv";
    line.model = model;
    return line;
}

} // namespace

/// What the sample project opens.
class SampleFilesTest : public QObject {
    Q_OBJECT

private slots:
    void opensTheRecordingsWhereThereAreSome()
    {
        const SampleFolder sample;
        sample.write("tasks.csv", tasksCsv({}));
        sample.write("recorded/tasks.csv",
                     tasksCsv({recordedRun("a", "ResNet18"), recordedRun("b", "ResNet18"), recordedRun("c", "VGG16"),
                               recordedRun("lost", "BERT-base"), recordedRun("d", "ViT-B/16"),
                               recordedRun("e", "MobileNetV2"), recordedRun("f", "ResNet50")}));
        for (const char* run : {"a", "b", "c", "d", "e", "f"})
            sample.write(std::string("recorded/traces/") + run + ".csv", "power.draw [W]\n1\n");
        const std::vector<std::string> expected{"recorded/traces/a.csv", "recorded/traces/c.csv",
                                                "recorded/traces/d.csv", "recorded/traces/e.csv", "recorded/tasks.csv"};
        QCOMPARE(sample.files(), expected);
    }

    void opensTheSyntheticFleetWhereNothingIsRecorded()
    {
        const SampleFolder sample;
        sample.write("tasks.csv", tasksCsv({}));
        sample.write("recorded/README.md", "None yet.\n");
        QCOMPARE(sample.files().size(), std::size_t{5});
        QCOMPARE(sample.files().front(), std::string("traces/synthetic_resnet50_4gpu_r1.csv"));
        QCOMPARE(sample.files().back(), std::string("tasks.csv"));
    }

    void opensTheSyntheticFleetWhereTheRecordingsCannotBeRead()
    {
        const SampleFolder sample;
        sample.write("tasks.csv", tasksCsv({}));
        sample.write("recorded/tasks.csv", "not a tasks CSV\n1\n");
        QCOMPARE(sample.files().back(), std::string("tasks.csv"));
    }

    void opensNothingOfAFolderWithoutSampleData() { QVERIFY(SampleFolder().files().empty()); }
};

QTEST_GUILESS_MAIN(SampleFilesTest)
#include "tst_sample_files.moc"
