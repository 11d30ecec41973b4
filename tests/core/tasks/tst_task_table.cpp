// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/task_table.h"

#include "core/base/file.h"
#include "core/tasks/task_column_names.h"
#include "core/tasks/task_columns.h"

#include <QTemporaryDir>
#include <QTest>

using namespace wattline;
using namespace std::string_literals;

namespace {

const std::string Header =
    "run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,"
    "nodes,gpus,gpu_name,tdp_w,sample_bytes,optimizer,learning_rate";
const std::string Row = "r1,r1.csv,c1,ViT,224,100000,85800000,1.7e10,256,64,3,1,4,A800,400,150528,AdamW,0.001";

Result<TaskTable> parse(const std::string& text, const TaskReading& reading = {})
{
    return parseTasks(text, "tasks.csv", reading);
}

TaskTable tableOf(const std::string& text, const TaskReading& reading = {})
{
    Result<TaskTable> table = parse(text, reading);
    if (!table)
        qFatal("%s", table.error().message.c_str());
    return *std::move(table);
}

bool says(const std::vector<TaskRemark>& remarks, const std::string& part, std::size_t line = 0)
{
    return std::any_of(remarks.begin(), remarks.end(), [&](const TaskRemark& remark) {
        return remark.message.find(part) != std::string::npos && (line == 0 || remark.line == line);
    });
}

std::string utf16(const std::string& ascii)
{
    std::string bytes = "\xff\xfe";
    for (const char c : ascii)
        bytes += {c, '\0'};
    return bytes;
}

} // namespace

class TaskTableTest : public QObject {
    Q_OBJECT

private slots:
    void readsEveryColumnOfTheForm()
    {
        const TaskTable table = tableOf(Header + "\n" + Row + "\n");
        QVERIFY(table.isExact());
        const TaskMetadata& task = table.tasks.at(0);
        QCOMPARE(task.run, "r1"s);
        QCOMPARE(task.trace, "r1.csv"s);
        QCOMPARE(task.configuration, "c1"s);
        QCOMPARE(task.model, "ViT"s);
        QCOMPARE(*task.imageSize, 224.0);
        QCOMPARE(*task.flops, 1.7e10);
        QCOMPARE(*task.numWorkers, 64.0);
        QCOMPARE(task.gpuName, "A800"s);
        QCOMPARE(*task.tdpWatts, 400.0);
        QCOMPARE(*task.learningRate, 0.001);
        QVERIFY(!task.peakPowerWatts);
        QCOMPARE(task.line, std::size_t{2});
    }

    void columnsMayStandInAnyOrderAndOthersAreKept()
    {
        const TaskTable table = tableOf("peak_power_w,site,gpus,run\n291.06,\"Hall 3, left\",4,r1\n");
        const TaskMetadata& task = table.tasks.at(0);
        QCOMPARE(*task.gpus, 4.0);
        QCOMPARE(*task.peakPowerWatts, 291.06);
        QVERIFY(!task.valleyPowerWatts);
        QCOMPARE(task.others.at("site"), "Hall 3, left"s);
        QCOMPARE(task.others.size(), std::size_t{1});
        QVERIFY(table.isExact());
    }

    void emptyCellsAndMarksOfTheUnknownAreAbsentNumbers()
    {
        const TaskTable table = tableOf("run,trace,image_size,tdp_w,params\nr1,r1.csv,,N/A,-\n");
        QVERIFY(!table.tasks.at(0).imageSize);
        QVERIFY(!table.tasks.at(0).tdpWatts);
        QVERIFY(!table.tasks.at(0).params);
        QCOMPARE(table.tasks.at(0).configuration, "r1"s);
        QVERIFY(table.isExact());
    }

