// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cli_run.h"
#include "tests/support/recordings.h"

#include <QJsonArray>
#include <QTest>

using namespace wattline::test;

class NetworkCommandTest : public QObject {
    Q_OBJECT

    TestFolder m_folder;

    QString own(const std::string& text) const
    {
        return QString::fromStdString(m_folder.write("own.net", text).string());
    }

private slots:
    void countsANetworkLayerByLayer()
    {
        const CliRun run = runCli({"network", "resnet50"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QVERIFY2(run.output.startsWith("ResNet-50, 224 px, 1000 classes\n"), run.output.constData());
        QVERIFY(run.output.contains(" 25,557,032     25.56 M\n"));
        QVERIFY(run.output.contains(" 8,211,108,352      8.21 G\n"));
        QVERIFY(run.output.contains("conv 64 kernel 7 stride 2 pad 3"));
        QVERIFY(run.errors.isEmpty());
    }

    void jsonHoldsTotalsAndLayers()
    {
        const QJsonObject json = runCli({"network", "ViT-B/16", "--image", "512", "--json"}).json();
        QCOMPARE(json["name"].toString(), QString("ViT-B/16"));
        QCOMPARE(json["image"].toInteger(), 512);
        QCOMPARE(json["classes"].toInteger(), 1000);
        QCOMPARE(json["params"].toInteger(), 87203560);
        QCOMPARE(json["macs"].toInteger(), 107027890176);
        QCOMPARE(json["flops"].toInteger(), 214344042384);
        QCOMPARE(json["flops_calflops"].toInteger(), 175462512384);
        const QJsonObject patches = json["layers"].toArray().first().toObject();
        QCOMPARE(patches["layer"].toString(), QString("patches 768 size 16"));
        QCOMPARE(patches["output"].toArray(), QJsonArray({1024, 768}));
        QCOMPARE(patches["params"].toInteger(), 590592);
    }

    void listsTheCatalogue()
    {
        const QJsonArray networks = runCli({"network", "--list", "--json"}).json()["networks"].toArray();
        QCOMPARE(networks.size(), 24);
        QCOMPARE(networks.last().toObject()["sequence"].toInteger(), 128);
        QVERIFY(networks.last().toObject()["classes"].isNull());
        QVERIFY(runCli({"network", "--list"}).output.contains("MobileNetV3-Small"));
    }

    void readsADescriptionOfOnesOwn()
    {
        const QString file = own("network Tiny\n image 8 channels 1\n conv 2 kernel 3\nend\n");
        const CliRun run = runCli({"network", "--file", file, "--image", "10", "--json"});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        QCOMPARE(run.json()["macs"].toInteger(), 2 * 9 * 8 * 8);
        QCOMPARE(runCli({"network", "tiny", "--file", file}).exitCode, 0);
        QVERIFY(runCli({"network", "--list", "--file", file}).output.contains("Tiny"));
    }

    void saysWhatIsWrongAndTheWayOut_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("said");
        const QString two = own("network A\n sequence 8\n relu\nend\nnetwork B\n sequence 8\n relu\nend\n");
        const QString broken = QString::fromStdString(m_folder.write("broken.net", "network A\n conv\n").string());
        QTest::newRow("nothing") << QStringList{} << 2 << "NAME, --file or --list is required";
        QTest::newRow("unknown")
            << QStringList{"resnet51"} << 1
            << "no network is called \"resnet51\"; near ones are ResNet-50, ResNet-18 or ResNet-34; "
               "\"wattline-cli network --list\" names those of the catalogue.";
        QTest::newRow("no number") << QStringList{"resnet50", "--image", "big"} << 2 << "--image";
        QTest::newRow("0") << QStringList{"resnet50", "--image", "0"} << 1
                           << "ResNet-50: image size is 0; it must be from 1 to 1,000,000.";
        QTest::newRow("too small") << QStringList{"vgg16", "--image", "16"} << 1 << "the input is too small";
        QTest::newRow("too large") << QStringList{"vit_b_16", "--image", "160000"} << 1 << "counts exceed 9.2e18";
        QTest::newRow("image of text") << QStringList{"bert-base", "--image", "224"} << 1
                                       << "BERT-base-uncased has no image size; leave it out.";
        QTest::newRow("long text") << QStringList{"bert-base", "--sequence", "513"} << 1
                                   << "513 tokens are more than the 512 positions";
        QTest::newRow("no file") << QStringList{"--file", "/nowhere.net"} << 1 << "/nowhere.net: ";
        QTest::newRow("broken") << QStringList{"--file", broken} << 1 << "broken.net:1:9: what the network reads";
        QTest::newRow("two") << QStringList{"--file", two} << 1 << "describes 2 networks; name one of A, B.";
        QTest::newRow("another") << QStringList{"C", "--file", two} << 1
                                 << "no network is called \"C\"; near ones are A or B; it describes A, B.";
    }

    void saysWhatIsWrongAndTheWayOut()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, said);
        const CliRun run = runCli(QStringList{"network"} + arguments);
        QCOMPARE(run.exitCode, exitCode);
        QVERIFY2(run.errors.contains(said.toUtf8()), run.errors.constData());
        QVERIFY(run.output.isEmpty());
    }
};

QTEST_APPLESS_MAIN(NetworkCommandTest)
#include "tst_network_command.moc"
