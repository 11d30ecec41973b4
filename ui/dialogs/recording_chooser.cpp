// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/recording_chooser.h"

#include "ui/style/text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QListWidget>

namespace wattline::ui {

Result<std::vector<NamedSeries>> seriesOf(const RecordingChoice& choice)
{
    std::vector<NamedSeries> series;
    for (const auto& trace : choice.traces) {
        Result<PowerSeries> power = powerOf(*trace, choice.gpu);
        if (!power)
            return power.error();
        series.push_back({titleOf(*trace), std::move(*power), trace->startUnixSeconds});
    }
    return series;
}

RecordingChooser::RecordingChooser(const Session& session, QWidget* parent)
    : QWidget(parent), m_list(new QListWidget), m_gpu(new QComboBox), m_alignAt(new QComboBox)
{
    m_list->setAccessibleName(tr("Recordings"));
    for (const Recording& recording : session.recordings()) {
        m_traces.push_back(recording.counted);
        auto* item = new QListWidgetItem(shown(titleOf(*recording.trace)), m_list);
        item->setToolTip(shown(recording.trace->path));
        item->setCheckState(Qt::Checked);
    }
    m_alignAt->addItem(tr("First rise to the peak"), static_cast<int>(AlignAt::FirstRise));
    m_alignAt->addItem(tr("Beginning of each"), static_cast<int>(AlignAt::Begin));
    m_alignAt->addItem(tr("Clock"), static_cast<int>(AlignAt::Clock));
    auto* form = new QFormLayout;
    form->addRow(tr("&Power of:"), m_gpu);
    form->addRow(tr("&Aligned at:"), m_alignAt);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_list, 1);
    column->addLayout(form);
    fillGpus();
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        fillGpus();
        emit changed();
    });
    connect(m_gpu, &QComboBox::activated, this, &RecordingChooser::changed);
    connect(m_alignAt, &QComboBox::currentIndexChanged, this, &RecordingChooser::changed);
}

RecordingChoice RecordingChooser::choice() const
{
    RecordingChoice choice;
    for (std::size_t i = 0; i < m_traces.size(); ++i) {
        if (m_list->item(static_cast<int>(i))->checkState() == Qt::Checked)
            choice.traces.push_back(m_traces[i]);
    }
    choice.gpu = plain(m_gpu->currentData().toString());
    choice.settings.alignAt = static_cast<AlignAt>(m_alignAt->currentData().toInt());
    return choice;
}

void RecordingChooser::fillGpus()
{
    const QString before = m_gpu->currentData().toString();
    QStringList common;
    bool first = true;
    for (const auto& trace : choice().traces) {
        QStringList ids;
        for (const GpuTrace& gpu : trace->gpus)
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

} // namespace wattline::ui
