// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
class QLabel;
QT_END_NAMESPACE

namespace wattline::ui {

class NoPhases;
class SortedTable;

/// One line of the phases table: a phase, and where it stands in the recording.
struct PhaseRow {
    std::size_t gpu = 0;
    std::size_t phase = 0;
    QString gpuName;
    Phase values;
    bool tooShort = false; ///< for the sensor to show its level
};

/// A row for each peak and valley of the selected recording, in order of GPU and time.
/// A recording without phases has none.
std::vector<PhaseRow> phaseRows(const Recording& recording);
std::vector<TableColumn<PhaseRow>> phaseColumns();

/// The table of phases of the selected recording; a chosen row is the session's selected phase, and the other way
/// round. Where there are no phases it says why.
class PhasesPanel : public QWidget {
    Q_OBJECT

public:
    explicit PhasesPanel(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    void choose(int row);
    void showSelection();
    QString reasonForNone() const;

    Session& m_session;
    RowModel<PhaseRow> m_model;
    SortedTable* m_table;
    QLabel* m_reason;
    NoPhases* m_none;
    QStackedWidget* m_stack;
    std::shared_ptr<const TracePhases> m_shown;
    std::shared_ptr<const TraceQuality> m_shownQuality;
    std::map<std::string, std::size_t> m_shownSensors;
};

} // namespace wattline::ui
