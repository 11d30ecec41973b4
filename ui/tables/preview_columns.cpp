// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/preview_columns.h"

#include "core/base/text.h"
#include "ui/style/text.h"

#include <QObject>
#include <algorithm>

namespace wattline::ui {

QString formText(TraceForm form)
{
    switch (form) {
    case TraceForm::SmiCsv:
        return QObject::tr("CSV with header");
    case TraceForm::SmiCsvNoHeader:
        return QObject::tr("CSV without header");
    case TraceForm::WideCsv:
        return QObject::tr("CSV, a column for each GPU");
    case TraceForm::Dmon:
        return QObject::tr("nvidia-smi dmon");
    case TraceForm::SmiText:
        return QObject::tr("nvidia-smi -q");
    case TraceForm::SmiTable:
        return QObject::tr("nvidia-smi table");
    case TraceForm::DcgmLong:
        return QObject::tr("DCGM, a row for each field");
    case TraceForm::JsonLines:
        return QObject::tr("JSON");
    }
    return {};
}

std::string columnKey(const std::vector<PreviewColumn>& columns, std::size_t index)
{
    const std::string& name = columns[index].name;
    const auto same =
        std::count_if(columns.begin(), columns.end(), [&](const PreviewColumn& column) { return column.name == name; });
    return name.empty() || same > 1 || parseNumber(name) ? std::to_string(index + 1) : name;
}

QString columnTitle(const std::vector<PreviewColumn>& columns, std::size_t index)
{
    const PreviewColumn& column = columns[index];
    QString title = column.name.empty() ? QObject::tr("Column %1").arg(index + 1) : shown(column.name);
    if (!column.unit.empty())
        title += QStringLiteral(" (%1)").arg(shown(column.unit));
    return title;
}

QString roleText(ColumnRole role)
{
    switch (role) {
    case ColumnRole::Power:
        return QObject::tr("Power");
    case ColumnRole::Time:
        return QObject::tr("Time");
    case ColumnRole::GpuId:
        return QObject::tr("GPU");
    case ColumnRole::GpuName:
        return QObject::tr("Board");
    case ColumnRole::PowerLimit:
        return QObject::tr("Power limit");
    case ColumnRole::Side:
        return QObject::tr("Kept beside");
    case ColumnRole::Unknown:
        break;
    }
    return QObject::tr("Ignored");
}

std::vector<TableColumn<PreviewRow>> previewColumns(const ImportPreview& preview, const QIcon& complaint)
{
    std::vector<TableColumn<PreviewRow>> columns;
    columns.push_back(
        {QObject::tr("Line"), ColumnKind::Number, [issues = preview.issues, complaint](const PreviewRow& row) {
             TableCell cell{QString::number(row.line), static_cast<qulonglong>(row.line)};
             for (const Issue& issue : issues) {
                 if (issue.line == row.line) {
                     cell.icon = complaint;
                     cell.toolTip = shown(issue.message);
                 }
             }
             return cell;
         }});
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        const bool words = preview.columns[i].role == ColumnRole::GpuName;
        columns.push_back({columnTitle(preview.columns, i) + QLatin1Char('\n') + roleText(preview.columns[i].role),
                           words ? ColumnKind::Words : ColumnKind::Number, [i](const PreviewRow& row) {
                               return i < row.cells.size() ? TableCell{shown(row.cells[i]), {}} : TableCell{};
                           }});
    }
    return columns;
}

} // namespace wattline::ui
