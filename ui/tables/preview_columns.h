// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/import_preview.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// "CSV with header", "Power": forms and roles as the import preview names them.
QString formText(TraceForm form);
QString roleText(ColumnRole role);

/// What ReadOptions call a column: its header where that is unique, else its number from 1.
std::string columnKey(const std::vector<PreviewColumn>& columns, std::size_t index);

/// "power.draw (W)", or "Column 3" in a file without a header.
QString columnTitle(const std::vector<PreviewColumn>& columns, std::size_t index);

/// The columns of the table that shows a file's first rows: the line, then the file's own columns, each with its role.
/// A line that reading complains of bears a sign and the reason.
std::vector<TableColumn<PreviewRow>> previewColumns(const ImportPreview& preview, const QIcon& complaint);

} // namespace wattline::ui
