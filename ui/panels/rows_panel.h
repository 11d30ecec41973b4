// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace wattline::ui {

class LatestTask;
class ShowRecordingButton;
class SortedTable;

/// The data set as a table, a row for each configuration: sorted by a click on a header, filtered by words. The chosen
/// row is that of the whole window. Return or a double click on a row shows the recording that it was measured on; on a
/// target, the phases that this one was measured on.
class RowsPanel : public QWidget {
    Q_OBJECT

public:
    explicit RowsPanel(Session& session, QWidget* parent = nullptr);

private:
    void makeLayout();
    void showDataset();
    void filter();
    void showRows(std::vector<std::size_t> rows);
    void showSelection();
    void activate(int column);

    Session& m_session;
    RowModel<std::size_t> m_model;
    std::shared_ptr<const BuiltDataset> m_shown;
    std::vector<std::string> m_names; ///< of the columns, in the order of the table
    SortedTable* m_table;
    QLineEdit* m_filter;
    QLabel* m_count;
    QLabel* m_legend;
    ShowRecordingButton* m_show;
    LatestTask* m_finding;
};

} // namespace wattline::ui
