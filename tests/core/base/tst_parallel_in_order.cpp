// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel_in_order.h"

#include <QTest>
#include <atomic>
#include <new>
#include <vector>

using namespace wattline;

namespace {

RunContext onThreads(unsigned threads)
{
    RunContext context;
    context.threads = threads;
    return context;
}

} // namespace

class ParallelInOrderTest : public QObject {
    Q_OBJECT

private slots:
    void consumesEachItemInOrderOnTheThreadThatProducedIt_data()
    {
        QTest::addColumn<unsigned>("threads");
        QTest::newRow("1") << 1U;
        QTest::newRow("2") << 2U;
        QTest::newRow("5") << 5U;
    }
    void consumesEachItemInOrderOnTheThreadThatProducedIt()
    {
        QFETCH(unsigned, threads);
        std::vector<std::size_t> produced(threads, 0);
        std::vector<std::size_t> consumed;
        const bool whole = parallelInOrder(2000, onThreads(threads),
                                           {[&](std::size_t item, std::size_t worker) { produced[worker] = 7 * item; },
                                            [&](std::size_t, std::size_t worker) {
                                                consumed.push_back(produced[worker]);
                                                return true;
                                            }});
        QVERIFY(whole);
        QCOMPARE(consumed.size(), std::size_t{2000});
        for (std::size_t i = 0; i < consumed.size(); ++i)
            QCOMPARE(consumed[i], 7 * i);
    }

    void anItemThatIsReadyEarlyWaitsForItsTurn()
    {
        std::atomic<bool> secondIsReady{false};
        std::vector<std::size_t> consumed;
        parallelInOrder(2, onThreads(2),
                        {[&](std::size_t item, std::size_t) {
                             if (item == 0) {
                                 secondIsReady.wait(false);
                             } else {
                                 secondIsReady = true;
                                 secondIsReady.notify_all();
                             }
                         },
                         [&](std::size_t item, std::size_t) {
                             consumed.push_back(item);
                             return true;
                         }});
        QCOMPARE(consumed, (std::vector<std::size_t>{0, 1}));
    }

    void noThreadRunsAheadByMoreThanOneItem()
    {
        std::atomic<std::size_t> consumed{0};
        std::atomic<bool> ahead{false};
        parallelInOrder(500, onThreads(3),
                        {[&](std::size_t item, std::size_t) { ahead = ahead || item > consumed + 3; },
                         [&](std::size_t, std::size_t) {
                             ++consumed;
                             return true;
                         }});
        QVERIFY(!ahead);
    }

    void endsWhereConsumingEndsIt()
    {
        std::size_t consumed = 0;
        const bool whole = parallelInOrder(1000, onThreads(3),
                                           {[](std::size_t, std::size_t) {},
                                            [&](std::size_t item, std::size_t) {
                                                ++consumed;
                                                return item < 10;
                                            }});
        QVERIFY(!whole);
        QCOMPARE(consumed, std::size_t{11});
    }

    void endsAtAStop()
    {
        std::stop_source source;
        RunContext context = onThreads(2);
        context.stop = source.get_token();
        std::size_t consumed = 0;
        const bool whole = parallelInOrder(100000, context,
                                           {[](std::size_t, std::size_t) {},
                                            [&](std::size_t item, std::size_t) {
                                                ++consumed;
                                                if (item == 20)
                                                    source.request_stop();
                                                return true;
                                            }});
        QVERIFY(!whole);
        QVERIFY(consumed < 30);
    }

    void throwsOnWhatEitherHalfThrows_data()
    {
        QTest::addColumn<bool>("producing");
        QTest::newRow("producing") << true;
        QTest::newRow("consuming") << false;
    }
    void throwsOnWhatEitherHalfThrows()
    {
        QFETCH(bool, producing);
        const auto fail = [&](bool here, std::size_t item) {
            if (here && item == 5)
                throw std::bad_alloc();
        };
        const OrderedWork work{[&](std::size_t item, std::size_t) { fail(producing, item); },
                               [&](std::size_t item, std::size_t) {
                                   fail(!producing, item);
                                   return true;
                               }};
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(parallelInOrder(1000, onThreads(3), work)), std::bad_alloc);
    }
};

QTEST_GUILESS_MAIN(ParallelInOrderTest)
#include "tst_parallel_in_order.moc"
