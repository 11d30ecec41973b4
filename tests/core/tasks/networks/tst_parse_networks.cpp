// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/count_network.h"
#include "core/tasks/networks/network_catalogue.h"

#include <QTest>
#include <random>

using namespace wattline;

namespace {

/// What the parser says of a text; empty where it takes it.
QString saidOf(const std::string& text)
{
    const auto file = parseNetworks(text, "own.net");
    return file ? QString() : QString::fromStdString(file.error().message);
}

std::string network(const std::string& layers)
{
    return "network Own\n  image 32 channels 3\n" + layers + "\nend\n";
}

} // namespace

class ParseNetworksTest : public QObject {
    Q_OBJECT

private slots:
    void readsHeaderBlocksAndLayers()
    {
        const auto file = parseNetworks("\xef\xbb\xbf# a comment\r\n"
                                        "block pair width activation\r\n"
                                        "  conv 2*width kernel 3 stride 1+1 pad 1 bias # another\r\n"
                                        "  activation\r\n"
                                        "end\r\n"
                                        "network Own-1\n"
                                        "  also mine my/own\n"
                                        "  source A. Person, On Nets\n"
                                        "  image 64 channels 3\n"
                                        "  classes 10\n"
                                        "  repeat 2\n"
                                        "    pair 4 relu\n"
                                        "  end\n"
                                        "end",
                                        "own.net");
        QVERIFY2(file.hasValue(), file ? "" : file.error().message.c_str());
        const NetworkDescription& own = file->networks.at(0);
        QCOMPARE(own.name, std::string("Own-1"));
        QCOMPARE(own.otherNames, (std::vector<std::string>{"mine", "my/own"}));
        QCOMPARE(own.source, std::string("A. Person, On Nets"));
        QCOMPARE(own.usualSize, std::uint64_t{64});
        QCOMPARE(own.inputChannels, std::uint64_t{3});
        QCOMPARE(*own.usualClasses, std::uint64_t{10});
        QCOMPARE(file->blocks.at(0).parameters, (std::vector<std::string>{"width", "activation"}));
        const NetworkStatement& conv = file->blocks[0].body.at(0);
        QCOMPARE(conv.place.line, std::size_t{3});
        QCOMPARE(conv.arguments.size(), std::size_t{5});
        QCOMPARE(conv.arguments[0].value.text, std::string("2*width"));
        QCOMPARE(conv.arguments[0].value.place.column, std::size_t{8});
        QVERIFY(conv.arguments[4].isFlag);
        QCOMPARE(own.body.at(0).body.at(0).word, std::string("pair"));
    }

