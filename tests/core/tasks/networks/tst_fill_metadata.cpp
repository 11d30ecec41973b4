// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/fill_metadata.h"

#include "core/tasks/networks/network_catalogue.h"

#include <QTest>

using namespace wattline;

namespace {

TaskMetadata task(const std::string& model, std::optional<double> imageSize)
{
    TaskMetadata task;
    task.run = "r1";
    task.model = model;
    task.imageSize = imageSize;
    return task;
}

FilledTask filled(const TaskMetadata& task)
{
    return CatalogueFilling().fill(task);
}

using Names = std::vector<std::string>;

} // namespace

class FillMetadataTest : public QObject {
    Q_OBJECT

private slots:
    void fillsWhatIsEmptyAndMarksIt()
    {
        const FilledTask run = filled(task("ResNet50", 512));
        QCOMPARE(*run.task.params, 25557032.0);
        QCOMPARE(*run.task.flops, 42881548288.0);
        QCOMPARE(run.filled, (Names{"params", "flops"}));
        QVERIFY(run.notices.empty());
        QVERIFY(run.differences.empty());
    }

    void readsTheLengthOfASequenceForNetworksOfText()
    {
        QCOMPARE(*filled(task("bert-base-uncased", 512)).task.flops, 96743718912.0);
    }

    void aGivenValueStands()
    {
        TaskMetadata given = task("resnet50", 224);
        given.params = 25.6e6; // 0.2 % off
        const FilledTask run = filled(given);
        QCOMPARE(*run.task.params, 25.6e6);
        QCOMPARE(run.filled, Names{"flops"});
        QVERIFY(run.differences.empty());
    }

    void aDifferenceAboveTwoPercentIsSaid()
    {
        TaskMetadata given = task("resnet18", 224);
        given.params = 11181642;
        given.flops = 1814073344;
        const FilledTask run = filled(given);
        QCOMPARE(*run.task.params, 11181642.0);
        QVERIFY(run.filled.empty());
        QCOMPARE(run.differences.size(), std::size_t{2});
        QCOMPARE(run.differences[0],
                 std::string("params is given as 11181642 but the network catalogue counts 11689512 "
                             "for ResNet-18 at 224 px with 1000 classes; the given value stands"));
        QCOMPARE(
            run.differences[1],
            std::string("flops is given as 1814073344 but the network catalogue counts 3636250112 for ResNet-18 at "
                        "224 px with 1000 classes; the given value stands (it looks like multiply-adds; a data set "
                        "counts FLOPs by the full rules)"));
    }

    void tellsACountOfCalFlops()
    {
        TaskMetadata given = task("vit_b_16", 224);
        given.flops = 33723326208;
        QVERIFY(filled(given).differences.at(0).find("looks like the count of CalFlops") != std::string::npos);
    }

    void theColumnClassesSetsTheClassifier()
    {
        TaskMetadata ten = task("resnet18", 224);
        ten.others["classes"] = "10";
        QCOMPARE(*filled(ten).task.params, 11181642.0);
        TaskMetadata text = task("bert-base", 128); // it has no classifier to set
        text.others["classes"] = "2";
        QCOMPARE(*filled(text).task.params, 109482240.0);
    }

    void saysWhyACellStaysEmpty_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<double>("size");
        QTest::addColumn<QString>("said");
        QTest::newRow("no model") << "" << 224.0 << "params and flops stay empty: no model is named";
        QTest::newRow("unknown") << "resnet5O" << 224.0
                                 << "params and flops stay empty: in the network catalogue no network is called "
                                    "\"resnet5O\"; near ones are ResNet-50, ResNet-18 or ResNet-34";
        QTest::newRow("no size") << "vgg16" << -1.0 << "flops stays empty: image_size is not given";
        QTest::newRow("no size, params by size")
            << "ViT-B/16" << -1.0 << "params and flops stay empty: image_size is not given";
        QTest::newRow("fraction") << "vgg16" << 224.5
                                  << "flops stays empty: image_size is 224.5, no whole number from 1 to 1,000,000";
        QTest::newRow("huge") << "vgg16" << 1e300
                              << "flops stays empty: image_size is 1e+300, no whole number from 1 to 1,000,000";
        QTest::newRow("no multiple") << "vit_b_16" << 225.0
                                     << "params and flops stay empty: vit.net:21:3: patches 768 size 16: a side of 225 "
                                        "is no multiple of its patches of 16";
    }

    void saysWhyACellStaysEmpty()
    {
        QFETCH(QString, model);
        QFETCH(double, size);
        QFETCH(QString, said);
        const FilledTask run = filled(task(model.toStdString(), size < 0 ? std::nullopt : std::optional(size)));
        QVERIFY(!run.task.flops);
        QCOMPARE(run.notices.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(run.notices[0]), said);
    }

    void saysNothingOfAnUnknownNetworkWhoseCountsAreGiven()
    {
        TaskMetadata given = task("my-own", 224);
        given.params = 1e6;
        given.flops = 1e9;
        QVERIFY(filled(given).notices.empty());
    }

    void remembersWhatItCountedForEachSize()
    {
        CatalogueFilling catalogue;
        QCOMPARE(*catalogue.fill(task("resnet50", 64)).task.flops, 674056192.0);
        QCOMPARE(*catalogue.fill(task("resnet50", 224)).task.flops, 8211108352.0);
        QCOMPARE(*catalogue.fill(task("resnet50", 64)).task.flops, 674056192.0);
        QCOMPARE(*catalogue.fill(task("resnet18", 224)).task.params, 11689512.0);
    }
};

QTEST_APPLESS_MAIN(FillMetadataTest)
#include "tst_fill_metadata.moc"
