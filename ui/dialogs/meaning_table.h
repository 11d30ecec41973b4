// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_table.h"

#include <QTableWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// The columns of a tasks CSV, a line for each: its name, its first cells as they are written, what it is read as and
/// in which unit (both to choose), and what its first number becomes.
class MeaningTable : public QTableWidget {
    Q_OBJECT

public:
    explicit MeaningTable(QWidget* parent = nullptr);

    void show(const TaskPreview& preview);

signals:
    /// Somebody chose another meaning, or another unit.
    void meaningChosen(const std::string& header, const wattline::TaskMeaning& meaning);

private:
    void addLine(const TaskPreview& preview, std::size_t column);
    void addMeanings(int line, const TaskColumn& column);
    void addUnits(int line, const TaskColumn& column);
    void putBox(int line, int place, QComboBox* box);

    QWidget* m_lastBox = nullptr; ///< in the order of the Tab key
};

} // namespace wattline::ui
