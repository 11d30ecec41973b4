// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/mailbox.h"

#include <QTest>
#include <numeric>
#include <thread>

using namespace wattline::ui;

class TestMailbox : public QObject {
    Q_OBJECT

private slots:
    void losesNoRecordAndKeepsTheirOrder();
    void manyRecordsBecomeOneEvent();
    void deliversOnceInAnInterval();
    void takesPostsAfterTheReceiverIsGone();
    void holdsNothingOnceItHasDelivered();
};

void TestMailbox::losesNoRecordAndKeepsTheirOrder()
{
    constexpr int Count = 20'000;
    QObject receiver;
    std::vector<int> received;
    const Mailbox<int> mailbox(&receiver, [&](std::vector<int> records) {
        QVERIFY(!records.empty());
        received.insert(received.end(), records.begin(), records.end());
    });
    std::jthread sender([mailbox] {
        for (int i = 0; i < Count; ++i)
            mailbox.post(i);
    });
    QTRY_COMPARE(received.size(), std::size_t{Count});
    std::vector<int> expected(Count);
    std::iota(expected.begin(), expected.end(), 0);
    QCOMPARE(received, expected);
}

void TestMailbox::manyRecordsBecomeOneEvent()
{
    QObject receiver;
    int calls = 0;
    std::size_t records = 0;
    const Mailbox<int> mailbox(&receiver, [&](std::vector<int> batch) {
        ++calls;
        records += batch.size();
    });
    for (int i = 0; i < 1000; ++i)
        mailbox.post(i); // the queue is not served meanwhile
    QCoreApplication::sendPostedEvents(&receiver);
    QCOMPARE(calls, 1);
    QCOMPARE(records, std::size_t{1000});
}

// The first at once; what comes then waits for the end of an hour.
void TestMailbox::deliversOnceInAnInterval()
{
    QObject receiver;
    int calls = 0;
    const Mailbox<int> mailbox(
        &receiver, [&](const std::vector<int>&) { ++calls; }, std::chrono::hours(1));
    for (int i = 0; i < 10; ++i) {
        mailbox.post(i);
        QCoreApplication::processEvents();
    }
    QCOMPARE(calls, 1);
}

void TestMailbox::takesPostsAfterTheReceiverIsGone()
{
    int calls = 0;
    auto receiver = std::make_unique<QObject>();
    const Mailbox<int> mailbox(receiver.get(), [&](const std::vector<int>&) { ++calls; });
    receiver.reset();
    mailbox.post(1);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(calls, 0);
}

void TestMailbox::holdsNothingOnceItHasDelivered()
{
    QObject receiver;
    const auto held = std::make_shared<int>(0);
    {
        const Mailbox<int> mailbox(&receiver, [held](const std::vector<int>& records) { *held += records.front(); });
        mailbox.post(7);
    }
    QCoreApplication::sendPostedEvents(&receiver);
    QCOMPARE(*held, 7);
    QCOMPARE(held.use_count(), 1L);
}

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
