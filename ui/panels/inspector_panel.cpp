// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspector_panel.h"

#include "core/base/text.h"
#include "core/trace/range_summary.h"
#include "ui/panels/cursor_properties.h"
#include "ui/style/text.h"

#include <QHeaderView>
#include <cmath>

namespace wattline::ui {

namespace {

QString wattsText(double watts)
{
    return std::isfinite(watts) ? numberText(watts) + QStringLiteral(" W") : numberText(watts);
}

void addRecording(std::vector<Property>& list, const Trace& trace)
{
    const QString heading = QObject::tr("Recording");
    list.push_back({heading, QObject::tr("File"), shown(std::filesystem::path(trace.path).filename().string())});
    list.push_back({heading, QObject::tr("Form"), shown(nameOf(trace.form))});
    list.push_back({heading, QObject::tr("GPUs"), QString::number(trace.gpus.size())});
    list.push_back({heading, QObject::tr("Lines"), shown(formatCount(trace.lines))});
    list.push_back({heading, QObject::tr("Remarks"), QString::number(trace.issues.size())});
}

void addGpu(std::vector<Property>& list, const GpuTrace& gpu)
{
    const QString heading = QObject::tr("GPU %1").arg(shown(gpu.id));
    const SeriesSummary summary = summarise(gpu.power);
    if (!gpu.name.empty())
        list.push_back({heading, QObject::tr("Board"), shown(gpu.name)});
    list.push_back({heading, QObject::tr("Field"), shown(nameOf(gpu.field))});
    list.push_back({heading, QObject::tr("Samples"), shown(formatCount(summary.samples))});
    list.push_back({heading, QObject::tr("Interval"), durationText(summary.intervalSeconds)});
    list.push_back({heading, QObject::tr("Sensor refresh"), durationText(summary.refreshSeconds)});
    list.push_back({heading, QObject::tr("Length"), durationText(summary.durationSeconds)});
    list.push_back({heading, QObject::tr("Mean"), wattsText(summary.meanWatts)});
    list.push_back({heading, QObject::tr("Range"),
                    QObject::tr("%1 to %2 W").arg(numberText(summary.minWatts), numberText(summary.maxWatts))});
    list.push_back({heading, QObject::tr("Energy"), energyText(summary.energyJoules)});
    list.push_back({heading, QObject::tr("Coverage"), percentText(summary.coverage)});
}

void addRange(std::vector<Property>& list, const Trace& trace, std::pair<double, double> range)
{
    const QString heading = QObject::tr("Selected Range");
    list.push_back({heading, QObject::tr("Start"), QObject::tr("%1 s").arg(range.first, 0, 'f', 2)});
    list.push_back({heading, QObject::tr("Length"), durationText(range.second - range.first)});
    double total = 0.0;
    for (const GpuTrace& gpu : trace.gpus) {
        const RangeSummary summary = summariseRange(gpu.power, range.first, range.second);
        total += summary.energyJoules;
        const QString gpuHeading = QObject::tr("Range on GPU %1").arg(shown(gpu.id));
        list.push_back({gpuHeading, QObject::tr("Mean"), wattsText(summary.meanWatts)});
        list.push_back({gpuHeading, QObject::tr("Range"),
                        QObject::tr("%1 to %2 W").arg(numberText(summary.minWatts), numberText(summary.maxWatts))});
        list.push_back({gpuHeading, QObject::tr("Energy"), energyText(summary.energyJoules)});
    }
    if (trace.gpus.size() > 1)
        list.insert(list.end() - 3 * static_cast<std::ptrdiff_t>(trace.gpus.size()),
                    {heading, QObject::tr("Energy, all GPUs"), energyText(total)});
}

} // namespace

std::vector<Property> propertiesOf(const Session& session)
{
    std::vector<Property> list = cursorPropertiesOf(session);
    const Selection& selection = session.selection();
    if (!selection.recording)
        return list;
    const Trace& trace = *session.recordings().at(*selection.recording).counted;
    if (selection.range)
        addRange(list, trace, *selection.range);
    if (selection.gpu && *selection.gpu < trace.gpus.size())
        addGpu(list, trace.gpus[*selection.gpu]);
    addRecording(list, trace);
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
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
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
