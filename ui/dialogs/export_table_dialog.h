// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/table_files.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPlainTextEdit;
QT_END_NAMESPACE

namespace wattline::ui {

class Session;
class SortedTable;

/// Asks in which form a table shall leave, and shows the beginning of the file as it will be.
class ExportTableDialog : public QDialog {
    Q_OBJECT

public:
    explicit ExportTableDialog(TextTable table, QWidget* parent = nullptr);

    TableForm form() const;

private:
    void showPreview();

    TextTable m_table;
    QComboBox* m_form;
    QPlainTextEdit* m_preview;
};

/// Asks for the form and a file, writes the table as it is sorted, and says where; where it cannot be written it offers
/// another place.
void exportTableByDialog(Session& session, const SortedTable& table, QWidget* parent);

} // namespace wattline::ui
