// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/align_dialog.h"

#include "ui/tables/number_column.h"

namespace wattline::ui {

namespace {

QString summaryOf(const Overlay& laid)
{
    return AlignDialog::tr("All have %1, from %2 s to %3 s · differences to %4, every %5")
        .arg(durationText(laid.endSeconds - laid.beginSeconds), numberText(laid.beginSeconds),
             numberText(laid.endSeconds), shown(laid.recordings.front().name), durationText(laid.stepSeconds));
}

} // namespace

std::vector<TableColumn<OverlaidRecording>> overlayColumns()
{
    using Row = OverlaidRecording;
    return {{QObject::tr("Recording"), ColumnKind::Words,
             [](const Row& row) {
                 return TableCell{shown(row.name), shown(row.name)};
             }},
            numberColumn<Row>(
                QObject::tr("Mean (W)"), [](const Row& row) { return row.meanWatts; }, 5),
            numberColumn<Row>(
                QObject::tr("Energy (kJ)"), [](const Row& row) { return row.energyJoules / 1e3; }, 5),
            numberColumn<Row>(
                QObject::tr("Δ Mean (W)"), [](const Row& row) { return row.meanDifferenceWatts; }, 4),
            numberColumn<Row>(
                QObject::tr("Δ Energy (kJ)"), [](const Row& row) { return row.energyDifferenceJoules / 1e3; }, 4),
            numberColumn<Row>(
                QObject::tr("Distance (W)"), [](const Row& row) { return row.distanceWatts; }, 3),
            numberColumn<Row>(
                QObject::tr("Shift (s)"), [](const Row& row) { return row.shiftSeconds; }, 6)};
}

AlignDialog::AlignDialog(Session& session, QWidget* parent)
    : AlignmentDialog(
          session,
          {tr("Power of the aligned recordings, and its difference to the first"), tr("Summary of the alignment")},
          parent),
      m_recordings(overlayColumns())
{
    setWindowTitle(tr("Align Recordings"));
    addTable(&m_recordings, tr("Aligned recordings"));
    compute();
}

void AlignDialog::compute()
{
    start(tr("Aligning"), workOf<Overlay>(
                              [choice = choice()](const RunContext& context) -> Result<Overlay> {
                                  const Result<std::vector<NamedSeries>> series = seriesOf(choice);
                                  if (!series)
                                      return series.error();
                                  return overlay(*series, choice.settings, context);
                              },
                              [this](const Result<Overlay>& laid) { showOverlay(laid); }));
}

void AlignDialog::showOverlay(const Result<Overlay>& laid)
{
    m_recordings.setRows(laid ? laid->recordings : std::vector<OverlaidRecording>());
    show(laid ? summaryOf(*laid) : shown(laid.error().message),
         laid ? overlayFigure(*laid, plain(tr("Aligned recordings"))) : Figure());
}

} // namespace wattline::ui