    void knowsTheNamesThatPeopleWrite_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("column");
        QTest::addColumn<double>("factor");
        for (const auto& [header, column, factor] : std::initializer_list<std::tuple<const char*, const char*, double>>{
                 {"imgsize", "image_size", 1},
                 {"img_size", "image_size", 1},
                 {"Resolution", "image_size", 1},
                 {"num_worker", "num_workers", 1},
                 {"Num Workers", "num_workers", 1},
                 {"workers", "num_workers", 1},
                 {"dataset_size", "data_size", 1},
                 {"Samples", "data_size", 1},
                 {"batch", "batch_size", 1},
                 {"bs", "batch_size", 1},
                 {"Batch-Size", "batch_size", 1},
                 {"network", "model", 1},
                 {"arch", "model", 1},
                 {"LR", "learning_rate", 1},
                 {"ngpu", "gpus", 1},
                 {"# GPUs", "gpus", 1},
                 {"GPU", "gpu_name", 1},
                 {"flops_g", "flops", 1e9},
                 {"params_m", "params", 1e6},
                 {"params (M)", "params", 1e6},
                 {"FLOPs [G]", "flops", 1e9},
                 {"GFLOPs", "", 1},
                 {"Peak power [W]", "peak_power_w", 1},
                 {"peak_power_kw", "peak_power_w", 1e3},
                 {"valley duration (ms)", "valley_duration_s", 1e-3},
                 {"Sample size (KiB)", "sample_bytes", 1024},
                 {"peak power (kWh)", "", 1},
                 {"site", "", 1},
                 {"image_size", "image_size", 1}})
            QTest::newRow(header) << header << column << factor;
    }
    void knowsTheNamesThatPeopleWrite()
    {
        QFETCH(QString, header);
        QFETCH(QString, column);
        QFETCH(double, factor);
        const std::optional<TaskColumn> guess = guessColumn(header.toStdString());
        QCOMPARE(QString::fromStdString(guess ? guess->meaning.name : ""), column);
        if (guess)
            QCOMPARE(guess->meaning.factor, factor);
    }

    void eachNameOfTheTableMeansOneColumnOfTheForm()
    {
        for (const std::string_view name : taskColumnNames()) {
            QCOMPARE(formColumnOf(name), std::string(name));
            QVERIFY(findNumberColumn(name) != nullptr || findTextColumn(name) != nullptr);
        }
        QCOMPARE(taskColumnNames().size(), std::size(TaskTextColumns) + std::size(TaskNumberColumns) + 4);
    }

    void saysWhatWasMultiplied()
    {
        const TaskTable table = tableOf("Run,Log file,Params (M),FLOPs (G),Batch\nr1,r1.csv,25.6,4.1,100k\n"
                                        "r2,r2.csv,85.8,4.1,256\n");
        QCOMPARE(*table.tasks.at(0).params, 25600000.0);
        QCOMPARE(*table.tasks.at(0).flops, 4100000000.0);
        QCOMPARE(*table.tasks.at(0).batchSize, 100000.0);
        QVERIFY(
            says(table.remarks,
                 "column \"Params (M)\": \"25.6\" is read as params 25,600,000, times 1,000,000 (and 1 more cell)"));
        QVERIFY(says(table.remarks, "\"100k\" is read as batch_size 100,000, by the unit in the cell"));
        QVERIFY(!table.isExact());
    }

    void aUnitInTheCellIsNotMultipliedByThatOfTheHeader()
    {
        const TaskTable table = tableOf("run,trace,params (M)\nr1,r1.csv,25.6M\nr2,r2.csv,25.6\n");
        QCOMPARE(*table.tasks.at(0).params, 25600000.0);
        QCOMPARE(*table.tasks.at(1).params, 25600000.0);
    }

    void remarksPlainCountsThatLookLikeMillions()
    {
        const TaskTable table = tableOf("run,trace,params,flops,data_size,batch_size\nr1,r1.csv,25.6,4.1,50,256\n");
        QCOMPARE(*table.tasks.at(0).params, 25.6);
        QVERIFY(says(table.remarks, "\"25.6\" is taken as a plain count, which is little for params", 2));
        QVERIFY(says(table.remarks, "which is little for flops", 2));
        QVERIFY(says(table.remarks, "data_size 50 is less than batch_size 256", 2));
    }

    void theNameOfTheFormWinsOverAnotherOne()
    {
        const TaskTable table = tableOf("run,trace,batch,batch_size,bs\nr1,r1.csv,1,2,3\n");
        QCOMPARE(*table.tasks.at(0).batchSize, 2.0);
        QCOMPARE(table.tasks.at(0).others.at("batch"), "1"s);
        QVERIFY(says(table.remarks, "\"batch_size\" (column 4) and \"batch\" (column 3) are both batch_size", 1));
        QVERIFY(says(table.remarks, "\"bs\" (column 5)", 1));
    }

    void ofTwoColumnsOfOneNameTheFirstIsRead()
    {
        const TaskTable table = tableOf("run,trace,gpus,gpus\nr1,r1.csv,4,8\n");
        QCOMPARE(*table.tasks.at(0).gpus, 4.0);
        QVERIFY(says(table.remarks, "are both gpus", 1));
    }

    void gpuIsACountWhereItHoldsNumbersElseAName()
    {
        QCOMPARE(*tableOf("run,trace,gpu\nr1,a.csv,4\nr2,b.csv,\n").tasks.at(0).gpus, 4.0);
        QCOMPARE(tableOf("run,trace,gpu\nr1,a.csv,A800\nr2,b.csv,3090\n").tasks.at(1).gpuName, "3090"s);
    }

    void runsWithoutNamesAreNamedByTheirLines()
    {
        const TaskTable table = tableOf("trace,batch_size\na.csv,1\n\nb.csv,2\n");
        QCOMPARE(table.tasks.at(1).run, "line 4"s);
        QVERIFY(says(table.remarks, "no column names the runs"));
    }

    void aChoiceOverrulesTheGuess()
    {
        TaskReading reading;
        reading.columns["batch"] = {"", 1.0};
        reading.columns["Size"] = {"params", 1e6};
        const TaskTable table = tableOf("run,trace,batch,Size\nr1,a.csv,7,25.6\n", reading);
        QVERIFY(!table.tasks.at(0).batchSize);
        QCOMPARE(table.tasks.at(0).others.at("batch"), "7"s);
        QCOMPARE(*table.tasks.at(0).params, 25.6e6);
        QCOMPARE(table.columns.at(3).by, TaskColumn::By::Choice);
    }

    void badLinesAreLeftOutAndNamed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("reason");
        QTest::newRow("text cell") << "r2,b.csv,lots"
                                   << "column batch_size holds \"lots\", which is no number";
        QTest::newRow("negative") << "r2,b.csv,-5"
                                  << "column batch_size holds \"-5\", which cannot be negative";
        QTest::newRow("huge") << "r2,b.csv,1e999"
                              << "which is no number";
        QTest::newRow("no name") << ",b.csv,5"
                                 << "column run is empty; each run needs a name";
        QTest::newRow("run twice") << "r1,b.csv,5"
                                   << "the run \"r1\" stands on line 2 already";
        QTest::newRow("too few") << "r2,b.csv"
                                 << "2 values where the header names 3 columns";
        QTest::newRow("too many") << "r2,b.csv,0,001"
                                  << "4 values where the header names 3 columns; a cell that holds a comma stands";
        QTest::newRow("open quote") << "r2,\"b.csv,5"
                                    << "a quote opens here and does not close";
    }
    void badLinesAreLeftOutAndNamed()
    {
        QFETCH(QString, line);
        QFETCH(QString, reason);
        const TaskTable table = tableOf("run,trace,batch_size\nr1,a.csv,1\n" + line.toStdString() + "\nr3,c.csv,3\n");
        QCOMPARE(table.tasks.size(), std::size_t{2});
        QCOMPARE(table.tasks.at(1).run, "r3"s);
        QCOMPARE(table.leftOut.count, std::size_t{1});
        QCOMPARE(table.leftOut.named.at(0).line, std::size_t{3});
        QVERIFY2(says(table.leftOut.named, reason.toStdString()), table.leftOut.named.at(0).message.c_str());
        QVERIFY(!table.isExact());
    }

    void aNulByteWithinALineLeavesThatLineOut()
    {
        const std::string hole("r2,b\0b.csv,2\n", 13);
        const TaskTable table =
            tableOf("run,trace,batch_size\nr1,a.csv,1\n" + hole + "r3,c.csv,3\n" + std::string(4096, '\0'));
        QCOMPARE(table.tasks.size(), std::size_t{2});
        QVERIFY(says(table.leftOut.named, "holds a NUL byte", 3));
    }

    void quotedCellsMayHoldLineBreaks()
    {
        const TaskTable table = tableOf("run,trace,note\nr1,a.csv,\"two\nlines; one, cell\"\nr2,b.csv,\n");
        QCOMPARE(table.tasks.at(0).others.at("note"), "two\nlines; one, cell"s);
        QCOMPARE(table.tasks.at(1).line, std::size_t{4});
        QCOMPARE(table.leftOut.count, std::size_t{0});
    }

    void semicolonsAndTabsPartCellsToo()
    {
        for (const char delimiter : {';', '\t'}) {
            std::string text = "run;trace;learning_rate;data_size\nr1;a.csv;0,001;100.000\n";
            std::replace(text.begin(), text.end(), ';', delimiter);
            const TaskTable table = tableOf(text);
            QCOMPARE(*table.tasks.at(0).learningRate, 0.001);
            QCOMPARE(*table.tasks.at(0).dataSize, 100000.0);
            QVERIFY(says(table.remarks, "its thousands taken together", 2));
        }
    }

    void readsOtherEncodings()
    {
        const std::string text = "run,trace,batch_size\nr1,a.csv,7\n";
        const TaskTable wide = tableOf(utf16(text));
        QCOMPARE(*wide.tasks.at(0).batchSize, 7.0);
        QVERIFY(says(wide.remarks, "UTF-16LE"));
        QVERIFY(tableOf("\xef\xbb\xbf" + text).isExact());
        const TaskTable latin = tableOf("run,trace,site\nr1,a.csv,K\xf6ln\n");
        QCOMPARE(latin.tasks.at(0).others.at("site"), "K\xc3\xb6ln"s);
        QVERIFY(says(latin.remarks, "Latin-1"));
    }

    void linesLeftOutAreCountedBeyondThoseThatAreNamed()
    {
        std::string text = "run,trace,batch_size\nr0,a.csv,1\n";
        for (int i = 0; i < 3000; ++i)
            text += "r,a.csv,x\n";
        const TaskTable table = tableOf(text);
        QCOMPARE(table.leftOut.count, std::size_t{3000});
        QCOMPARE(table.leftOut.named.size(), LinesLeftOut::MostNamed);
    }

    void quotesThatNeverCloseDoNotTakeLongOrEverything()
    {
        std::string text = "run,trace,note\nr0,a.csv,1\n";
        for (int i = 0; i < 20000; ++i)
            text += "a\"b,\"c,x\n"; // opens a quote however it is entered
        text += "r1,a.csv,\n";
        const TaskTable table = tableOf(text);
        QCOMPARE(table.tasks.front().run, "r0"s);
        QVERIFY(table.leftOut.count > 0);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const std::string& text, const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << message;
        };
        row("empty", "", "tasks.csv: is empty");
        row("blank", " \n\n \t\n", "tasks.csv: is empty");
        row("binary", "\x7f"s + "ELF\0\0\1"s, "tasks.csv:1: holds bytes that are no text");
        row("UTF-32", "\xff\xfe\0\0r\0\0\0"s, "tasks.csv:1: holds bytes that are no text");
        row("no runs", Header + "\n", "tasks.csv: names no runs");
        row("one column", "run\nr1\n", "tasks.csv:1: neither a column of recordings (trace) nor one of targets");
        row("nothing to learn from", "run,power\n1,2\n", "tasks.csv:1: neither a column of recordings");
        row("only bad lines", "\nrun,trace,gpus\nr1,a.csv,x\nr2,a.csv,y\n",
            "tasks.csv:3: column gpus holds \"x\", which is no number; no line of the file gives a run (2 left out)");
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto table = parse(text.toStdString());
        QVERIFY(!table.hasValue());
        QCOMPARE(table.error().kind, ErrorKind::Format);
        QVERIFY2(QString::fromStdString(table.error().message).startsWith(message), table.error().message.c_str());
    }

    void aRecordingLaidOnItsSideIsRefused()
    {
        std::string text = "run,trace";
        for (int i = 0; i < 10'000; ++i)
            text += ",c" + std::to_string(i);
        const auto wide = parse(text + "\nr1,a.csv" + std::string(10'000, ',') + "\n");
        QVERIFY(!wide);
        QCOMPARE(wide.error().kind, ErrorKind::Format);
        QVERIFY2(wide.error().message.find("there are 10,002 columns; up to 10,000 are read") != std::string::npos,
                 wide.error().message.c_str());
    }

    void aChoiceThatDoesNotFitIsAnError()
    {
        const std::string text = "run,trace,batch,bs\nr1,a.csv,1,2\n";
        const auto gone = parse(text, {{{"batches", {"batch_size", 1.0}}}});
        QVERIFY(!gone && gone.error().message.find("there is no column \"batches\" to map") != std::string::npos);
        const auto both = parse(text, {{{"batch", {"batch_size", 1.0}}, {"bs", {"batch_size", 1.0}}}});
        QVERIFY(!both && both.error().message.find("are both chosen as batch_size") != std::string::npos);
    }

    void meaningsAreTypedWithTheirUnit()
    {
        QCOMPARE(*parseMeaning("params:M"), (TaskMeaning{"params", 1e6}));
        QCOMPARE(*parseMeaning("bs"), (TaskMeaning{"batch_size", 1.0}));
        QCOMPARE(*parseMeaning(""), TaskMeaning{});
        QVERIFY(parseMeaning("colour").error().message.starts_with(
            "\"colour\" is no column of the tasks CSV; those are run,"));
        QVERIFY(parseMeaning("params:px").error().message.starts_with("\"px\" is no unit of params"));
        QVERIFY(!parseMeaning(":M"));
    }

    void aPreviewHoldsTheFirstRunsAndCountsAll()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("tasks.csv").toStdString();
        std::string text = "Run;Log file;Odd\n";
        for (int i = 0; i < 200; ++i)
            text += "r" + std::to_string(i) + ";a.csv;x\n";
        QVERIFY(writeFileAtomically(file, text + "r0;again.csv;x\n").hasValue());
        const auto preview = previewTasks(file);
        QVERIFY(preview && preview->table);
        QCOMPARE(preview->runs, std::size_t{200});
        QCOMPARE(preview->table->tasks.size(), TaskPreview::MostLines);
        QCOMPARE(preview->lines.at(1).at(0), "r1"s);
        QCOMPARE(preview->table->leftOut.count, std::size_t{1});
        const auto unmapped = previewTasks(file, {{{"Log file", {}}}});
        QVERIFY(unmapped && !unmapped->table);
        QVERIFY(unmapped->problem.find("neither a column of recordings") != std::string::npos);
        QCOMPARE(unmapped->columns.size(), std::size_t{3});
    }

    void theBeginningOfAFileTellsMetadata_data()
    {
        QTest::addColumn<QString>("head");
        QTest::addColumn<bool>("tasks");
        QTest::newRow("form") << QString::fromStdString(Header + "\n" + Row) << true;
        QTest::newRow("by other names") << "Network;Batch;Log file\nViT;256;a.csv" << true;
        QTest::newRow("targets by other names") << "Network,Batch,Peak power (W)\nViT,256,300" << true;
        QTest::newRow("a data set") << "image_size,batch_size,peak_power_w\n224,256,300" << false;
        QTest::newRow("a recording") << "timestamp, index, name, power.draw [W]\n0, 0, A100, 56" << false;
        QTest::newRow("nothing") << "" << false;
    }
    void theBeginningOfAFileTellsMetadata()
    {
        QFETCH(QString, head);
        QFETCH(bool, tasks);
        QCOMPARE(looksLikeTasks(head.toStdString()), tasks);
    }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        RunContext context;
        context.stop = source.get_token();
        const auto table = parseTasks(Header + "\n" + Row + "\n", "tasks.csv", {}, context);
        QVERIFY(!table.hasValue());
        QCOMPARE(table.error().kind, ErrorKind::Canceled);
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
