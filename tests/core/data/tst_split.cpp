// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/data/split.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace wattline;
using Rows = std::vector<std::size_t>;

class SplitTest : public QObject {
    Q_OBJECT

    nlohmann::json m_reference;
    QTemporaryDir m_folder;

    std::filesystem::path fileWith(const std::string& text)
    {
        std::filesystem::path path = m_folder.filePath("rows.txt").toStdString();
        if (!writeFileAtomically(path, text))
            qFatal("cannot write %s", path.c_str());
        return path;
    }

private slots:
    void initTestCase()
    {
        const auto text = readFile(WATTLINE_TEST_DATA "/data/split459.json");
        QVERIFY(text.hasValue());
        m_reference = nlohmann::json::parse(*text);
    }

    void holdOutSplitOf459RowsIsScikitLearns()
    {
        const Split split = holdOutSplit(459, 42);
        QCOMPARE(split.train, m_reference["train"].get<Rows>());
        QCOMPARE(split.validation, m_reference["validation"].get<Rows>());
        QCOMPARE(split.test, m_reference["test"].get<Rows>());
    }

    void foldsOf459RowsAreScikitLearns()
    {
        const std::vector<Fold> folds = kFolds(459, 5, 42);
        QCOMPARE(folds.size(), std::size_t{5});
        for (std::size_t f = 0; f < 5; ++f) {
            QCOMPARE(folds[f].held, m_reference["folds"][f].get<Rows>());
            QCOMPARE(folds[f].train.size() + folds[f].held.size(), std::size_t{459});
        }
    }

    void everyRowIsInOnePartOnly_data()
    {
        QTest::addColumn<int>("rows");
        for (int rows : {5, 6, 9, 10, 11, 100, 459, 1000})
            QTest::addRow("%d rows", rows) << rows;
    }
    void everyRowIsInOnePartOnly()
    {
        QFETCH(int, rows);
        const Split split = holdOutSplit(static_cast<std::size_t>(rows), 7);
        Rows all = split.train;
        all.insert(all.end(), split.validation.begin(), split.validation.end());
        all.insert(all.end(), split.test.begin(), split.test.end());
        std::sort(all.begin(), all.end());
        QCOMPARE(all.size(), static_cast<std::size_t>(rows));
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i], i);
        QVERIFY(!split.test.empty());
    }

    void givenTestRowsLeaveANinthOfTheRestForValidation()
    {
        const Rows test = m_reference["test"].get<Rows>();
        const Split split = splitWithTestRows(459, test, 42);
        QCOMPARE(split.test, test);
        QCOMPARE(split.validation.size(), std::size_t{46}); // ceil(413 / 9)
        QCOMPARE(split.train.size(), std::size_t{367});
        for (std::size_t row : test) {
            QVERIFY(std::find(split.train.begin(), split.train.end(), row) == split.train.end());
            QVERIFY(std::find(split.validation.begin(), split.validation.end(), row) == split.validation.end());
        }
    }

    void anotherSeedGivesAnotherSplit() { QVERIFY(holdOutSplit(459, 42).test != holdOutSplit(459, 43).test); }

    void readsOneTestSetALine()
    {
        const auto splits = readTestRows(fileWith("3, 1,2\r\n\n9 0\n"), 10);
        QVERIFY(splits.hasValue());
        QCOMPARE(*splits, (std::vector<Rows>{{3, 1, 2}, {9, 0}}));
    }

    void namesTheLineOfTestRowsThatCannotBe_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("a word") << QByteArray("1 2\n3 four\n") << "rows.txt:2: \"four\" is not a row number";
        QTest::newRow("negative") << QByteArray("-1\n") << "rows.txt:1: \"-1\" is not a row number";
        QTest::newRow("a fraction") << QByteArray("1.5\n") << "rows.txt:1: \"1.5\" is not a row number";
        QTest::newRow("beyond any integer") << QByteArray("99999999999999999999\n") << "is not a row number";
        QTest::newRow("beyond the table") << QByteArray("10\n") << "rows.txt:1: row 10 lies beyond the table; its rows";
        QTest::newRow("twice") << QByteArray("1 2 1\n") << "rows.txt:1: row 1 is named twice";
        QTest::newRow("empty") << QByteArray("\n\n") << "rows.txt: names no rows";
        QTest::newRow("binary") << QByteArray("\0\1\2\xff", 4) << "rows.txt:1:";
    }
    void namesTheLineOfTestRowsThatCannotBe()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto splits = readTestRows(fileWith(text.toStdString()), 10);
        QVERIFY(!splits.hasValue());
        QVERIFY2(QString::fromStdString(splits.error().message).contains(message), splits.error().message.c_str());
    }

    void aMissingFileOfTestRowsIsNamed()
    {
        const auto splits = readTestRows("/nowhere/rows.txt", 10);
        QVERIFY(!splits.hasValue());
        QCOMPARE(splits.error().kind, ErrorKind::Io);
        QVERIFY(splits.error().message.find("/nowhere/rows.txt") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SplitTest)
#include "tst_split.moc"
