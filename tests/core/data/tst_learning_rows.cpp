// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/learning_rows.h"

#include "core/data/build_dataset.h"
#include "core/tasks/task_table.h"

#include <QTest>

using namespace wattline;

class LearningRowsTest : public QObject {
    Q_OBJECT

    static Dataset read(const std::string& text)
    {
        auto dataset = parseDataset(text, "d.csv");
        if (!dataset)
            qFatal("%s", dataset.error().message.c_str());
        return *std::move(dataset);
    }

    static std::string taskLine(const std::string& name, const std::string& gpus, const std::string& power)
    {
        return name + ",," + name + ",ViT-B/16,224,1000,86567656,35130000000,64,8,5,1," + gpus +
               ",A800,400,1000,SGD,0.1,,," + power + ",\n";
    }

private slots:
    void doesNotPoolTokensWithPixels()
    {
        const Dataset mixed =
            read("image_size,image_size_kind,y\n224,pixels,1\n128,tokens,2\n64,pixels,3\n32,pixels,4\n");
        const auto rows = learningRows(mixed, {"y", {"image_size"}, {}});
        QVERIFY(rows.hasValue());
        QCOMPARE(rows->tokenRows, std::size_t{1});
        QCOMPARE(rows->data.datasetRows, (std::vector<std::size_t>{0, 2, 3}));
    }

    void keepsTokensWhereTheyAreAskedForOrDoNotMatter()
    {
        const Dataset mixed = read("image_size,batch,image_size_kind,y\n224,1,pixels,1\n128,2,tokens,2\n64,3,tokens,3\n"
                                   "32,4,tokens,4\n");
        const auto alone = learningRows(mixed, {"y", {"image_size"}, {{"image_size_kind", "tokens"}}});
        QVERIFY(alone.hasValue());
        QCOMPARE(alone->data.rows(), Eigen::Index{3});
        const auto other = learningRows(mixed, {"y", {"batch"}, {}});
        QVERIFY(other.hasValue());
        QCOMPARE(other->data.rows(), Eigen::Index{4});
    }

    void pointsBackToTheRowsOfADatasetThatWasBuilt()
    {
        std::string text =
            "run,trace,configuration,model,image_size,data_size,params,flops,batch_size,num_workers,epochs,"
            "nodes,gpus,gpu_name,tdp_w,sample_bytes,optimizer,learning_rate,valley_power_w,"
            "valley_duration_s,peak_power_w,peak_duration_s\n";
        for (const char* gpus : {"1", "4", "1", "4", "4"})
            text += taskLine("run" + std::to_string(text.size()), gpus, gpus[0] == '4' ? "300" : "200");
        const auto tasks = parseTasks(text, "tasks.csv");
        QVERIFY2(tasks.hasValue(), tasks ? "" : tasks.error().message.c_str());
        const auto built = buildDataset(*tasks);
        QVERIFY2(built.hasValue(), built ? "" : built.error().message.c_str());
        const auto rows = learningRows(built->dataset, {"peak_power_w", {"batch_size"}, {{"gpus", "4"}}});
        QVERIFY2(rows.hasValue(), rows ? "" : rows.error().message.c_str());
        QCOMPARE(rows->data.datasetRows, (std::vector<std::size_t>{1, 3, 4}));
    }
};

QTEST_GUILESS_MAIN(LearningRowsTest)
#include "tst_learning_rows.moc"
