// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/figure_panel.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// What the panels about models have in common: a line of controls, below it figures or, by a switch, the same as a
/// table, and at the foot what a reader must know. A sentence stands in their place while there is nothing to show.
class StudyFrame : public FigurePanel {
    Q_OBJECT

protected:
    /// `sentence` says what will be shown and how.
    StudyFrame(const QString& sentence, QWidget* parent);

    QHBoxLayout* controls() const { return m_controls; }
    /// Adds a control behind its label.
    void addLabelled(const QString& label, QWidget* field);
    /// A further line, above the controls.
    void addLine(QWidget* line);
    /// Ends the line of controls with the switch to the table; `name` is what a screen reader calls the switch.
    void setContents(QWidget* figures, SortedTable* table, const QString& name);
    void showContents(bool any, const QStringList& remarks);

private:
    QVBoxLayout* m_lines = nullptr;
    QHBoxLayout* m_controls = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_switch = nullptr;
    QLabel* m_remarks = nullptr;
};

} // namespace wattline::ui
