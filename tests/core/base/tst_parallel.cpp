// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <QTest>
#include <atomic>
#include <new>

using namespace wattline;

class ParallelTest : public QObject {
    Q_OBJECT

private slots:
    void visitsEachItemOnceOnAnyNumberOfThreads_data()
    {
        QTest::addColumn<unsigned>("threads");
        QTest::newRow("1") << 1U;
        QTest::newRow("3") << 3U;
        QTest::newRow("every core") << 0U;
    }
    void visitsEachItemOnceOnAnyNumberOfThreads()
    {
        QFETCH(unsigned, threads);
        std::vector<std::atomic<int>> visits(1000);
        RunContext context;
        context.threads = threads;
        QVERIFY(parallelFor(visits.size(), context, [&](std::size_t i) { ++visits[i]; }));
        QVERIFY(std::all_of(visits.begin(), visits.end(), [](const auto& v) { return v == 1; }));
    }

    void throwsOnWhatAnItemThrows()
    {
        RunContext context;
        context.threads = 2;
        std::atomic<std::size_t> visits{0};
        const auto loop = [&] {
            return parallelFor(100000, context, [&](std::size_t) {
                ++visits;
                throw std::bad_alloc();
            });
        };
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(loop()), std::bad_alloc);
        QVERIFY(visits <= 2);
    }

    void leavesTheRestOutAfterAStop()
    {
        std::stop_source source;
        RunContext context;
        context.stop = source.get_token();
        context.threads = 2;
        std::atomic<std::size_t> visits{0};
        const bool finished = parallelFor(100000, context, [&](std::size_t i) {
            ++visits;
            if (i == 10)
                source.request_stop();
        });
        QVERIFY(!finished);
        QVERIFY(visits < 100000);
    }
};

QTEST_GUILESS_MAIN(ParallelTest)
#include "tst_parallel.moc"
