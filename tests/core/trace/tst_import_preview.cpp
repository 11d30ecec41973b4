// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/import_preview.h"

#include "tests/support/parsed_traces.h"

#include <QTest>

using namespace wattline;
using namespace wattline::test;

namespace {

Result<ImportPreview> preview(const QByteArray& text, const ReadOptions& options = {})
{
    const auto size = static_cast<std::size_t>(text.size());
    return previewBytes({text.constData(), size}, "run.csv", size, options);
}

const QByteArray TwoGpus = "timestamp, index, name, power.draw [W], power.limit [W], utilization.gpu [%], pstate\n"
                           "2023/07/08 19:28:27.236, 0, A100, 60.00 W, 400.00 W, 97 %, P0\n"
                           "2023/07/08 19:28:27.238, 1, A100, [N/A], 400.00 W, 98 %, P0\n"
                           "2023/07/08 19:28:28.236, 0, A100, 61.00 W, 400.00 W, 97 %, P0\n"
                           "2023/07/08 19:28:28.238, 1, A100, 71.00 W, 400.00 W, 98 %, P0\n";

} // namespace

class ImportPreviewTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatEachColumnWasTakenAs()
    {
        const auto seen = preview(TwoGpus);
        QVERIFY(seen.hasValue());
        QVERIFY2(seen->problem.empty(), seen->problem.c_str());
        QCOMPARE(seen->form, TraceForm::SmiCsv);
        QCOMPARE(seen->columns.size(), std::size_t{7});
        const ColumnRole roles[] = {ColumnRole::Time,       ColumnRole::GpuId, ColumnRole::GpuName, ColumnRole::Power,
                                    ColumnRole::PowerLimit, ColumnRole::Side,  ColumnRole::Unknown};
        for (std::size_t i = 0; i < 7; ++i)
            QVERIFY2(seen->columns[i].role == roles[i], seen->columns[i].name.c_str());
        QCOMPARE(seen->columns[3].name, std::string("power.draw"));
        QCOMPARE(seen->columns[3].unit, std::string("W"));
        QVERIFY((seen->gpus == std::vector<std::string>{"0", "1"}));
        QCOMPARE(seen->rows.size(), std::size_t{4});
        QCOMPARE(seen->rows[1].line, std::size_t{3});
        QCOMPARE(seen->rows[1].cells[3], std::string("[N/A]"));
        QCOMPARE(seen->rows[1].reject, std::string("\"[N/A]\" is not a power reading."));
        QVERIFY(seen->rows[2].reject.empty());
        QVERIFY(seen->timeExample.find("2023-07-08 19:28:27.236") != std::string::npos);
        QVERIFY(!seen->needsInterval);
        QCOMPARE(seen->recordings, std::size_t{1});
        QCOMPARE(seen->issues.front().line, std::size_t{3}); // the rejected cell, with its reason
        QVERIFY(seen->isWhole);
    }

    void everyFormHasAScoreAndAReasonTheBestFirst()
    {
        const auto seen = preview(TwoGpus);
        QCOMPARE(seen->candidates.size(), std::size_t{8});
        QCOMPARE(seen->candidates.front().form, TraceForm::SmiCsv);
        for (std::size_t i = 0; i < seen->candidates.size(); ++i) {
            QVERIFY(!seen->candidates[i].reason.empty());
            QVERIFY(i == 0 || seen->candidates[i].score <= seen->candidates[i - 1].score);
        }
    }

    void theAnalystOverrulesIt()
    {
        ReadOptions options;
        options.powerColumn = "power.limit";
        options.gpuColumn = "none";
        const auto seen = preview(TwoGpus, options);
        QVERIFY(seen.hasValue());
        QCOMPARE(seen->columns[4].role, ColumnRole::Power);
        QVERIFY((seen->gpus == std::vector<std::string>{"0"}));
    }

    void whatCannotBeReadIsShownWithItsProblem()
    {
        const auto noTime = preview("power.draw [W]\n13.61 W\n13.70 W\n");
        QVERIFY(noTime.hasValue());
        QVERIFY(noTime->needsInterval);
        QVERIFY(noTime->problem.find("--interval") != std::string::npos);
        QCOMPARE(noTime->columns[0].role, ColumnRole::Power);
        const auto prose = preview("Dear reader,\nno numbers here.\n");
        QVERIFY(prose.hasValue());
        QVERIFY(!prose->problem.empty());
        QCOMPARE(prose->rows[1].cells[0], std::string("no numbers here."));
        QCOMPARE(prose->recordings, std::size_t{0});
    }

    void aColumnThatIsNotThereLeavesTheOthersShown()
    {
        ReadOptions options;
        options.powerColumn = "nowhere";
        const auto seen = preview(TwoGpus, options);
        QVERIFY(seen.hasValue());
        QVERIFY(seen->problem.find("nowhere") != std::string::npos);
        QCOMPARE(seen->columns.size(), std::size_t{7});
    }

    void otherFormsAreShownAsTables()
    {
        const auto seen = preview("{\"t\": 1688844507, \"gpu\": 0, \"power\": 60}\n{\"t\": 1688844508, \"gpu\": 0, "
                                  "\"power\": 61}\n");
        QVERIFY(seen.hasValue());
        QCOMPARE(seen->form, TraceForm::JsonLines);
        QCOMPARE(seen->columns[2].name, std::string("power"));
        QCOMPARE(seen->columns[2].role, ColumnRole::Power);
        QCOMPARE(seen->rows[1].cells[2], std::string("61"));
    }

    void theTimeIsShownAsItIsRead()
    {
        const auto seen = preview("time,power\n07/08/2023 10:00:00,60\n13/08/2023 10:00:00,61\n");
        QVERIFY(seen.hasValue());
        QVERIFY2(seen->timeExample.find("2023-08-07 10:00:00") != std::string::npos, seen->timeExample.c_str());
    }

    void theBeginningOfALargeFileSuffices()
    {
        const QByteArray head = TwoGpus + "2023/07/08 19:28:29.2";
        const auto seen = previewBytes({head.constData(), static_cast<std::size_t>(head.size())}, "run.csv", 1 << 30);
        QVERIFY(seen.hasValue());
        QVERIFY(!seen->isWhole);
        QCOMPARE(seen->bytes, std::size_t{1} << 30);
        QVERIFY(std::none_of(seen->issues.begin(), seen->issues.end(),
                             [](const Issue& issue) { return issue.kind == IssueKind::Truncated; }));
    }

    void aFileThatIsNoTextIsAnError()
    {
        QCOMPARE(preview(QByteArray("\x7f"
                                    "ELF\x02\x01\x01\x03\x04\x05\x06",
                                    11))
                     .error()
                     .kind,
                 ErrorKind::Format);
        QCOMPARE(previewImport("/nowhere/run.csv").error().kind, ErrorKind::Io);
    }
};

QTEST_GUILESS_MAIN(ImportPreviewTest)
#include "tst_import_preview.moc"
