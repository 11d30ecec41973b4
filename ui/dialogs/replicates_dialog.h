// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/replicate_figure.h"
#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;
class SortedTable;

std::vector<TableColumn<Replicate>> replicateColumns();
std::vector<TableColumn<ReplicatePoint>> meanCurveColumns();

/// Averages ticked recordings point by point and shows mean, spread and drift: as a figure, which the export dialog
/// takes, and as tables. Every change of the choice is averaged anew, on a task.
class ReplicatesDialog : public QDialog {
    Q_OBJECT

public:
    explicit ReplicatesDialog(Session& session, QWidget* parent = nullptr);

private:
    QWidget* makeChoice();
    QWidget* makeResult();
    void fillGpus();
    void average();
    void show(const Result<ReplicateAverage>& average);

    Session& m_session;
    std::vector<std::shared_ptr<const Trace>> m_traces; ///< what is counted of each, as the list shows them
    QListWidget* m_list = nullptr;
    QComboBox* m_gpu = nullptr;
    QComboBox* m_alignAt = nullptr;
    FigureView* m_view = nullptr;
    RowModel<ReplicatePoint> m_points;
    SortedTable* m_curve = nullptr;
    RowModel<Replicate> m_replicates;
    SortedTable* m_table = nullptr;
    QLabel* m_summary = nullptr;
    QPushButton* m_export = nullptr;
    Task* m_task = nullptr;
    bool m_again = false; ///< the choice has changed since the running average began
};

} // namespace wattline::ui
