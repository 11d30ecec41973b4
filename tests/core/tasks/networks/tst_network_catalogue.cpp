// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/network_catalogue.h"

#include "core/data/dataset.h"
#include "core/tasks/networks/count_network.h"

#include <QTest>

using namespace wattline;

namespace {

NetworkCount counted(const std::string& name, const NetworkSizes& sizes = {})
{
    const auto found = findNetwork(networkCatalogue(), name);
    if (!found)
        qFatal("%s", found.error().message.c_str());
    auto count = countNetwork(*found->file, *found->network, sizes);
    if (!count)
        qFatal("%s", count.error().message.c_str());
    return *std::move(count);
}

std::string nameOf(const std::string& written)
{
    const auto found = findNetwork(networkCatalogue(), written);
    return found ? found->network->name : found.error().message;
}

/// "224x224" or "seq128".
NetworkSizes sizesOf(const QString& input)
{
    if (input.startsWith(QLatin1String("seq")))
        return {{}, input.mid(3).toULongLong(), {}};
    return {input.section(QLatin1Char('x'), 0, 0).toULongLong(), {}, {}};
}

} // namespace

class NetworkCatalogueTest : public QObject {
    Q_OBJECT

private slots:
    void countsAsThePublishedTables_data()
    {
        // From torchvision's and CalFlops' published figures and counts of the models' layers; tests/data/tasks.
        const auto table = readDataset(WATTLINE_TEST_DATA "/tasks/networks.csv");
        QVERIFY(table.hasValue());
        QTest::addColumn<QStringList>("cells");
        for (std::size_t row = 0; row < table->rowCount(); ++row) {
            QStringList cells;
            for (const DatasetColumn& column : table->columns)
                cells << QString::fromStdString(column.text[row]);
            QTest::addRow("%s %s", qPrintable(cells[0]), qPrintable(cells[1])) << cells;
        }
    }

    void countsAsThePublishedTables()
    {
        QFETCH(QStringList, cells);
        const NetworkCount count = counted(cells[0].toStdString(), sizesOf(cells[1]));
        QCOMPARE(QString::number(count.params), cells[2]);
        QCOMPARE(QString::number(count.macs), cells[3]);
        QCOMPARE(QString::number(count.flops), cells[4]);
        QCOMPARE(QString::number(count.flopsCalflops), cells[5]);
    }

    void theTotalsAreTheSumsOverTheLayers()
    {
        for (const FoundNetwork& found : networksOf(networkCatalogue())) {
            const auto count = countNetwork(*found.file, *found.network);
            QVERIFY2(count.hasValue(), found.network->name.c_str());
            std::uint64_t params = 0;
            std::uint64_t flops = 0;
            for (const NetworkLayer& layer : count->layers) {
                params += layer.params;
                flops += layer.flops;
                QVERIFY(layer.flopsCalflops <= layer.flops);
            }
            QCOMPARE(count->params, params);
            QCOMPARE(count->flops, flops);
            QVERIFY(!count->source.empty());
        }
    }

