// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/task_table.h"
#include "ui/tables/row_model.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QListWidget;
class QPushButton;
class QTableView;
class QTabWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class LatestTask;
class MeaningTable;

/// Shows what reading would make of a tasks CSV before it is read: what each column was taken for, the first runs as
/// they come out, the lines that are left out and why, and what was converted. What the analyst overrules is looked at
/// anew on a task. Return accepts.
class MetadataDialog : public QDialog {
    Q_OBJECT

public:
    MetadataDialog(std::filesystem::path path, TaskReading reading, const Result<TaskPreview>& preview,
                   QWidget* parent = nullptr);

    const TaskReading& chosen() const { return m_reading; }

private:
    QWidget* makeTabs();
    void choose(const std::string& header, const TaskMeaning& meaning);
    void showPreview(const Result<TaskPreview>& preview);
    void showRuns(const TaskPreview& preview);
    void showLines(QListWidget& list, const std::vector<TaskRemark>& remarks, std::size_t count);

    std::filesystem::path m_path;
    TaskReading m_reading;
    RowModel<TaskMetadata> m_runs;
    QLabel* m_summary;
    QLabel* m_problem;
    MeaningTable* m_columns;
    QTableView* m_table = nullptr;
    QListWidget* m_leftOut = nullptr;
    QListWidget* m_remarks = nullptr;
    QTabWidget* m_tabs = nullptr;
    QPushButton* m_open = nullptr;
    LatestTask* m_looking;
};

} // namespace wattline::ui
