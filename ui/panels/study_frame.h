// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/figure_panel.h"
#include "ui/session.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace wattline::ui {

class EmptyState;
class JobBar;
class SortedTable;

/// What the panels about models have in common: a line of controls, below it figures or, by a switch, the same as a
/// table, and at the foot what a reader must know. While there is nothing to show, a sentence and a button that starts
/// the job stand in their place.
class StudyFrame : public FigurePanel {
    Q_OBJECT

protected:
    /// `sentence` says what will be shown and how, `start` is the text of the buttons that start the job.
    StudyFrame(Session& session, Job job, const QString& sentence, const QString& start, QWidget* parent);

    QHBoxLayout* controls() const { return m_controls; }
    /// Adds a control behind its label.
    void addLabelled(const QString& label, QWidget* field);
    /// Adds what starts the job and, while it runs, shows and cancels it.
    void addStart();
    /// A further line, above the controls.
    void addLine(QWidget* line);
    /// Ends the line of controls with the switch to the table; `name` is what a screen reader calls the switch.
    void setContents(QWidget* figures, SortedTable* table, const QString& name);
    void showContents(bool any, const QStringList& remarks);

signals:
    void startRequested();

private:
    void enableStart();

    Session& m_session;
    Job m_job;
    JobBar* m_start = nullptr;
    EmptyState* m_empty = nullptr;
    QVBoxLayout* m_lines = nullptr;
    QHBoxLayout* m_controls = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_switch = nullptr;
    QLabel* m_remarks = nullptr;
};

} // namespace wattline::ui
