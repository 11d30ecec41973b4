// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspector_panel.h"

#include "core/base/text.h"
#include "ui/panels/cursor_properties.h"
#include "ui/style/text.h"
#include "ui/work/measure_work.h"

#include <QHeaderView>
#include <cmath>

namespace wattline::ui {

namespace {

QString wattsText(double watts)
{
    return std::isfinite(watts) ? numberText(watts) + QStringLiteral(" W") : numberText(watts);
}

QString rangeText(double low, double high)
{
    return QObject::tr("%1 to %2 W").arg(numberText(low), numberText(high));
}

void addRecording(std::vector<Property>& list, const Trace& trace)
{
    const QString heading = QObject::tr("Recording");
    list.push_back({heading, QObject::tr("File"), shown(titleOf(trace))});
    list.push_back({heading, QObject::tr("Form"), shown(nameOf(trace.form))});
    list.push_back({heading, QObject::tr("GPUs"), QString::number(trace.gpus.size())});
    list.push_back({heading, QObject::tr("Lines"), shown(formatCount(trace.lines))});
    list.push_back({heading, QObject::tr("Remarks"), QString::number(trace.issues.size())});
}

void addGpu(std::vector<Property>& list, const GpuTrace& gpu, const SeriesSummary& summary)
{
    const QString heading = QObject::tr("GPU %1").arg(shown(gpu.id));
    if (!gpu.name.empty())
        list.push_back({heading, QObject::tr("Board"), shown(gpu.name)});
    list.push_back({heading, QObject::tr("Field"), shown(nameOf(gpu.field))});
    list.push_back({heading, QObject::tr("Samples"), shown(formatCount(summary.samples))});
    list.push_back({heading, QObject::tr("Interval"), durationText(summary.intervalSeconds)});
    list.push_back({heading, QObject::tr("Length"), durationText(summary.durationSeconds)});
    list.push_back({heading, QObject::tr("Mean"), wattsText(summary.meanWatts)});
    list.push_back({heading, QObject::tr("Range"), rangeText(summary.minWatts, summary.maxWatts)});
    list.push_back({heading, QObject::tr("Energy"), energyText(summary.energyJoules)});
    list.push_back({heading, QObject::tr("Coverage"), percentText(summary.coverage)});
}

void addSensor(std::vector<Property>& list, const Recording& recording, std::size_t gpu)
{
    const QString heading = QObject::tr("Sensor of GPU %1").arg(shown(recording.trace->gpus[gpu].id));
    const SensorLimits limits = sensorOf(recording, gpu);
    const auto orUnknown = [](double seconds) {
        return std::isnan(seconds) ? QObject::tr("Unknown") : durationText(seconds);
    };
    list.push_back({heading, QObject::tr("Profile"),
                    limits.profile.family.empty() ? QObject::tr("Unknown") : shown(limits.profile.family)});
    list.push_back({heading, QObject::tr("Averages over"), orUnknown(limits.profile.averagingSeconds)});
    list.push_back({heading, QObject::tr("New value every"), durationText(limits.newValueSeconds())});
    list.push_back({heading, QObject::tr("Resolves from"), orUnknown(limits.resolvableSeconds)});
}

void addRangeOfGpu(std::vector<Property>& list, const GpuTrace& gpu, const RangeSummary& summary)
{
    const QString heading = QObject::tr("Range on GPU %1").arg(shown(gpu.id));
    list.push_back({heading, QObject::tr("Mean"), wattsText(summary.meanWatts)});
    list.push_back({heading, QObject::tr("Range"), rangeText(summary.minWatts, summary.maxWatts)});
    list.push_back({heading, QObject::tr("Standard deviation"), wattsText(summary.stdWatts)});
    list.push_back({heading, QObject::tr("Energy"), energyText(summary.energyJoules)});
    if (std::isfinite(summary.duty))
        list.push_back({heading, QObject::tr("Duty"),
                        QObject::tr("%1 above %2").arg(percentText(summary.duty), wattsText(summary.dutyLevelWatts))});
    list.push_back({heading, QObject::tr("Samples"), shown(formatCount(summary.samples))});
    list.push_back({heading, QObject::tr("Missing"), shown(formatCount(summary.missing))});
    list.push_back({heading, QObject::tr("Gaps"), shown(formatCount(summary.gaps))});
    list.push_back({heading, QObject::tr("Coverage"), percentText(summary.coverage)});
}

void addRange(std::vector<Property>& list, const Recording& recording, std::pair<double, double> range)
{
    const QString heading = QObject::tr("Selected Range");
    list.push_back({heading, QObject::tr("Start"), QObject::tr("%1 s").arg(range.first, 0, 'f', 2)});
    list.push_back({heading, QObject::tr("Length"), durationText(range.second - range.first)});
    if (!recording.numbers)
        return list.push_back({heading, QObject::tr("Energy"), QObject::tr("Measuring…")});
    const auto& gpus = recording.counted->gpus;
    std::vector<RangeSummary> summaries;
    double total = 0.0;
    for (std::size_t gpu = 0; gpu < gpus.size(); ++gpu) {
        summaries.push_back(
            summariseRange(gpus[gpu].power, recording.numbers->indices[gpu], range.first, range.second));
        total += summaries.back().energyJoules;
    }
    if (gpus.size() > 1)
        list.push_back({heading, QObject::tr("Energy, all GPUs"), energyText(total)});
    for (std::size_t gpu = 0; gpu < gpus.size(); ++gpu)
        addRangeOfGpu(list, gpus[gpu], summaries[gpu]);
}

} // namespace

std::vector<Property> propertiesOf(const Session& session)
{
    std::vector<Property> list = cursorPropertiesOf(session);
    const Selection& selection = session.selection();
    if (!selection.recording)
        return list;
    const Recording& recording = session.recordings().at(*selection.recording);
    if (selection.range)
        addRange(list, recording, *selection.range);
    const bool hasGpu = selection.gpu && *selection.gpu < recording.trace->gpus.size();
    if (hasGpu && recording.numbers)
        addGpu(list, recording.trace->gpus[*selection.gpu], recording.numbers->summaries[*selection.gpu]);
    if (hasGpu && recording.quality)
        addSensor(list, recording, *selection.gpu);
    addRecording(list, *recording.trace);
    return list;
}

InspectorPanel::InspectorPanel(Session& session, QWidget* parent) : QTreeWidget(parent), m_session(session)
{
    setAccessibleName(tr("Inspector"));
    setFrameShape(QFrame::NoFrame);
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(12);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::NoSelection);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::Stretch);
    connect(&m_session, &Session::selectionChanged, this, &InspectorPanel::refresh);
    connect(&m_session, &Session::cursorsChanged, this, &InspectorPanel::refresh);
    connect(&m_session, &Session::recordingsChanged, this, &InspectorPanel::refresh);
}

void InspectorPanel::showEvent(QShowEvent* event)
{
    QTreeWidget::showEvent(event);
    refresh();
}

void InspectorPanel::refresh()
{
    if (!isVisible())
        return; // the numbers of long recordings take time, and nobody looks
    clear();
    QTreeWidgetItem* group = nullptr;
    for (const Property& property : propertiesOf(m_session)) {
        if (group == nullptr || group->text(0) != property.heading) {
            group = new QTreeWidgetItem(this, {property.heading});
            group->setFirstColumnSpanned(true);
            group->setExpanded(true);
            QFont bold = font();
            bold.setBold(true);
            group->setFont(0, bold);
        }
        auto* item = new QTreeWidgetItem(group, {property.name, property.value});
        item->setToolTip(1, property.value);
    }
    if (topLevelItemCount() == 0)
        new QTreeWidgetItem(this, {tr("Nothing is selected.")});
}

} // namespace wattline::ui
