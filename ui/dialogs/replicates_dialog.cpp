// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/replicates_dialog.h"

#include "ui/tables/number_column.h"
#include "ui/tables/sorted_table.h"

namespace wattline::ui {

namespace {

constexpr std::size_t MostTableRows = 20'000;

QString summaryOf(const ReplicateAverage& average)
{
    const auto spread = [](const Spread& of, const QString& unit) {
        return QStringLiteral("%1 ± %2 %3").arg(numberText(of.mean), numberText(of.std, 2), unit);
    };
    const Spread kilojoules{average.energyJoules.mean / 1e3, average.energyJoules.std / 1e3};
    QStringList lines{ReplicatesDialog::tr("Mean power %1 · energy %2 · drift: range %3 W (%4)")
                          .arg(spread(average.meanWatts, QStringLiteral("W")), spread(kilojoules, QStringLiteral("kJ")),
                               numberText(average.drift.rangeWatts, 3), percentText(average.drift.rangeFraction))};
    if (average.replicates.size() > 2)
        lines.front() += ReplicatesDialog::tr(", %1 W a recording (p = %2)")
                             .arg(numberText(average.drift.slopeWatts, 3), numberText(average.drift.slopeP, 2));
    for (const std::string& warning : average.warnings)
        lines << shown(warning);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

std::vector<TableColumn<Replicate>> replicateColumns()
{
    return {{QObject::tr("Recording"), ColumnKind::Words,
             [](const Replicate& row) {
                 return TableCell{shown(row.name), shown(row.name)};
             }},
            numberColumn<Replicate>(
                QObject::tr("Time zero (s)"), [](const auto& row) { return row.zeroSeconds; }, 6),
            numberColumn<Replicate>(
                QObject::tr("Mean (W)"), [](const auto& row) { return row.meanWatts; }, 5),
            numberColumn<Replicate>(
                QObject::tr("Energy (kJ)"), [](const auto& row) { return row.energyJoules / 1e3; }, 5),
            numberColumn<Replicate>(
                QObject::tr("Distance from the mean (W)"), [](const auto& row) { return row.distanceWatts; }, 3)};
}

std::vector<TableColumn<ReplicatePoint>> meanCurveColumns()
{
    return {numberColumn<ReplicatePoint>(
                QObject::tr("Time (s)"), [](const auto& row) { return row.seconds; }, 7),
            numberColumn<ReplicatePoint>(
                QObject::tr("Mean (W)"), [](const auto& row) { return row.meanWatts; }, 5),
            numberColumn<ReplicatePoint>(
                QObject::tr("Standard deviation (W)"), [](const auto& row) { return row.stdWatts; }, 3),
            numberColumn<ReplicatePoint>(
                QObject::tr("Recordings"), [](const auto& row) { return static_cast<double>(row.count); }, 6)};
}

ReplicatesDialog::ReplicatesDialog(Session& session, QWidget* parent)
    : AlignmentDialog(session, {tr("Mean power of the replicates over time"), tr("Summary of the replicates")}, parent),
      m_points(meanCurveColumns()),
      m_curve(new SortedTable(&m_points)),
      m_replicates(replicateColumns())
{
    setWindowTitle(tr("Average Replicates"));
    m_curve->setAccessibleName(tr("Mean curve"));
    addTab(m_curve, tr("Table"));
    addTable(&m_replicates, tr("Replicates"));
    compute();
}

void ReplicatesDialog::compute()
{
    start(tr("Averaging replicates"), workOf<ReplicateAverage>(
                                          [choice = choice()](const RunContext& context) -> Result<ReplicateAverage> {
                                              const Result<std::vector<NamedSeries>> series = seriesOf(choice);
                                              if (!series)
                                                  return series.error();
                                              return averageReplicates(*series, choice.settings, context);
                                          },
                                          [this](const Result<ReplicateAverage>& average) { showAverage(average); }));
}

void ReplicatesDialog::showAverage(const Result<ReplicateAverage>& average)
{
    m_points.setRows(average ? replicatePoints(*average, MostTableRows) : std::vector<ReplicatePoint>());
    m_replicates.setRows(average ? average->replicates : std::vector<Replicate>());
    m_curve->fitColumns();
    show(average ? summaryOf(*average) : shown(average.error().message),
         average ? replicateFigure(*average, plain(tr("Average of replicates"))) : Figure());
}

} // namespace wattline::ui
