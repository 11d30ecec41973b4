// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/task_table.h"

#include <QTest>

using namespace wattline;

namespace {

const QByteArray Header =
    "run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,"
    "nodes,gpus,gpu_name,tdp_w,sample_bytes,optimizer,learning_rate";
const QByteArray Row = "r1,r1.csv,c1,ViT,224,100000,85800000,1.7e10,256,64,3,1,4,A800,400,150528,AdamW,0.001";

Result<TaskTable> parse(const QByteArray& text)
{
    return parseTasks({text.constData(), static_cast<std::size_t>(text.size())}, "tasks.csv");
}

} // namespace

class TaskTableTest : public QObject {
    Q_OBJECT

private slots:
    void readsEveryColumnOfTheForm()
    {
        const auto table = parse(Header + "\n" + Row + "\n");
        QVERIFY(table.hasValue());
        const TaskMetadata& task = table->tasks.at(0);
        QCOMPARE(task.run, std::string("r1"));
        QCOMPARE(task.trace, std::string("r1.csv"));
        QCOMPARE(task.configuration, std::string("c1"));
        QCOMPARE(task.model, std::string("ViT"));
        QCOMPARE(*task.imageSize, 224.0);
        QCOMPARE(*task.flops, 1.7e10);
        QCOMPARE(*task.numWorkers, 64.0);
        QCOMPARE(task.gpuName, std::string("A800"));
        QCOMPARE(*task.tdpWatts, 400.0);
        QCOMPARE(*task.learningRate, 0.001);
        QVERIFY(!task.peakPowerWatts);
        QCOMPARE(task.line, std::size_t{2});
    }

    void columnsMayStandInAnyOrderAndOthersAreKept()
    {
        QByteArrayList names = Header.split(',');
        QByteArrayList cells = Row.split(',');
        std::reverse(names.begin(), names.end());
        std::reverse(cells.begin(), cells.end());
        const auto table =
            parse("peak_power_w,site," + names.join(',') + "\n291.06,\"Hall 3, left\"," + cells.join(',') + "\n");
        QVERIFY(table.hasValue());
        const TaskMetadata& task = table->tasks.at(0);
        QCOMPARE(*task.batchSize, 256.0);
        QCOMPARE(*task.peakPowerWatts, 291.06);
        QVERIFY(!task.valleyPowerWatts);
        QCOMPARE(task.others.at("site"), std::string("Hall 3, left"));
        QCOMPARE(task.others.size(), std::size_t{1});
    }

    void emptyCellsAreAbsentNumbers()
    {
        const auto table = parse(Header + "\nr1,,,,,,,,,,,,,,,,,\n");
        QVERIFY(table.hasValue());
        QVERIFY(!table->tasks.at(0).imageSize);
        QVERIFY(!table->tasks.at(0).tdpWatts);
        QCOMPARE(table->tasks.at(0).configuration, std::string("r1"));
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QByteArray withoutBatch = Header;
        withoutBatch.replace("batch_size,", "");
        QByteArray textCell = Row;
        textCell.replace(",256,", ",lots,");
        QByteArray negative = Row;
        negative.replace(",100000,", ",-100000,");
        QByteArray otherRun = Row;
        otherRun.replace("r1,", "r2,");
        QTest::newRow("empty") << QByteArray() << "tasks.csv: is empty";
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\0\1",
                                              7)
                                << "tasks.csv:1: holds a NUL byte";
        QTest::newRow("no runs") << Header + "\n"
                                 << "tasks.csv: names no runs";
        QTest::newRow("missing column") << withoutBatch + "\n"
                                        << "tasks.csv:1: the tasks CSV lacks the column batch_size;";
        QTest::newRow("something else") << QByteArray("run,power\n1,2\n")
                                        << "tasks.csv:1: the tasks CSV lacks the columns trace, configuration, model,";
        QTest::newRow("column twice") << Header + ",run\n"
                                      << "tasks.csv:1: two columns are named \"run\"";
        QTest::newRow("text cell") << Header + "\n" + otherRun + "\n\n" + textCell + "\n"
                                   << "tasks.csv:4: column batch_size holds \"lots\", which is no number";
        QTest::newRow("negative size") << Header + "\n" + negative + "\n"
                                       << "tasks.csv:2: column data_size holds \"-100000\"; it cannot be negative";
        QTest::newRow("run twice") << Header + "\n" + Row + "\n" + otherRun + "\n" + Row + "\n"
                                   << "tasks.csv:4: the run \"r1\" stands on line 2 already";
        QTest::newRow("no name") << Header + "\n" + Row.mid(2) + "\n"
                                 << "tasks.csv:2: column run is empty";
        QTest::newRow("cells missing") << Header + "\nr1,r1.csv\n"
                                       << "tasks.csv:2: 2 values where the header names 18";
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto table = parse(text);
        QVERIFY(!table.hasValue());
        QCOMPARE(table.error().kind, ErrorKind::Format);
        QVERIFY2(QString::fromStdString(table.error().message).startsWith(message), table.error().message.c_str());
    }

    void aMissingFileIsNamed()
    {
        const auto table = readTasks("/nowhere/tasks.csv");
        QVERIFY(!table.hasValue());
        QCOMPARE(table.error().kind, ErrorKind::Io);
        QVERIFY(table.error().message.find("/nowhere/tasks.csv") != std::string::npos);
    }

    void knowsNetworksThatReadText()
    {
        QVERIFY(countsTokens("BERT-base"));
        QVERIFY(countsTokens("distilbert"));
        QVERIFY(!countsTokens("ViT-B/16"));
    }
};

QTEST_GUILESS_MAIN(TaskTableTest)
#include "tst_task_table.moc"
