// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/study_frame.h"
#include "ui/session.h"
#include "ui/tables/study_columns.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// How well a model of one group of rows (a network's family, a GPU, any column) predicts each other one. A cell, a
/// point or a line of the table tells all about its pair of groups.
class TransferPanel : public StudyFrame {
    Q_OBJECT

public:
    explicit TransferPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_current; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildControls();
    QWidget* buildFigure();
    void fillGroupings();
    void start();
    void showTransfer();
    void showPair(std::optional<std::pair<std::size_t, std::size_t>> pair);

    Session& m_session;
    std::shared_ptr<const Transfer> m_shown;
    QComboBox* m_by = nullptr;
    QComboBox* m_method = nullptr;
    QSpinBox* m_repeats = nullptr;
    FigureView* m_matrix = nullptr;
    FigureView* m_view = nullptr;
    FigureView* m_current = nullptr; ///< the one used last
    QLabel* m_pair = nullptr;
    RowModel<TransferPair>* m_rows = nullptr;
    SortedTable* m_table = nullptr;
};

} // namespace wattline::ui
