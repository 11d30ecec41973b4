// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// A figure or, by a switch, its table twin, with a button that copies the table while it is on show. Above them stands
/// a line of what belongs to both: controls of the owner at its beginning, then the caption, the switch at its end.
class FigureOrTable : public QWidget {
    Q_OBJECT

public:
    /// Takes both; `figure` may hold several views. `switchName` is what a screen reader calls the switch.
    FigureOrTable(QWidget* figure, SortedTable* table, const QString& switchName, QWidget* parent = nullptr);

    /// Puts a control behind those that are there, before the caption.
    void addControl(QWidget* control);
    /// What a reader must know of the figure or of the table; wrapped, and gone where it is empty.
    void setCaption(const QString& caption);

    /// The copy button and the switch, for an owner that puts them into a line of its own.
    QWidget* tableSwitch() const { return m_switch; }
    bool showsTable() const;

signals:
    void tableToggled(bool shown);

private:
    void showTable(bool on);

    QHBoxLayout* m_line = nullptr;
    QLabel* m_caption = nullptr;
    QWidget* m_switch = nullptr;
    QWidget* m_copy = nullptr;
    QStackedWidget* m_content = nullptr;
};

} // namespace wattline::ui
