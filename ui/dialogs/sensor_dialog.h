// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/sensor_limits.h"
#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// What the sensor of one GPU can say, beside what its recording shows.
struct SensorRow {
    QString gpu;
    QString board;
    SensorLimits limits;
    QString verdict;
};

/// One row a GPU; none before the quality of the recording is known.
std::vector<SensorRow> sensorRows(const Recording& recording);
std::vector<TableColumn<SensorRow>> sensorColumns();

/// The sensor of each GPU of a recording, from the table of boards and as measured, and whether the phases found are
/// long enough for it. The profile of a GPU can be overruled; each change is a step that can be undone.
class SensorDialog : public QDialog {
    Q_OBJECT

public:
    SensorDialog(Session& session, std::shared_ptr<const Trace> trace, QWidget* parent = nullptr);

private:
    void refresh();
    void showChosen();
    void choose(int index);

    Session& m_session;
    std::shared_ptr<const Trace> m_trace;
    RowModel<SensorRow> m_model;
    SortedTable* m_table;
    QComboBox* m_profile;
    QCheckBox* m_all;
    QLabel* m_note;
};

void showSensorDialog(Session& session, std::size_t recording, QWidget* parent);

} // namespace wattline::ui
