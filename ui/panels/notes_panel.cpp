// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/notes_panel.h"

#include "ui/dialogs/annotation_dialog.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/annotation_work.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

namespace wattline::ui {

namespace {

TableCell secondsCell(double seconds)
{
    return {QString::number(seconds, 'f', 2), seconds};
}

} // namespace

std::vector<TableColumn<Annotation>> noteColumns()
{
    return {
        {QObject::tr("Kind"), ColumnKind::Words,
         [](const Annotation& note) {
             return TableCell{kindText(note.kind), kindText(note.kind)};
         },
         QObject::tr("Stretches marked Ignore are left out of all numbers and of the detection of phases")},
        {QObject::tr("GPU"), ColumnKind::Words,
         [](const Annotation& note) {
             return TableCell{note.gpu.empty() ? QObject::tr("All") : shown(note.gpu), shown(note.gpu)};
         }},
        {QObject::tr("Start (s)"), ColumnKind::Number,
         [](const Annotation& note) { return secondsCell(note.beginSeconds); }},
        {QObject::tr("Length (s)"), ColumnKind::Number,
         [](const Annotation& note) { return secondsCell(note.endSeconds - note.beginSeconds); }},
        {QObject::tr("Text"), ColumnKind::Words,
         [](const Annotation& note) {
             const QString line = shown(note.text).simplified();
             return TableCell{line, line, shown(note.text)};
         }},
    };
}

NotesPanel::NotesPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(noteColumns()),
      m_table(new SortedTable(&m_model, this)),
      m_reason(new QLabel(this)),
      m_stack(new QStackedWidget(this))
{
    m_table->setAccessibleName(tr("Notes"));
    m_reason->setAlignment(Qt::AlignCenter);
    m_reason->setWordWrap(true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_reason);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeButtons());
    connect(m_table, &SortedTable::rowChosen, this, [this](int row) {
        if (m_session.selection().annotation != static_cast<std::size_t>(row))
            selectAnnotation(m_session, static_cast<std::size_t>(row));
    });
    connect(m_table, &QTableView::activated, this, &NotesPanel::editChosen);
    auto* removal = new QShortcut(QKeySequence::Delete, m_table);
    removal->setContext(Qt::WidgetShortcut);
    connect(removal, &QShortcut::activated, this, &NotesPanel::removeChosen);
    connect(&m_session, &Session::recordingsChanged, this, &NotesPanel::refresh);
    connect(&m_session, &Session::selectionChanged, this, &NotesPanel::refresh);
    refresh();
}

QWidget* NotesPanel::makeButtons()
{
    auto* buttons = new QWidget;
    m_edit = new QPushButton(tr("Edit…"));
    m_edit->setAccessibleName(tr("Edit note"));
    m_remove = new QPushButton(tr("Delete"));
    m_remove->setAccessibleName(tr("Delete note"));
    auto* column = new QVBoxLayout(buttons);
    column->setContentsMargins(0, 4, 4, 4);
    column->addWidget(m_edit);
    column->addWidget(m_remove);
    column->addStretch();
    connect(m_edit, &QPushButton::clicked, this, &NotesPanel::editChosen);
    connect(m_remove, &QPushButton::clicked, this, &NotesPanel::removeChosen);
    return buttons;
}

void NotesPanel::refresh()
{
    const Selection& selection = m_session.selection();
    const auto present = selection.recording ? m_session.recordings()[*selection.recording].notes.present : nullptr;
    if (present != m_shown) {
        m_shown = present;
        m_model.setRows(m_shown ? *m_shown : Annotations());
        m_table->fitColumns();
    }
    const bool any = !m_model.rows().empty();
    m_reason->setText(selection.recording ? tr("Notes and marks appear here: Trace, Add Note (Ctrl+B).")
                                          : tr("Notes and marks of a recording appear here."));
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_reason);
    if (selection.annotation)
        m_table->chooseRow(static_cast<int>(*selection.annotation));
    else
        m_table->clearSelection();
    m_edit->setEnabled(selection.annotation.has_value());
    m_remove->setEnabled(selection.annotation.has_value());
}

void NotesPanel::editChosen()
{
    if (const auto chosen = m_session.selection().annotation)
        editNoteByDialog(m_session, *chosen, this);
}

void NotesPanel::removeChosen()
{
    if (const auto chosen = m_session.selection().annotation)
        removeAnnotation(m_session, *chosen);
}

} // namespace wattline::ui
