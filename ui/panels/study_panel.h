// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/study_frame.h"
#include "ui/session.h"
#include "ui/tables/study_columns.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

class StudyForm;

/// Errors of the search over populations, generations and crossovers, with the point from which more no longer helps. A
/// point of a curve, or a line of the table, can become the settings of the next search.
class StudyPanel : public StudyFrame {
    Q_OBJECT

public:
    explicit StudyPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

private:
    void buildControls();
    void chooseFile();
    void start();
    void showStudy();
    void choose(std::optional<std::size_t> point);

    Session& m_session;
    std::shared_ptr<const Study> m_shown;
    std::optional<std::size_t> m_chosen; ///< a point of the study
    StudyForm* m_form = nullptr;
    QLineEdit* m_file = nullptr;
    QPushButton* m_use = nullptr;
    FigureView* m_view = nullptr;
    RowModel<StudyRow>* m_rows = nullptr;
    SortedTable* m_table = nullptr;
};

} // namespace wattline::ui
