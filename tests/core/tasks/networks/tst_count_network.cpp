// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/count_network.h"

#include <QTest>

using namespace wattline;

namespace {

/// Counts the first network of a text.
Result<NetworkCount> tryCount(const std::string& text, const NetworkSizes& sizes = {})
{
    const auto file = parseNetworks(text, "own.net");
    if (!file)
        return file.error();
    return countNetwork(*file, file->networks.front(), sizes);
}

std::string images(const std::string& layers, const std::string& blocks = {})
{
    return blocks + "network Own\n  image 32 channels 3\n" + layers + "\nend\n";
}

std::string tokens(const std::string& layers)
{
    return "network Own\n  sequence 10\n  embedding 100 width 6\n" + layers + "\nend\n";
}

NetworkCount count(const std::string& text, const NetworkSizes& sizes = {})
{
    auto counted = tryCount(text, sizes);
    if (!counted)
        qFatal("%s", counted.error().message.c_str());
    return *std::move(counted);
}

} // namespace

class CountNetworkTest : public QObject {
    Q_OBJECT

private slots:
    void countsEachKindOfLayerByItsRule_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("output");
        QTest::addColumn<QList<qulonglong>>("counts"); // params, MACs, FLOPs, FLOPs that CalFlops sees
        const auto map = [](const char* layer, const char* output, const QList<qulonglong>& counts) {
            QTest::newRow(layer) << QString::fromStdString(images(layer)) << QString::fromUtf8(output) << counts;
        };
        const auto text = [](const char* layer, const char* output, const QList<qulonglong>& counts) {
            QTest::newRow(layer) << QString::fromStdString(tokens(layer)) << QString::fromUtf8(output) << counts;
        };
        map("conv 8 kernel 3", "8 × 30 × 30", {216, 194400, 388800, 388800});
        map("conv 8 kernel 3 stride 2 pad 1 bias", "8 × 16 × 16", {224, 55296, 112640, 112640});
        map("conv 6 kernel 3 pad 1 groups 3", "6 × 32 × 32", {54, 55296, 110592, 110592});
        map("batchnorm", "3 × 32 × 32", {6, 0, 6144, 6144});
        map("relu", "3 × 32 × 32", {0, 0, 3072, 3072});
        map("relu6", "3 × 32 × 32", {0, 0, 3072, 0});
        map("gelu unseen", "3 × 32 × 32", {0, 0, 3072, 0});
        map("hardswish", "3 × 32 × 32", {0, 0, 0, 0});
        map("maxpool kernel 2", "3 × 16 × 16", {0, 0, 3072, 3072});
        map("avgpool kernel 3 stride 2 pad 1", "3 × 16 × 16", {0, 0, 3072, 3072});
        map("adaptivepool 7", "3 × 7 × 7", {0, 0, 3072, 3072});
        map("flatten", "3072", {0, 0, 0, 0});
        map("patches 8 size 16", "4 × 8", {6152, 24576, 49184, 49184});
        text("linear 5", "10 × 5", {30, 300, 600, 600});
        text("linear 5 bias", "10 × 5", {35, 300, 600, 600});
        text("layernorm", "10 × 6", {12, 0, 300, 300});
        text("softmax", "10 × 6", {0, 0, 60, 60});
        text("attention heads 2", "10 × 2", {0, 400, 1000, 1000});
        text("attention heads 2 unseen", "10 × 2", {0, 400, 1000, 0});
        text("positions 12", "10 × 6", {72, 0, 0, 0});
        text("positions tokens", "10 × 6", {60, 0, 0, 0});
        text("segments 2", "10 × 6", {12, 0, 0, 0});
        text("classtoken", "11 × 6", {6, 0, 0, 0});
        text("firsttoken", "6", {0, 0, 0, 0});
    }

    void countsEachKindOfLayerByItsRule()
    {
        QFETCH(QString, text);
        QFETCH(QString, output);
        QFETCH(QList<qulonglong>, counts);
        const NetworkLayer layer = count(text.toStdString()).layers.back();
        QCOMPARE(QString::fromStdString(layer.output.text()), output);
        QCOMPARE((QList<qulonglong>{layer.params, layer.macs, layer.flops, layer.flopsCalflops}), counts);
    }

    void bothBranchesOfAResidualBeginAtItsInput()
    {
        const NetworkCount counted =
            count(images("conv 8 kernel 1\nresidual\n conv 16 kernel 1\nshortcut\n conv 16 kernel 1\nend\nflatten"));
        QCOMPARE(counted.params, std::uint64_t{3 * 8 + 8 * 16 + 8 * 16});
        QCOMPARE(counted.layers[2].part, std::string("shortcut"));
        QCOMPARE(counted.layers.back().output.channels, std::uint64_t{16 * 32 * 32});
    }

    void aGateLeavesTheShapeAsItWas()
    {
        const NetworkCount counted =
            count(images("gate\n adaptivepool 1\n conv channels kernel 1 bias\n hardsigmoid\nend\nrelu"));
        QCOMPARE(counted.layers.back().output.text(), std::string("3 × 32 × 32"));
        QCOMPARE(counted.flops, std::uint64_t{3072 + (2 * 9 + 3) + 3072});
    }

    void blocksTakeNumbersAndKindsOfLayers()
    {
        const std::string blocks = "block inner kind\n kind\nend\n"
                                   "block outer width kind\n conv 2*width kernel 1\n inner kind\nend\n";
        const NetworkCount counted = count(images("outer 4 gelu\nouter channels relu", blocks));
        QCOMPARE(counted.layers.size(), std::size_t{4});
        QCOMPARE(counted.layers[1].words, std::string("gelu"));
        QCOMPARE(counted.layers[2].words, std::string("conv 16 kernel 1"));
        QCOMPARE(counted.layers[3].part, std::string("outer 2 › inner"));
    }

    void repeatsMayBeNone()
    {
        QCOMPARE(count(images("relu\nrepeat 0\n relu\nend\nrepeat 3\n relu\nend")).layers.size(), std::size_t{4});
    }

    void sizesAreThoseAskedForOrTheUsualOnes()
    {
        const std::string text = "network Own\n image 32 channels 3\n classes 10\n"
                                 " adaptivepool 1\n flatten\n linear classes\n conv 1 kernel 1\nend";
        const std::string own = text.substr(0, text.find(" conv")) + "end";
        QCOMPARE(count(own).params, std::uint64_t{30});
        QCOMPARE(count(own, {64, {}, 7}).params, std::uint64_t{21});
        QCOMPARE(*count(own, {64, {}, 7}).sizes.image, std::uint64_t{64});
        QCOMPARE(*count(own).sizes.classes, std::uint64_t{10});
        QVERIFY(!count(own).sizes.sequence);
    }

    void saysWhichLayerRefusesItsInputAndWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const std::string& text, const char* said) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(said);
        };
        row("kernel", images("conv 8 kernel 33"),
            "own.net:3:1: conv 8 kernel 33: its kernel of 33 × 33 is larger than the map of 32 × 32; the input is too "
            "small for this network.");
        row("pooled away", images("repeat 6\nmaxpool kernel 2\nend"),
            "own.net:4:1: maxpool kernel 2: its kernel of 2 × 2 is larger than the map of 1 × 1;");
        row("kernel of 0", images("conv 8 kernel 0"), "own.net:3:1: conv 8 kernel 0: kernel and stride must be");
        row("stride of 0", images("conv 8 kernel 1 stride 0"), "own.net:3:1: conv 8 kernel 1 stride 0: kernel and");
        row("groups", images("conv 8 kernel 1 groups 2"),
            "own.net:3:1: conv 8 kernel 1 groups 2: 3 channels in and 8 out cannot be parted into 2 groups.");
        row("no channels", images("conv 0 kernel 1"), "own.net:3:1: conv 0 kernel 1: 3 channels in and 0 out");
        row("linear of maps", images("linear 8"),
            "own.net:3:1: linear 8: it works on tokens or a vector, but gets maps (3 × 32 × 32); flatten them first.");
        row("conv of tokens", tokens("conv 8 kernel 1"), "own.net:4:1: conv 8 kernel 1: it works on maps, but gets");
        row("ids", "network Own\n sequence 8\n linear 3\nend",
            "own.net:3:2: linear 3: it works on tokens or a vector, but "
            "gets token ids (8 ids).");
        row("patches", images("patches 8 size 5"), "own.net:3:1: patches 8 size 5: a side of 32 is no multiple of its");
        row("positions", tokens("positions 9"), "own.net:4:1: positions 9: 10 tokens are more than the 9 positions");
        row("heads", tokens("attention heads 3"),
            "own.net:4:1: attention heads 3: 6 channels are no queries, keys and");
        row("residual", images("residual\n conv 8 kernel 1\nend"),
            "own.net:3:1: the branch gives 8 × 32 × 32, its shortcut 3 × 32 × 32; they cannot be added.");
        row("gate", images("gate\n conv 8 kernel 1\nend"), "own.net:3:1: the gate gives 8 × 32 × 32, which cannot be");
        row("no classes", images("flatten\nlinear classes"),
            "own.net:4:8: \"classes\" cannot be computed: \"classes\" has no value here.");
        row("a number as layer", images("b 3", "block b n\n n\nend\n"),
            "own.net:2:2: parameter n holds a number, but a kind of layer such as relu is wanted here.");
        row("a layer as number", images("b relu", "block b n\n conv n kernel 1\nend\n"),
            "own.net:2:7: \"n\" cannot be computed: \"n\" has no value here.");
        row("a layer with numbers", images("b conv", "block b n\n n\nend\n"),
            "own.net:2:2: parameter n holds conv, which");
        row("overflow", images("conv 1000000000 kernel 1\nconv 1000000000 kernel 1"),
            "own.net:4:1: conv 1000000000 kernel 1: its counts exceed 9.2e18; the input is too large.");
        row("endless", images("repeat 1000000000\nrepeat 1000000000\n relu\nend\nend"),
            "own.net:5:2: the network has more than 100,000 layers and calls.");
        std::string doubling = "block b0\n relu\nend\n";
        for (int i = 1; i < 20; ++i)
            doubling += "block b" + std::to_string(i) + "\n b" + std::to_string(i - 1) + "\n b" +
                        std::to_string(i - 1) + "\nend\n";
        row("doubling", images("b19", doubling), "own.net:2:2: the network has more than 100,000 layers and calls.");
        std::string chain = "block b0\n relu\nend\n";
        for (int i = 1; i < 50; ++i)
            chain += "block b" + std::to_string(i) + "\n b" + std::to_string(i - 1) + "\nend\n";
        row("chain", images("b49", chain), "own.net:92:2: more than 20 blocks call each other.");
    }

    void saysWhichLayerRefusesItsInputAndWhy()
    {
        QFETCH(QString, text);
        QFETCH(QString, said);
        const auto counted = tryCount(text.toStdString());
        QVERIFY(!counted);
        const QString message = QString::fromStdString(counted.error().message);
        QVERIFY2(message.startsWith(said), qPrintable(message));
    }

    void refusesSizesThatTheNetworkHasNot_data()
    {
        QTest::addColumn<qulonglong>("image");
        QTest::addColumn<qulonglong>("sequence");
        QTest::addColumn<qulonglong>("classes");
        QTest::addColumn<QString>("said");
        constexpr qulonglong none = ~0ULL;
        QTest::newRow("0") << 0ULL << none << none << "Own: image size is 0; it must be from 1 to 1,000,000.";
        QTest::newRow("huge") << 1000001ULL << none << none
                              << "Own: image size is 1000001; it must be from 1 to 1,000,000.";
        QTest::newRow("sequence") << none << 128ULL << none << "Own has no sequence length; leave it out.";
        QTest::newRow("classes") << none << none << 10ULL << "Own has no number of classes; leave it out.";
    }

    void refusesSizesThatTheNetworkHasNot()
    {
        QFETCH(qulonglong, image);
        QFETCH(qulonglong, sequence);
        QFETCH(qulonglong, classes);
        QFETCH(QString, said);
        const auto given = [](qulonglong size) {
            return size == ~0ULL ? std::nullopt : std::optional<std::uint64_t>(size);
        };
        const auto counted = tryCount(images("relu"), {given(image), given(sequence), given(classes)});
        QVERIFY(!counted);
        QCOMPARE(QString::fromStdString(counted.error().message), said);
    }
};

QTEST_APPLESS_MAIN(CountNetworkTest)
#include "tst_count_network.moc"
