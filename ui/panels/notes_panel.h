// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

std::vector<TableColumn<Annotation>> noteColumns();

/// The notes and marks of the selected recording. A chosen row is the session's selected note, and its stretch the
/// selected range; Return or a double click edits it, Delete takes it away.
class NotesPanel : public QWidget {
    Q_OBJECT

public:
    explicit NotesPanel(Session& session, QWidget* parent = nullptr);

private:
    QWidget* makeButtons();
    void refresh();
    void editChosen();
    void removeChosen();

    Session& m_session;
    RowModel<Annotation> m_model;
    SortedTable* m_table;
    QLabel* m_reason;
    QStackedWidget* m_stack;
    QPushButton* m_edit = nullptr;
    QPushButton* m_remove = nullptr;
    std::shared_ptr<const Annotations> m_shown;
};

} // namespace wattline::ui
