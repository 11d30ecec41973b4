// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/task_columns.h"

#include "core/tasks/task_columns.h"
#include "ui/style/text.h"
#include "ui/tables/dataset_columns.h"

#include <QObject>
#include <cmath>

namespace wattline::ui {

std::vector<TableColumn<TaskMetadata>> taskColumns(const std::vector<TaskColumn>& columns)
{
    std::vector<TableColumn<TaskMetadata>> shownColumns{
        {QObject::tr("Line"), ColumnKind::Number,
         [](const TaskMetadata& task) {
             return TableCell{QString::number(task.line), static_cast<qulonglong>(task.line)};
         }},
        {QObject::tr("Run"), ColumnKind::Words, [](const TaskMetadata& task) {
             return TableCell{shown(task.run), {}};
         }}};
    for (const TaskColumn& column : columns) {
        const QString title = titleOfColumn(column.meaning.name);
        if (const TaskNumberColumn* number = findNumberColumn(column.meaning.name))
            shownColumns.push_back({title, ColumnKind::Number, [number](const TaskMetadata& task) {
                                        const double value = (task.*(number->member)).value_or(std::nan(""));
                                        return TableCell{numberText(value, 6), value};
                                    }});
        else if (const TaskTextColumn* text = findTextColumn(column.meaning.name); text && text->name != "run")
            shownColumns.push_back({title, ColumnKind::Words, [text](const TaskMetadata& task) {
                                        return TableCell{shown(task.*(text->member)), {}};
                                    }});
    }
    return shownColumns;
}

} // namespace wattline::ui
