// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/replicates_dialog.h"

#include "ui/dialogs/export_dialog.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr std::size_t MostTableRows = 20'000;

/// What is averaged, taken from the boxes before the task begins.
struct ReplicateChoice {
    std::vector<std::shared_ptr<const Trace>> traces;
    std::string gpu;
    AlignSettings settings;
};

Result<ReplicateAverage> averageOf(const ReplicateChoice& choice, const RunContext& context)
{
    std::vector<NamedSeries> series;
    for (const auto& trace : choice.traces) {
        Result<PowerSeries> power = powerOf(*trace, choice.gpu);
        if (!power)
            return power.error();
        series.push_back({titleOf(*trace), std::move(*power)});
    }
    return averageReplicates(series, choice.settings, context);
}

template <class Row>
TableColumn<Row> numbers(const QString& title, const std::function<double(const Row&)>& value, int digits)
{
    return {title, ColumnKind::Number, [value, digits](const Row& row) {
                const double number = value(row);
                return TableCell{numberText(number, digits), number};
            }};
}

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
            numbers<Replicate>(
                QObject::tr("Time zero (s)"), [](const auto& row) { return row.zeroSeconds; }, 6),
            numbers<Replicate>(
                QObject::tr("Mean (W)"), [](const auto& row) { return row.meanWatts; }, 5),
            numbers<Replicate>(
                QObject::tr("Energy (kJ)"), [](const auto& row) { return row.energyJoules / 1e3; }, 5),
            numbers<Replicate>(
                QObject::tr("Distance from the mean (W)"), [](const auto& row) { return row.distanceWatts; }, 3)};
}

std::vector<TableColumn<ReplicatePoint>> meanCurveColumns()
{
    return {numbers<ReplicatePoint>(
                QObject::tr("Time (s)"), [](const auto& row) { return row.seconds; }, 7),
            numbers<ReplicatePoint>(
                QObject::tr("Mean (W)"), [](const auto& row) { return row.meanWatts; }, 5),
            numbers<ReplicatePoint>(
                QObject::tr("Standard deviation (W)"), [](const auto& row) { return row.stdWatts; }, 3),
            numbers<ReplicatePoint>(
                QObject::tr("Recordings"), [](const auto& row) { return static_cast<double>(row.count); }, 6)};
}

ReplicatesDialog::ReplicatesDialog(Session& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_points(meanCurveColumns()), m_replicates(replicateColumns())
{
    setWindowTitle(tr("Average Replicates"));
    auto* halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(makeChoice());
    halves->addWidget(makeResult());
    halves->setStretchFactor(1, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_export = buttons->addButton(tr("&Export Figure…"), QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(halves, 1);
    layout->addWidget(buttons);
    resize(1080, 640);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this,
            [this] { exportByDialog(m_session, m_view->figure(), m_view, this); });
    fillGpus();
    average();
}

QWidget* ReplicatesDialog::makeChoice()
{
    auto* side = new QWidget;
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Recordings"));
    for (const Recording& recording : m_session.recordings()) {
        m_traces.push_back(recording.counted);
        auto* item = new QListWidgetItem(shown(titleOf(*recording.trace)), m_list);
        item->setToolTip(shown(recording.trace->path));
        item->setCheckState(Qt::Checked);
    }
    m_gpu = new QComboBox;
    m_alignAt = new QComboBox;
    m_alignAt->addItems({tr("First rise to the peak"), tr("Beginning of each")});
    auto* form = new QFormLayout;
    form->addRow(tr("&Power of:"), m_gpu);
    form->addRow(tr("&Aligned at:"), m_alignAt);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->addWidget(m_list, 1);
    column->addLayout(form);
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        fillGpus();
        average();
    });
    connect(m_gpu, &QComboBox::activated, this, &ReplicatesDialog::average);
    connect(m_alignAt, &QComboBox::activated, this, &ReplicatesDialog::average);
    return side;
}

QWidget* ReplicatesDialog::makeResult()
{
    auto* side = new QWidget;
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Mean power of the replicates over time"));
    m_curve = new SortedTable(&m_points);
    m_curve->setAccessibleName(tr("Mean curve"));
    m_table = new SortedTable(&m_replicates);
    m_table->setAccessibleName(tr("Replicates"));
    m_table->setMaximumHeight(8 * fontMetrics().lineSpacing());
    m_summary = new QLabel;
    m_summary->setAccessibleName(tr("Summary of the replicates"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* tabs = new QTabWidget;
    tabs->addTab(m_view, tr("Figure"));
    tabs->addTab(m_curve, tr("Table"));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->addWidget(m_summary);
    column->addWidget(tabs, 1);
    column->addWidget(m_table);
    return side;
}

/// The GPUs that every ticked recording has.
void ReplicatesDialog::fillGpus()
{
    const QString before = m_gpu->currentData().toString();
    QStringList common;
    bool first = true;
    for (std::size_t i = 0; i < m_traces.size(); ++i) {
        if (m_list->item(static_cast<int>(i))->checkState() != Qt::Checked)
            continue;
        QStringList ids;
        for (const GpuTrace& gpu : m_traces[i]->gpus)
            ids << shown(gpu.id);
        if (first)
            common = ids;
        common.removeIf([&](const QString& id) { return !ids.contains(id); });
        first = false;
    }
    m_gpu->clear();
    m_gpu->addItem(tr("All GPUs, their mean"), QString());
    for (const QString& id : common)
        m_gpu->addItem(tr("GPU %1").arg(id), id);
    m_gpu->setCurrentIndex(std::max(0, m_gpu->findData(before)));
}

void ReplicatesDialog::average()
{
    m_again = m_task != nullptr;
    if (m_again)
        return m_task->requestStop();
    ReplicateChoice choice;
    for (std::size_t i = 0; i < m_traces.size(); ++i) {
        if (m_list->item(static_cast<int>(i))->checkState() == Qt::Checked)
            choice.traces.push_back(m_traces[i]);
    }
    choice.gpu = plain(m_gpu->currentData().toString());
    choice.settings.alignAt = m_alignAt->currentIndex() == 0 ? AlignAt::FirstRise : AlignAt::Begin;
    m_summary->setText(tr("Averaging…"));
    m_task =
        new Task(tr("Averaging replicates"),
                 workOf<ReplicateAverage>([choice](const RunContext& context) { return averageOf(choice, context); },
                                          [this](Result<ReplicateAverage> average) {
                                              if (!m_again)
                                                  show(average);
                                          }),
                 this);
    connect(m_task, &Task::finished, this, [this] {
        m_task->deleteLater();
        m_task = nullptr;
        if (m_again)
            average();
    });
}

void ReplicatesDialog::show(const Result<ReplicateAverage>& average)
{
    m_export->setEnabled(average.hasValue());
    m_summary->setText(average ? summaryOf(*average) : shown(average.error().message));
    m_view->setFigure(average ? replicateFigure(*average, plain(tr("Average of replicates"))) : Figure());
    m_points.setRows(average ? replicatePoints(*average, MostTableRows) : std::vector<ReplicatePoint>());
    m_replicates.setRows(average ? average->replicates : std::vector<Replicate>());
    m_curve->fitColumns();
    m_table->fitColumns();
}

} // namespace wattline::ui
