// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"
#include "core/data/marked_cells.h"

#include <QTest>
#include <cmath>

using namespace wattline;

class ReadDatasetTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTextAndNumbersOfEachColumn()
    {
        const auto dataset = parseDataset("model,flops,note\nViT,4.1e9,a\nVGG,,\n", "d.csv");
        QVERIFY(dataset.hasValue());
        QCOMPARE(dataset->rowCount(), std::size_t{2});
        QVERIFY(!dataset->find("model")->isNumeric());
        QCOMPARE(dataset->find("flops")->numbers[0], 4.1e9);
        QVERIFY(std::isnan(dataset->find("flops")->numbers[1]));
        QCOMPARE(dataset->find("flops")->text[0], std::string("4.1e9"));
        QVERIFY(dataset->find("nothing") == nullptr);
    }

    void writingAndReadingGivesTheSameCells()
    {
        const auto dataset = parseDataset("model,x\n\"a, \"\"b\"\"\",0.1\nc,\n", "d.csv");
        QVERIFY(dataset.hasValue());
        const auto again = parseDataset(datasetCsv(*dataset), "again.csv");
        QVERIFY(again.hasValue());
        for (std::size_t c = 0; c < 2; ++c)
            QCOMPARE(again->columns[c].text, dataset->columns[c].text);
    }

    void writesWhereItsRowsComeFrom()
    {
        Dataset dataset;
        dataset.columns = {columnOf("x", {"1", "2"})};
        dataset.provenance = {{{"r1", "r2"}, {"r1.csv", "r2.csv"}, {"x", "y"}, {}},
                              {{"r3"}, {}, {}, {"params", "flops"}}};
        QCOMPARE(datasetCsv(dataset),
                 std::string("x,runs,source,measured,filled\n1,r1;r2,trace,x;y,\n2,r3,given,,params;flops\n"));
    }

    void knowsTheMeasuredAndFilledCellsOfABuildAndOfAFile()
    {
        Dataset built;
        built.columns = {columnOf("x", {"1", "2"})};
        built.provenance = {{{"r1"}, {}, {}, {"params", "flops"}}, {{"r2"}, {}, {"x"}, {}}};
        const auto read = parseDataset(datasetCsv(built), "again.csv");
        QVERIFY(read.hasValue());
        for (const Dataset* dataset : std::initializer_list<const Dataset*>{&built, &*read}) {
            QCOMPARE(filledColumns(*dataset, 0), (std::vector<std::string>{"params", "flops"}));
            QVERIFY(filledColumns(*dataset, 1).empty());
            QVERIFY(measuredColumns(*dataset, 0).empty());
            QCOMPARE(measuredColumns(*dataset, 1), std::vector<std::string>{"x"});
            QVERIFY(tellsMeasured(*dataset));
        }
        const auto plain = parseDataset("x,measured\n1,2\n", "plain.csv");
        QVERIFY(filledColumns(*plain, 0).empty());
        QVERIFY(!tellsMeasured(*plain));
    }

    void saysWhatIsWrongWithAFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << QByteArray("") << "d.csv: is empty";
        QTest::newRow("binary") << QByteArray("a,b\n\x7f\x45\0\1,2\n", 10) << "d.csv:2: holds a NUL byte";
        QTest::newRow("header alone") << QByteArray("a,b\n") << "d.csv: has a header but no rows";
        QTest::newRow("cells missing") << QByteArray("a,b\n1,2\n3\n") << "d.csv:3: 1 values where the header names 2";
        QTest::newRow("a name twice") << QByteArray("a,a\n1,2\n") << "d.csv: two columns are named \"a\"";
    }
    void saysWhatIsWrongWithAFile()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto dataset = parseDataset({text.constData(), static_cast<std::size_t>(text.size())}, "d.csv");
        QVERIFY(!dataset.hasValue());
        QVERIFY2(QString::fromStdString(dataset.error().message).startsWith(message), dataset.error().message.c_str());
    }

    void filtersByTextAndByNumber()
    {
        const auto dataset = parseDataset("model,gpus,x\nViT,4,1\nVGG,4.0,n/a\nViT,1,3\n", "d.csv");
        QVERIFY(dataset.hasValue());
        const auto some = filterRows(*dataset, {{"model", "ViT"}, {"gpus", "4"}});
        QVERIFY(some.hasValue());
        QCOMPARE(some->rowCount(), std::size_t{1});
        QVERIFY2(some->find("x")->isNumeric(), "the text cell was filtered out");
        const auto four = filterRows(*dataset, {{"gpus", "4"}});
        QVERIFY(four.hasValue());
        QCOMPARE(four->rowCount(), std::size_t{2});
        QCOMPARE(four->places[1].line, std::size_t{3});
        QCOMPARE(four->rowsBeforeFilter, std::size_t{3});
    }

    void namesTheColumnsOrValuesThatAreThereWhenFilteringFindsNone()
    {
        const auto dataset = parseDataset("model,gpus\nViT,4\nVGG,1\n", "d.csv");
        QVERIFY(dataset.hasValue());
        const auto noColumn = filterRows(*dataset, {{"modell", "ViT"}});
        QVERIFY(!noColumn.hasValue());
        QCOMPARE(noColumn.error().message,
                 std::string("d.csv: has no column \"modell\"; its columns are model, gpus."));
        const auto noRow = filterRows(*dataset, {{"model", "BERT"}});
        QVERIFY(!noRow.hasValue());
        QCOMPARE(noRow.error().message,
                 std::string("d.csv: no row is left where model is \"BERT\"; the column holds VGG, ViT."));
    }
};

QTEST_GUILESS_MAIN(ReadDatasetTest)
#include "tst_read_dataset.moc"
