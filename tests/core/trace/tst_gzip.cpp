// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gunzip.h"

#include "tests/support/parsed_traces.h"

#include <QTest>
#include <zlib.h>

using namespace wattline;
using namespace wattline::test;

namespace {

/// The bytes as one gzip member.
QByteArray packed(const QByteArray& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray rows(int first, int count)
{
    QByteArray text;
    for (int i = first; i < first + count; ++i)
        text += QByteArray::number(i) + ',' + QByteArray::number(100 + i * 7919 % 101) + ".25\n";
    return text;
}

const QByteArray Head = "time [s],power [W]\n";

} // namespace

class GzipTest : public QObject {
    Q_OBJECT

private slots:
    void readsAPackedRecordingAsTheUnpacked()
    {
        const QByteArray text = Head + rows(0, 2000);
        const auto trace = parse(packed(text));
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QVERIFY(trace->issues.empty());
        QCOMPARE(wattsOf(*trace), wattsOf(*parse(text)));
        QCOMPARE(trace->bytes, static_cast<std::size_t>(packed(text).size()));
    }

    void membersOneAfterTheOtherAreOneText()
    {
        const auto trace = parse(packed(Head + rows(0, 10)) + packed(rows(10, 10)) + QByteArray(20, '\0'));
        QVERIFY(trace.hasValue());
        QCOMPARE(trace->gpus[0].power.size(), std::size_t{20});
        QVERIFY(trace->issues.empty());
    }

    void aCutFileGivesWhatItHolds()
    {
        const QByteArray whole = packed(Head + rows(0, 5000));
        const auto trace = parse(whole.left(whole.size() / 2));
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QVERIFY(trace->gpus[0].power.size() > 1000 && trace->gpus[0].power.size() < 5000);
        QVERIFY(std::any_of(trace->issues.begin(), trace->issues.end(), [](const Issue& issue) {
            return issue.message.find("gzip file ends in the middle") != std::string::npos;
        }));
    }

    void aDamagedFileGivesWhatCameBefore()
    {
        QByteArray bytes = packed(Head + rows(0, 50000));
        for (qsizetype i = bytes.size() / 2; i < bytes.size() / 2 + 60; ++i)
            bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
        const auto trace = parse(bytes);
        QVERIFY2(trace.hasValue(), trace ? "" : trace.error().message.c_str());
        QVERIFY(trace->gpus[0].power.size() > 1000);
        QVERIFY(issueOf(*trace, IssueKind::Truncated) != nullptr);
    }

    void nothingButAHeaderIsRefused()
    {
        const auto trace = parse(packed(Head + rows(0, 10)).left(12));
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Format);
    }

    void unpackingStopsAtTheLimit()
    {
        const QByteArray bomb = packed(QByteArray(64 << 20, ' '));
        const auto unpacked = gunzip({bomb.constData(), static_cast<std::size_t>(bomb.size())}, 1000);
        QVERIFY(unpacked.hasValue());
        QCOMPARE(unpacked->end, UnpackEnd::Limit);
        QCOMPARE(unpacked->bytes.size(), std::size_t{1000});
    }

    void aBombIsRefused()
    {
        QByteArray bomb = packed(QByteArray(64 << 20, ' '));
        const auto trace = parse(bomb + bomb + bomb + bomb + bomb);
        QVERIFY(!trace.hasValue());
        QVERIFY(trace.error().message.find("256 MiB") != std::string::npos);
    }

    void stopsWhenAsked()
    {
        const QByteArray bytes = packed(Head + rows(0, 10));
        std::stop_source stop;
        stop.request_stop();
        const auto trace = parseTrace({bytes.constData(), static_cast<std::size_t>(bytes.size())}, "run.csv", {},
                                      {stop.get_token(), {}, 1});
        QVERIFY(!trace.hasValue());
        QCOMPARE(trace.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(GzipTest)
#include "tst_gzip.moc"
