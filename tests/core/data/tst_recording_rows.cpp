// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/recording_rows.h"

#include <QTest>

using namespace wattline;

namespace {

/// Rows that were measured on these recordings.
RecordingRows rowsOn(const std::vector<std::vector<std::string>>& traces)
{
    Dataset dataset;
    for (const std::vector<std::string>& each : traces)
        dataset.provenance.push_back({{"run"}, each, {}, {}});
    return RecordingRows(dataset);
}

using Row = std::optional<std::size_t>;

} // namespace

class RecordingRowsTest : public QObject {
    Q_OBJECT

private slots:
    void recordingsOfOneNameInTwoFoldersHaveTheirOwnRows()
    {
        const RecordingRows rows = rowsOn({{"/runs/a/power.csv"}, {"/runs/b/power.csv"}});
        QCOMPARE(rows.rowOf("/runs/a/power.csv"), Row(0));
        QCOMPARE(rows.rowOf("/runs/c/../b/power.csv"), Row(1));
        QCOMPARE(rows.rowOf("/elsewhere/power.csv"), Row());
    }

    void aRecordingThatWasMovedIsKnownByItsName()
    {
        const RecordingRows rows = rowsOn({{"/runs/a/one.csv"}, {"/runs/a/two.csv", "/runs/b/two.csv"}});
        QCOMPARE(rows.rowOf("/elsewhere/one.csv"), Row(0));
        QCOMPARE(rows.rowOf("/elsewhere/two.csv"), Row(1));
        QCOMPARE(rows.rowOf("/elsewhere/three.csv"), Row());
    }
};

QTEST_APPLESS_MAIN(RecordingRowsTest)
#include "tst_recording_rows.moc"
