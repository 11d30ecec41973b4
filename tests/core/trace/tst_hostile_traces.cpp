// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/trace/read_trace.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <string>

using namespace wattline;

namespace {

/// A good recording of two GPUs, 40 ticks.
std::string goodRecording()
{
    std::string text = "timestamp, index, name, power.draw [W], power.limit [W]\n";
    for (int tick = 0; tick < 40; ++tick) {
        for (int gpu = 0; gpu < 2; ++gpu)
            text += "2023/07/08 19:28:" + std::to_string(10 + tick) + ".00" + std::to_string(gpu) + ", " +
                    std::to_string(gpu) + ", NVIDIA A100, " + std::to_string(100 + tick) + ".25 W, 400.00 W\n";
    }
    return text;
}

/// What holds of any recording that could be read, however odd the file.
bool isSound(const Result<Trace>& trace)
{
    if (!trace)
        return trace.error().message.starts_with("odd.csv") && trace.error().message.ends_with(".");
    return !trace->gpus.empty() && std::all_of(trace->gpus.begin(), trace->gpus.end(), [](const GpuTrace& gpu) {
        const PowerSeries& power = gpu.power;
        return power.timeSeconds.size() == power.powerWatts.size() && !power.empty() &&
               std::is_sorted(power.timeSeconds.begin(), power.timeSeconds.end()) && power.timeSeconds.front() >= 0.0 &&
               std::isfinite(power.timeSeconds.back()) &&
               std::none_of(power.powerWatts.begin(), power.powerWatts.end(),
                            [](float watts) { return std::isinf(watts) || watts < 0.0F; });
    });
}

} // namespace

class HostileTracesTest : public QObject {
    Q_OBJECT

private slots:
    void everyPrefixOfAGoodFileIsReadOrRefused()
    {
        const std::string good = goodRecording();
        std::size_t samplesBefore = 0;
        for (std::size_t length = 0; length <= good.size(); ++length) {
            const auto trace = parseTrace(std::string_view(good).substr(0, length), "odd.csv");
            QVERIFY2(isSound(trace), qPrintable(QString("prefix of %1 bytes").arg(length)));
            std::size_t samples = 0;
            for (std::size_t gpu = 0; trace && gpu < trace->gpus.size(); ++gpu)
                samples += trace->gpus[gpu].power.size();
            QVERIFY2(samples >= samplesBefore && samples <= 80, qPrintable(QString("prefix of %1 bytes").arg(length)));
            samplesBefore = samples;
        }
        QCOMPARE(samplesBefore, std::size_t{80});
    }

    void randomBytesAreReadOrRefused()
    {
        RandomStream chance(1);
        for (int round = 0; round < 3000; ++round) {
            std::string bytes(chance.below(400), '\0');
            for (char& c : bytes)
                c = static_cast<char>(chance.below(256));
            QVERIFY2(isSound(parseTrace(bytes, "odd.csv")), qPrintable(QString("round %1").arg(round)));
        }
    }

    void randomWordsOfRecordingsAreReadOrRefused()
    {
        constexpr const char* Words[] = {"timestamp",
                                         "power.draw [W]",
                                         "index",
                                         "60.5 W",
                                         "[N/A]",
                                         ",",
                                         ",",
                                         ",",
                                         "\n",
                                         "\n",
                                         "\r\n",
                                         "\"",
                                         "\t",
                                         ";",
                                         "2023/07/08 19:28:27.5",
                                         "1688844507",
                                         "-1",
                                         "#",
                                         "9e99",
                                         "9223372036854775807",
                                         "-9223372036854775808",
                                         "0",
                                         " "};
        RandomStream chance(2);
        ReadOptions interval;
        interval.intervalSeconds = 0.5;
        for (int round = 0; round < 6000; ++round) {
            std::string text = chance.below(2) == 0 ? "timestamp,index,power.draw [W]\n" : "";
            for (std::uint64_t words = chance.below(60); words > 0; --words)
                text += Words[chance.below(std::size(Words))];
            QVERIFY2(isSound(parseTrace(text, "odd.csv", chance.below(2) == 0 ? interval : ReadOptions())),
                     qPrintable(QString("round %1: %2").arg(round).arg(QString::fromStdString(text))));
        }
    }

    void aGoodFileWithDamagedBytesIsReadOrRefused()
    {
        const std::string good = goodRecording();
        RandomStream chance(3);
        for (int round = 0; round < 1500; ++round) {
            std::string damaged = good;
            for (std::uint64_t hits = 1 + chance.below(20); hits > 0; --hits)
                damaged[chance.below(damaged.size())] = static_cast<char>(chance.below(256));
            QVERIFY2(isSound(parseTrace(damaged, "odd.csv")), qPrintable(QString("round %1").arg(round)));
        }
    }
};

QTEST_GUILESS_MAIN(HostileTracesTest)
#include "tst_hostile_traces.moc"
