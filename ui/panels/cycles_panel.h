// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/cycle_figure.h"
#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;
class SortedTable;

/// The cycles of a GPU of the selected recording: a row for each, and all of them laid over each other with mean and
/// spread, so that one sees at a glance whether the period is right. The GPU is the selected one, else the first shown.
class CyclesPanel : public QWidget {
    Q_OBJECT

public:
    explicit CyclesPanel(Session& session, QWidget* parent = nullptr);

private:
    void makeLayout();
    void refresh();
    void fillRegimes();
    void lay();
    void take(std::vector<NamedOverlay> overlays);
    void choose(int row);
    void showSelection();
    void exportCycles();

    Session& m_session;
    RowModel<Cycle> m_model;
    SortedTable* m_table;
    FigureView* m_view;
    QComboBox* m_regime;
    QComboBox* m_axis;
    QLabel* m_of;
    QPushButton* m_export;
    QLabel* m_reason;
    QStackedWidget* m_stack;
    std::shared_ptr<const TracePhases> m_shown;
    std::size_t m_gpu = 0;
    QPointer<Task> m_task;
    int m_laying = 0; ///< which task is the last one
};

} // namespace wattline::ui