    void computesWithPrecedenceAndBrackets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qulonglong>("value");
        QTest::newRow("number") << "17" << 17ULL;
        QTest::newRow("product before sum") << "2+3*4" << 14ULL;
        QTest::newRow("from the left") << "20-5-3" << 12ULL;
        QTest::newRow("division") << "24/4/3" << 2ULL;
        QTest::newRow("brackets") << "(2+3)*(n-1)" << 30ULL;
    }

    void computesWithPrecedenceAndBrackets()
    {
        QFETCH(QString, text);
        QFETCH(qulonglong, value);
        const auto expression = parseSize(text.toStdString(), {1, 1}, "own.net");
        QVERIFY(expression.hasValue());
        const auto size = sizeOf(
            *expression, [](std::string_view) { return std::optional<std::uint64_t>(7); }, "own.net");
        QVERIFY(size.hasValue());
        QCOMPARE(qulonglong{*size}, value);
    }

    void refusesWhatHasNoWholeValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("below 0") << "3-4"
                                 << "3 - 4 is below 0";
        QTest::newRow("remainder") << "7/2"
                                   << "7 / 2 is no whole number";
        QTest::newRow("by zero") << "7/0"
                                 << "7 / 0 is no whole number";
        QTest::newRow("too large") << "100000*100000"
                                   << "its value exceeds 1,000,000,000";
        QTest::newRow("no value") << "2*n"
                                  << "\"n\" has no value here";
    }

    void refusesWhatHasNoWholeValue()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        const auto expression = parseSize(text.toStdString(), {4, 9}, "own.net");
        QVERIFY(expression.hasValue());
        const auto size = sizeOf(
            *expression, [](std::string_view) { return std::optional<std::uint64_t>(); }, "own.net");
        QVERIFY(!size);
        QCOMPARE(QString::fromStdString(size.error().message),
                 QStringLiteral("own.net:4:9: \"%1\" cannot be computed: %2.").arg(text, reason));
    }

    void namesTheFaultItsLineAndItsColumn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const std::string& text, const char* said) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(said);
        };
        row("empty", "", "own.net: describes no network");
        row("comments", "# nothing\n\n", "own.net: describes no network");
        row("outside", "conv 3\n", "own.net:1:1: \"conv\" stands outside of any block or network.");
        row("nameless", "network\n", "own.net:1:1: a name must follow \"network\".");
        row("two words", "network Own Net\n", "own.net:1:13: a network's name is one word.");
        row("nothing read", "network Own\nrelu\nend", "own.net:1:9: what the network reads must stand before");
        row("read twice", "network Own\nimage 3 channels 3\nsequence 8\n",
            "own.net:3:1: what the network reads is said");
        row("bad image", "network Own\nimage 32\n", "own.net:2:1: the line must read \"image SIDE channels COUNT\".");
        row("image of 0", "network Own\nimage 0 channels 3\n", "own.net:2:7: \"0\" is no number above 0.");
        row("no end", "network Own\nimage 8 channels 3\n  relu\n", "own.net:1:1: \"network\" has no \"end\".");
        row("empty body", network("  repeat 3\n  end"), "own.net:4:3: \"repeat\" on line 3 holds no layer.");
        row("end too many", network("  relu\nend"), "own.net:5:1: \"end\" stands outside of any block or network.");
        row("unknown layer", network("  cnov 3 kernel 3"),
            "own.net:3:3: \"cnov\" is no layer and no block above this line. Did you mean conv?");
        row("no kernel", network("  conv 64"), "own.net:3:3: conv needs its kernel: write kernel and a number.");
        row("no channels", network("  conv"), "own.net:3:3: conv needs a number behind it: its channels.");
        row("unknown option", network("  conv 64 kernel 3 dilation 2"),
            "own.net:3:20: conv has no \"dilation\"; it takes kernel, stride, pad, groups, bias, unseen.");
        row("said twice", network("  conv 64 kernel 3 kernel 3"), "own.net:3:20: kernel is said twice.");
        row("number missing", network("  conv 64 kernel"), "own.net:3:11: a number must follow kernel.");
        row("no number", network("  conv many kernel 3"), "own.net:3:8: \"many\" is no parameter of the block");
        row("fraction", network("  conv 1.5 kernel 3"), "own.net:3:9: an operator (+ - * /) is wanted here");
        row("half an expression", network("  conv 2* kernel 3"), "own.net:3:10: a whole number or a name is wanted");
        row("open bracket", network("  conv (2+3 kernel 3"), "own.net:3:12: a closing bracket is wanted here");
        row("huge number", network("  conv 99999999999999999999 kernel 3"), "own.net:3:8: the number exceeds");
        row("deep brackets", network("  conv " + std::string(60, '(')), "own.net:3:58: fewer brackets within");
        row("shortcut outside", network("  relu\n  shortcut\n  relu\n  end"), "own.net:4:3: \"shortcut\" belongs into");
        row("shortcut of a gate", network("  gate\n  relu\n  shortcut\n  relu\n  end"),
            "own.net:5:3: \"shortcut\" belongs");
        row("two shortcuts", network("  residual\n  relu\n  shortcut\n  relu\n  shortcut\n  relu\n  end"),
            "own.net:7:3: a residual has one shortcut.");
        row("block of itself", "block b\n  b\nend\n", "own.net:2:3: \"b\" is no layer and no block above this line.");
        row("block twice", "block b\n  relu\nend\nblock b\n  relu\nend\n",
            "own.net:4:7: there is a block b already, on line 1");
        row("block called conv", "block conv\n", "own.net:1:7: \"conv\" has a meaning of its own");
        row("parameter called side", "block b side\n", "own.net:1:9: \"side\" has a meaning of its own");
        row("no name", "block 3x3\n", "own.net:1:7: \"3x3\" is no name");
        row("too few given", "block b n m\n relu\nend\n" + network("  b 3"),
            "own.net:6:3: block b takes 2 (n, m), but 1 is given.");
        row("one name for two", network("relu") + "network OWN\n",
            "own.net:5:9: \"OWN\" names a network already, on line 1");
        row("binary", std::string("network Own\n\x01\x02\0", 14), "own.net:2:1: holds a control byte");
        row("long word", network("  " + std::string(65, 'a')), "own.net:3:3: the word \"aaa");
        row("too large", std::string((1U << 20U) + 1, '#'), "own.net: has 1,048,577 bytes;");
        std::string many;
        for (int i = 0; i <= 200; ++i)
            many += "block b" + std::to_string(i) + "\n relu\nend\n";
        row("many blocks", many, "own.net:601:1: there are more than 200 blocks.");
        std::string deep;
        for (int i = 0; i < 60; ++i)
            deep += "repeat 1\n";
        row("deep", network(deep), "own.net:53:1: more than 50 statements stand within each other.");
    }

    void namesTheFaultItsLineAndItsColumn()
    {
        QFETCH(QString, text);
        QFETCH(QString, said);
        const QString message = saidOf(text.toStdString());
        QVERIFY2(message.startsWith(said), qPrintable(message));
        QVERIFY2(message.contains(QLatin1Char(' ')), qPrintable(message));
    }

    void damagedDescriptionsAreReadOrRefusedWithAPlace()
    {
        std::mt19937 random(7);
        const auto below = [&random](std::size_t bound) { return random() % bound; };
        for (int round = 0; round < 400; ++round) {
            const std::span<const CatalogueText> texts = catalogueTexts();
            std::string text(texts[below(texts.size())].text);
            for (std::size_t damage = 0; damage <= below(4); ++damage) {
                const std::size_t begin = below(text.size());
                const std::string part = text.substr(begin, below(30));
                switch (below(3)) {
                case 0:
                    text.erase(begin, part.size());
                    break;
                case 1:
                    text.insert(below(text.size()), part);
                    break;
                default:
                    text[begin] = static_cast<char>(below(256));
                }
            }
            const auto file = parseNetworks(text, "own.net");
            if (!file) {
                QVERIFY2(file.error().message.starts_with("own.net:"), file.error().message.c_str());
                continue;
            }
            for (const NetworkDescription& network : file->networks) {
                const auto count = countNetwork(*file, network);
                QVERIFY2(count || count.error().message.starts_with("own.net:") ||
                             count.error().message.starts_with(network.name),
                         count ? "" : count.error().message.c_str());
            }
        }
    }

    void namesTheFileThatIsNotThere()
    {
        const auto file = readNetworks("/nowhere/own.net");
        QVERIFY(!file);
        QVERIFY(file.error().kind == ErrorKind::Io);
        QVERIFY(file.error().message.starts_with("/nowhere/own.net: "));
    }
};

QTEST_APPLESS_MAIN(ParseNetworksTest)
#include "tst_parse_networks.moc"