    void takesNamesAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("name");
        for (const auto& [written, name] : {std::pair{"resnet50", "ResNet-50"},
                                            {"ResNet-50", "ResNet-50"},
                                            {"RESNET_152", "ResNet-152"},
                                            {"vit_b_16", "ViT-B/16"},
                                            {"ViT-L/32", "ViT-L/32"},
                                            {"google/vit-base-patch16-224", "ViT-B/16"},
                                            {"VGG16", "VGG16"},
                                            {"vgg16_bn", "VGG16-BN"},
                                            {"mobilenet_v3_large", "MobileNetV3-Large"},
                                            {"MobileNet V3 S", "MobileNetV3-Small"},
                                            {"bert-base-uncased", "BERT-base-uncased"},
                                            {"BERT-large", "BERT-large-uncased"},
                                            {"hfl/chinese-roberta-wwm-ext", "Chinese-RoBERTa-wwm-ext"}})
            QTest::newRow(written) << written << name;
    }

    void takesNamesAsPeopleWriteThem()
    {
        QFETCH(QString, written);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(nameOf(written.toStdString())), name);
    }

    void anUnknownNameNamesNearOnes()
    {
        QCOMPARE(nameOf("resnet51"),
                 std::string("no network is called \"resnet51\"; near ones are ResNet-50, ResNet-18 or ResNet-34"));
        QCOMPARE(nameOf("ViT"),
                 std::string("no network is called \"ViT\"; near ones are ViT-B/16, ViT-B/32 or ViT-L/16"));
        QCOMPARE(nameOf("efficientnet_b0"), std::string("no network is called \"efficientnet_b0\""));
        QCOMPARE(nameOf("///"), std::string("no network is called \"///\""));
    }

    void anotherNumberOfClassesChangesTheLastLayerAlone()
    {
        const NetworkCount usual = counted("resnet50");
        const NetworkCount ten = counted("resnet50", {{}, {}, 10});
        QCOMPARE(usual.params - ten.params, std::uint64_t{990 * (2048 + 1)});
        QCOMPARE(usual.macs - ten.macs, std::uint64_t{990 * 2048});
        QCOMPARE(usual.flops - ten.flops, std::uint64_t{2 * 990 * 2048});
    }

    void theLengthOfASequenceCountsLinearlyAndSquared()
    {
        // BERT-base by hand: 12 layers of 12 d² multiply-adds a token and 2 n² d for the products; the pooler d² once.
        const std::uint64_t d = 768;
        for (const std::uint64_t n : {1, 33, 300, 512}) {
            const NetworkCount count = counted("bert-base", {{}, n, {}});
            QCOMPARE(count.macs, 12 * (12 * d * d * n + 2 * n * n * d) + d * d);
            QCOMPARE(count.params, std::uint64_t{109482240});
        }
    }

    void aTransformersParametersGrowWithThePatches()
    {
        // ViT-B/16 by hand: 86,567,656 at 14 x 14 patches; one vector of 768 for each further patch.
        for (const std::uint64_t image : {16, 128, 384, 1024}) {
            const std::int64_t patches = static_cast<std::int64_t>((image / 16) * (image / 16));
            const NetworkCount count = counted("vit-b-16", {image, {}, {}});
            QCOMPARE(static_cast<std::int64_t>(count.params), 86567656 + 768 * (patches - 14 * 14));
        }
    }

    void aConvolutionalNetworkGrowsWithItsMaps()
    {
        // VGG11 by hand: convolutions of so many channels in and out at sides that halve, then the classifier.
        for (const std::uint64_t image : {32, 96, 448}) {
            std::uint64_t macs = 25088ULL * 4096 + 4096ULL * 4096 + 4096ULL * 1000;
            const std::uint64_t channels[][3] = {{3, 64, 1},    {64, 128, 2},  {128, 256, 4},  {256, 256, 4},
                                                 {256, 512, 8}, {512, 512, 8}, {512, 512, 16}, {512, 512, 16}};
            for (const auto& [in, out, shrunk] : channels)
                macs += 9 * in * out * (image / shrunk) * (image / shrunk);
            QCOMPARE(counted("vgg11", {image, {}, {}}).macs, macs);
        }
    }

    void tellsWhatEachLayerIsAndWhereItStands()
    {
        const NetworkCount count = counted("resnet18");
        QCOMPARE(count.layers.front().words, std::string("conv 64 kernel 7 stride 2 pad 3"));
        QCOMPARE(count.layers.front().part, std::string("stem"));
        QCOMPARE(count.layers.front().output.text(), std::string("64 × 112 × 112"));
        QCOMPARE(count.layers.front().macs, std::uint64_t{118013952}); // 7 * 7 * 3 * 64 * 112 * 112
        QCOMPARE(count.layers.back().words, std::string("linear 1000 bias"));
        QCOMPARE(count.layers.back().output.text(), std::string("1000"));
        const auto inShortcut = std::find_if(count.layers.begin(), count.layers.end(), [](const NetworkLayer& layer) {
            return layer.part == "basicstage 2 › basicfirst › shortcut › project";
        });
        QVERIFY(inShortcut != count.layers.end());
        QCOMPARE(inShortcut->words, std::string("conv 256 kernel 1 stride 2"));
    }
};

QTEST_APPLESS_MAIN(NetworkCatalogueTest)
#include "tst_network_catalogue.moc"
