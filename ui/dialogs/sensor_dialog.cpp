// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/sensor_dialog.h"

#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/measure_work.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <cmath>

namespace wattline::ui {

namespace {

TableCell millisecondsCell(double seconds)
{
    if (!std::isfinite(seconds) || seconds <= 0.0)
        return {numberText(std::nan("")), {}};
    return {numberText(1e3 * seconds, 3), seconds};
}

QString textOf(const SensorProfileEntry& entry)
{
    return SensorDialog::tr("%1, power.%2, %3: every %4 ms over %5 ms")
        .arg(shown(entry.family), shown(nameOf(entry.field)), shown(entry.drivers),
             numberText(1e3 * entry.refreshSeconds, 3), numberText(1e3 * entry.averagingSeconds, 3));
}

TableColumn<SensorRow> words(const QString& title, QString SensorRow::*member)
{
    return {title, ColumnKind::Words, [member](const SensorRow& row) {
                return TableCell{row.*member, row.*member, row.*member};
            }};
}

} // namespace

std::vector<SensorRow> sensorRows(const Recording& recording)
{
    std::vector<SensorRow> rows;
    if (!recording.quality)
        return rows;
    for (std::size_t gpu = 0; gpu < recording.trace->gpus.size(); ++gpu) {
        SensorRow row{shown(recording.trace->gpus[gpu].id), shown(recording.trace->gpus[gpu].name),
                      sensorOf(recording, gpu), SensorDialog::tr("No phases to judge")};
        if (recording.phases && !recording.phases->gpus.at(gpu).phases.empty())
            row.verdict = shown(shortPhasesSentence(row.limits, recording.phases->gpus[gpu])
                                    .value_or(plain(SensorDialog::tr("Peaks and valleys are resolved"))));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<TableColumn<SensorRow>> sensorColumns()
{
    return {
        words(QObject::tr("GPU"), &SensorRow::gpu),
        words(QObject::tr("Board"), &SensorRow::board),
        {QObject::tr("Profile"), ColumnKind::Words,
         [](const SensorRow& row) {
             const QString family = shown(row.limits.profile.family);
             return TableCell{family.isEmpty() ? QObject::tr("Unknown") : family, family,
                              shown(row.limits.profile.note)};
         }},
        {QObject::tr("Refresh (ms)"), ColumnKind::Number,
         [](const SensorRow& row) { return millisecondsCell(row.limits.profile.refreshSeconds); },
         QObject::tr("How often the sensor gives a new value, by its profile")},
        {QObject::tr("Measured (ms)"), ColumnKind::Number,
         [](const SensorRow& row) {
             TableCell cell = millisecondsCell(row.limits.measured.seconds);
             if (!row.limits.measured.visible && cell.sortKey.isValid())
                 cell.text = QObject::tr("≤ %1").arg(cell.text);
             return cell;
         },
         QObject::tr("How often this recording shows a new value; no more than the interval of the log can be seen")},
        {QObject::tr("Averages (ms)"), ColumnKind::Number,
         [](const SensorRow& row) { return millisecondsCell(row.limits.profile.averagingSeconds); },
         QObject::tr("How long each value averages over, by its profile")},
        {QObject::tr("Resolves (s)"), ColumnKind::Number,
         [](const SensorRow& row) {
             return TableCell{numberText(row.limits.resolvableSeconds, 3), row.limits.resolvableSeconds};
         },
         QObject::tr("The shortest phase of which one value is sure to lie wholly inside")},
        words(QObject::tr("Verdict"), &SensorRow::verdict),
    };
}

SensorDialog::SensorDialog(Session& session, std::shared_ptr<const Trace> trace, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_trace(std::move(trace)),
      m_model(sensorColumns()),
      m_table(new SortedTable(&m_model, this)),
      m_profile(new QComboBox),
      m_all(new QCheckBox(tr("For &all GPUs of the recording"))),
      m_note(new QLabel)
{
    setWindowTitle(tr("Sensor Profile of %1").arg(shown(titleOf(*m_trace))));
    m_table->setAccessibleName(tr("Sensors"));
    m_profile->addItem(tr("By the name of the board"));
    for (const SensorProfileEntry& entry : sensorProfiles())
        m_profile->addItem(textOf(entry));
    m_profile->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_all->setChecked(true);
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* form = new QFormLayout;
    form->addRow(tr("&Profile:"), m_profile);
    form->addRow(QString(), m_all);
    form->addRow(QString(), m_note);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(form);
    layout->addWidget(buttons);
    resize(980, 380);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_table, &SortedTable::rowChosen, this, &SensorDialog::showChosen);
    connect(m_profile, &QComboBox::activated, this, &SensorDialog::choose);
    connect(&m_session, &Session::recordingsChanged, this, &SensorDialog::refresh);
    refresh();
    m_table->fitColumns();
    m_table->chooseRow(0);
    showChosen();
}

void SensorDialog::refresh()
{
    const std::optional<std::size_t> place = m_session.placeOf(m_trace);
    m_model.setRows(place ? sensorRows(m_session.recordings()[*place]) : std::vector<SensorRow>());
    showChosen();
}

void SensorDialog::showChosen()
{
    const std::optional<std::size_t> place = m_session.placeOf(m_trace);
    const std::optional<int> row = m_table->chosenRow();
    m_profile->setEnabled(place && row);
    if (!place || !row)
        return m_note->clear();
    const auto gpu = static_cast<std::size_t>(*row);
    const auto& chosen = m_session.recordings()[*place].chosenSensors;
    const auto found = chosen.find(m_trace->gpus[gpu].id);
    m_profile->setCurrentIndex(found == chosen.end() ? 0 : static_cast<int>(found->second) + 1);
    m_note->setText(shown(m_model.rows()[gpu].limits.profile.note));
}

void SensorDialog::choose(int index)
{
    const std::optional<std::size_t> place = m_session.placeOf(m_trace);
    const std::optional<int> row = m_table->chosenRow();
    if (!place || !row)
        return;
    std::vector<std::string> gpus;
    for (std::size_t gpu = 0; gpu < m_trace->gpus.size(); ++gpu) {
        if (m_all->isChecked() || gpu == static_cast<std::size_t>(*row))
            gpus.push_back(m_trace->gpus[gpu].id);
    }
    chooseSensor(m_session, *place, gpus,
                 index == 0 ? std::nullopt : std::optional(static_cast<std::size_t>(index - 1)));
}

void showSensorDialog(Session& session, std::size_t recording, QWidget* parent)
{
    auto* dialog = new SensorDialog(session, session.recordings().at(recording).trace,
                                    parent != nullptr ? parent : QApplication::activeWindow());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace wattline::ui
