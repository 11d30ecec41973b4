// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/quality.h"
#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// One line of the quality table: a finding on the measurement, or a remark of the reader.
struct QualityRow {
    ui::Severity severity = ui::Severity::Note;
    QString gpu; ///< one or several; empty: the whole recording
    QString about;
    QString message;
    std::size_t line = 0; ///< of the file, from 1; 0 where there is none to show
    std::size_t count = 0;
};

/// What is known against a recording, the worst first. `quality` may be null: then only what the reader said.
std::vector<QualityRow> qualityRows(const Trace& trace, const TraceQuality* quality);
std::vector<TableColumn<QualityRow>> qualityColumns(const QWidget& widget);

/// The quality of the selected recording, in sentences; a button shows the line of the file that one speaks of.
class QualityPanel : public QWidget {
    Q_OBJECT

public:
    explicit QualityPanel(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    void showButtons();
    void showChosenLine();

    Session& m_session;
    RowModel<QualityRow> m_model;
    SortedTable* m_table;
    QLabel* m_reason;
    QStackedWidget* m_stack;
    QPushButton* m_showLine;
    std::shared_ptr<const Trace> m_shown;
    std::shared_ptr<const TraceQuality> m_shownQuality;
};

} // namespace wattline::ui
