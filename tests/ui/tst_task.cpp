// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/latest_task.h"

#include <QSignalSpy>
#include <QTest>
#include <atomic>

using namespace wattline;
using namespace wattline::ui;

namespace {

/// Work that ends only when it is asked to.
Task::Work untilStopped(std::atomic<bool>& ended)
{
    return [&ended](const RunContext& context) -> Task::Delivery {
        while (!context.stopRequested())
            std::this_thread::yield();
        ended = true;
        return {};
    };
}

} // namespace

class TestTask : public QObject {
    Q_OBJECT

private slots:
    void deliversItsResultOnTheThreadOfTheWindow();
    void reportsItsProgress();
    void endsWhenAskedTo();
    void stopsAndDeliversNothingWhenDestroyed();
    void handsOverErrorsAsResults();
    void onlyTheLatestQuestionIsAnswered();
};

void TestTask::deliversItsResultOnTheThreadOfTheWindow()
{
    int answer = 0;
    QThread* workedOn = nullptr;
    QThread* deliveredOn = nullptr;
    Task task("Thinking", workOf<int>(
                              [&](const RunContext&) {
                                  workedOn = QThread::currentThread();
                                  return Result<int>(42);
                              },
                              [&](Result<int> result) {
                                  answer = *result;
                                  deliveredOn = QThread::currentThread();
                              }));
    QSignalSpy finished(&task, &Task::finished);
    QVERIFY(task.isRunning());
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(answer, 42);
    QCOMPARE(deliveredOn, QThread::currentThread());
    QVERIFY(workedOn != QThread::currentThread());
    QVERIFY(!task.isRunning());
}

void TestTask::reportsItsProgress()
{
    Task task("Counting", [](const RunContext& context) -> Task::Delivery {
        for (int i = 1; i <= 1000; ++i)
            context.report(i / 1000.0, "step " + std::to_string(i));
        return {};
    });
    QSignalSpy finished(&task, &Task::finished);
    QSignalSpy moved(&task, &Task::progressChanged);
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(moved.count() >= 1);
    QCOMPARE(task.progress().fraction, 1.0);
    QCOMPARE(task.progress().what, std::string("step 1000"));
}

void TestTask::endsWhenAskedTo()
{
    std::atomic<bool> ended = false;
    Task task("Waiting", untilStopped(ended));
    QSignalSpy finished(&task, &Task::finished);
    task.requestStop();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(ended);
}

void TestTask::stopsAndDeliversNothingWhenDestroyed()
{
    std::atomic<bool> ended = false;
    bool delivered = false;
    {
        const Task task("Waiting", [&](const RunContext& context) -> Task::Delivery {
            untilStopped(ended)(context);
            return [&] { delivered = true; };
        });
    }
    QVERIFY(ended);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!delivered);
}

void TestTask::handsOverErrorsAsResults()
{
    std::optional<ErrorKind> kind;
    Task task("Failing", workOf<int>([](const RunContext&) { return Result<int>(canceledError()); },
                                     [&](Result<int> result) { kind = result.error().kind; }));
    QSignalSpy finished(&task, &Task::finished);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(kind, std::optional(ErrorKind::Canceled));
}

void TestTask::onlyTheLatestQuestionIsAnswered()
{
    std::atomic<bool> ended = false;
    std::vector<int> answers;
    const auto answering = [&](int number) { return [&answers, number] { answers.push_back(number); }; };
    LatestTask latest;
    latest.ask("First", [&, wait = untilStopped(ended)](const RunContext& context) -> Task::Delivery {
        wait(context);
        return answering(1);
    });
    latest.ask("Second", [&](const RunContext&) -> Task::Delivery { return answering(2); });
    latest.ask("Third", [&](const RunContext&) -> Task::Delivery { return answering(3); });
    QTRY_COMPARE(answers, std::vector<int>{3});
    QVERIFY(ended);
    latest.ask("Fourth", [&](const RunContext&) -> Task::Delivery { return answering(4); });
    QTRY_COMPARE(answers, (std::vector<int>{3, 4}));
}

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
