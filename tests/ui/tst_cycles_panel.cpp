// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/session_of_waves.h"
#include "ui/panels/cycles_panel.h"
#include "ui/panels/regimes_panel.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/phase_work.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using namespace wattline::test;

namespace {

struct Workplace {
    Session session;
    CyclesPanel panel{session};

    explicit Workplace(std::shared_ptr<const Trace> trace = recordingOfWaves(2))
    {
        openInto(session, std::move(trace));
    }

    SortedTable* table() { return panel.findChild<SortedTable*>(); }
    const Figure& figure() { return panel.findChild<FigureView*>()->figure(); }
    void selectPhase(std::size_t phase)
    {
        Selection selection = session.selection();
        selection.gpu = 0;
        selection.phase = phase;
        session.select(selection);
    }
};

/// Idle time marked by hand parts the wave of the first GPU into two regimes with epochs.
void partInTwo(Session& session)
{
    Selection selection = session.selection();
    selection.range = {52.0, 65.0};
    session.select(selection);
    markRangeAs(session, HandMark::Idle);
}

} // namespace

class TestCyclesPanel : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnQtWarnings(); }

    void listsTheCyclesOfAGpuWithTheirNumbers()
    {
        Workplace w;
        const QAbstractItemModelTester tester(w.table()->model());
        QCOMPARE(w.table()->model()->rowCount(), 10);
        const auto cell = [&](int row, int column) { return w.table()->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(1, 1), QString("13.00"));
        QCOMPARE(cell(1, 2), QString("13.00"));
        QCOMPARE(cell(1, 4), QString("300.0"));
        QCOMPARE(cell(0, 3), QString("–")); // the recording cuts it
    }

    void laysAllCyclesOverEachOther()
    {
        Workplace w;
        QTRY_VERIFY(!w.figure().panels.empty());
        const FigurePanel& panel = w.figure().panels[0];
        QCOMPARE(panel.curves.size(), std::size_t{1 + 8 + 1}); // band, complete cycles, mean
        QCOMPARE(panel.curves.front().style, CurveStyle::Band);
        QVERIFY(panel.curves[1].faint);
        QCOMPARE(panel.curves.back().name, std::string("Mean of 8 cycles"));
        QComboBox* axis = named<QComboBox>(w.panel, "What the axis of the cycles counts");
        axis->setCurrentIndex(1);
        emit axis->activated(1);
        QTRY_COMPARE(w.figure().panels[0].x.quantity, std::string("Share of the cycle"));
    }

    void aChosenCycleIsSelectedAndASelectedPhaseShowsItsCycle()
    {
        Workplace w;
        w.table()->chooseRow(3);
        QCOMPARE(w.session.selection().phase, std::optional<std::size_t>(6));
        QCOMPARE(w.session.selection().range, std::optional(std::pair(39.0, 52.0)));
        w.selectPhase(9); // the valley of the fifth
        QCOMPARE(w.table()->chosenRow(), std::optional<int>(4));
        QCOMPARE(w.session.selection().phase, std::optional<std::size_t>(9));
    }

    void followsAnEdit()
    {
        Workplace w;
        w.selectPhase(2);
        mergeSelectedWithNext(w.session);
        QCOMPARE(w.table()->model()->rowCount(), 9);
        QTRY_VERIFY(!w.figure().panels.empty() && w.figure().panels[0].curves.back().name == "Mean of 7 cycles");
    }

    void eachRegimeHasCyclesOfItsOwn()
    {
        Workplace w;
        partInTwo(w.session);
        QComboBox* regime = named<QComboBox>(w.panel, "Regime whose cycles are shown");
        QVERIFY2(regime->count() == 3, qPrintable(QString::number(regime->count())));
        QTRY_COMPARE(w.figure().panels.size(), std::size_t{1});
        regime->setCurrentIndex(2);
        emit regime->activated(2);
        QTRY_COMPARE(w.figure().panels.size(), std::size_t{2});
    }

    void saysWhyThereAreNone()
    {
        SquareWave flat;
        flat.valleyWatts = flat.peakWatts;
        Workplace w(recordingOfWaves(1, flat));
        w.panel.show();
        QVERIFY(!w.table()->isVisible());
        QVERIFY(w.figure().panels.empty());
    }

    void listsTheRegimesAndSelectsTheirStretch()
    {
        Session session;
        RegimesPanel panel(session);
        openInto(session, recordingOfWaves(1));
        partInTwo(session);
        auto* table = panel.findChild<SortedTable*>();
        const QAbstractItemModelTester tester(table->model());
        const auto& regimes = session.recordings()[0].phases->gpus[0].regimes;
        QCOMPARE(regimes.size(), std::size_t{3});
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(table->model()->index(1, 2).data().toString(), QString("Idle"));
        table->chooseRow(0);
        QCOMPARE(session.selection().range, std::optional(std::pair(regimes[0].beginSeconds, regimes[0].endSeconds)));
    }
};

QTEST_MAIN(TestCyclesPanel)
#include "tst_cycles_panel.moc"
