// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/figure_panel.h"
#include "ui/session.h"
#include "ui/tables/effect_columns.h"
#include "ui/tasks/latest_task.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// What the levels of a factor - optimizer, learning rate, any column of few values - go along with: the rows of each
/// level as points with mean and spread, the levels as a table, and the size of the effect beside that of the other
/// columns, over all rows that the choice keeps and among rows that agree in everything else. Computed while it can be
/// seen.
class EffectsPanel : public FigurePanel {
    Q_OBJECT

public:
    explicit EffectsPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// What effects were asked of. An empty factor: the first of those that people ask for.
    struct Question {
        std::shared_ptr<const BuiltDataset> dataset;
        EffectChoice choice;
        bool operator==(const Question&) const = default;
    };
    /// The factors that there are, and the table of one of them or why there is none.
    struct Answer {
        std::vector<std::string> factors;
        std::string factor;
        std::shared_ptr<const EffectTable> table;
        std::string failure;
    };

    QWidget* buildTables();
    void connectSession();
    void compute();
    static Result<Answer> answerTo(Question question, const RunContext& context);
    void showAnswer(const Answer& answer);
    void fillFactors(const Answer& answer);

    Session& m_session;
    LatestTask m_task;
    Question m_asked;     ///< what is on show, or being computed
    std::string m_factor; ///< the one that somebody chose; empty until then
    QStackedWidget* m_stack = nullptr;
    QLabel* m_nothing = nullptr;
    QComboBox* m_factors = nullptr;
    QLabel* m_summary = nullptr;
    FigureView* m_view = nullptr;
    RowModel<LevelRow>* m_levelModel = nullptr;
    SortedTable* m_levels = nullptr;
    RowModel<SizeRow>* m_sizeModel = nullptr;
    SortedTable* m_sizes = nullptr;
};

} // namespace wattline::ui
