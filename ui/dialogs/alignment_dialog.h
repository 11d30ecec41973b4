// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"
#include "ui/dialogs/recording_chooser.h"
#include "ui/tasks/latest_task.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QLabel;
class QPushButton;
class QTabWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;
class SortedTable;

/// What dialogs share that align recordings: on the left what is chosen, on the right a summary, the figure, which the
/// export dialog takes, and a table with a line for each recording. Every change of the choice is computed anew, on a
/// task.
class AlignmentDialog : public QDialog {
    Q_OBJECT

public:
    /// How a screen reader calls its parts.
    struct PartNames {
        QString figure;
        QString summary;
    };

protected:
    AlignmentDialog(Session& session, const PartNames& names, QWidget* parent);

    /// Computes the result for what is chosen; called on every change of it.
    virtual void compute() = 0;

    RecordingChoice choice() const { return m_chooser->choice(); }
    /// The table with a line for each recording; to be called once.
    void addTable(QAbstractItemModel* recordings, const QString& accessibleName);
    /// A page beside the figure.
    void addTab(QWidget* page, const QString& title);
    /// Says that it is being computed, and starts.
    void start(const QString& title, Task::Work work);
    /// A figure without panels cannot be exported.
    void show(const QString& summary, Figure figure);

private:
    QWidget* makeResult(const PartNames& names);

    RecordingChooser* m_chooser;
    FigureView* m_view = nullptr;
    QTabWidget* m_tabs = nullptr;
    QVBoxLayout* m_column = nullptr;
    SortedTable* m_table = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_export = nullptr;
    LatestTask* m_work;
};

} // namespace wattline::ui
