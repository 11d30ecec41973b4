// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// One line of the regimes table.
struct RegimeRow {
    std::size_t gpu = 0;
    std::size_t number = 1; ///< on its GPU, from 1
    QString gpuName;
    Regime values;
    std::optional<Wave> wave; ///< its own
    QString chiefReason;      ///< why the wave of the run is this one's; empty where it is not
};

/// A row for each regime of the recording, in order of GPU and time; none where the phases are not known.
std::vector<RegimeRow> regimeRows(const Recording& recording);
std::vector<TableColumn<RegimeRow>> regimeColumns();

/// The regimes of the selected recording: what each is, its epochs, period, mark and wave,
/// and why; one of them gives the wave of the run. A chosen one selects its
/// stretch.
class RegimesPanel : public QWidget {
    Q_OBJECT

public:
    explicit RegimesPanel(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    void choose(int row);

    Session& m_session;
    RowModel<RegimeRow> m_model;
    SortedTable* m_table;
    QLabel* m_reason;
    QStackedWidget* m_stack;
    std::shared_ptr<const TracePhases> m_shown;
};

} // namespace wattline::ui
