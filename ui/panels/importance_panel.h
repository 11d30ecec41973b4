// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/study_frame.h"
#include "ui/session.h"
#include "ui/tables/study_columns.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// What each feature contributes to a model on test rows, in two views: how much the error grows when it is shuffled,
/// and how far the prediction moves with it. The model is a method that is fitted for it, or the studied formula. A
/// point or a line of the table selects the feature on every page.
class ImportancePanel : public StudyFrame {
    Q_OBJECT

public:
    explicit ImportancePanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_current; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildControls();
    QWidget* buildFigures();
    void fillModels();
    void start();
    void showStudy();
    void selectFeature(std::size_t feature);

    Session& m_session;
    std::shared_ptr<const ImportanceStudy> m_shown;
    QComboBox* m_model = nullptr;
    QSpinBox* m_splits = nullptr;
    FigureView* m_importance = nullptr;
    FigureView* m_elasticity = nullptr;
    FigureView* m_current = nullptr; ///< the one used last
    RowModel<ImportanceRow>* m_rows = nullptr;
    SortedTable* m_table = nullptr;
};

} // namespace wattline::ui
