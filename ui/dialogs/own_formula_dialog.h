// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/tables/metrics_columns.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

class FormulaView;
class LatestTask;
class OwnFormulaEdit;
class SortedTable;

/// Writes a formula in units of the data set. While it is written it stands below as mathematics with its errors on
/// training, validation and test rows; what cannot be read is underlined and said.
class OwnFormulaDialog : public QDialog {
    Q_OBJECT

public:
    /// `blank` has the rows to try on, and the text that stands there first is of `begin` (empty: none).
    OwnFormulaDialog(StudiedFormula blank, const Expression& begin, QWidget* parent = nullptr);

    /// Keeps the errors on the test rows out of sight, as while a search goes on. Before the dialog is shown.
    void withholdTestErrors();
    /// What was written, with its errors; needs an accepted dialog.
    const StudiedFormula& formula() const { return m_formula; }

private:
    void buildLayout();
    void read();
    void tryOut(const Expression& expression);
    void showErrors();

    StudiedFormula m_formula;
    bool m_withholdsTestErrors = false;
    bool m_known = false; ///< the errors are those of what stands in the field
    OwnFormulaEdit* m_edit;
    QLabel* m_message;
    FormulaView* m_mathematics;
    RowModel<PartMetrics>* m_errors;
    SortedTable* m_table;
    QPushButton* m_study = nullptr;
    LatestTask* m_task;
};

/// Asks for a formula, beginning with the studied one, and studies it: one step of the undo stack. Does nothing where
/// no rows are chosen to learn from.
void writeOwnFormula(Session& session, QWidget* parent);

} // namespace wattline::ui
