// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/trend_fits.h"
#include "ui/panels/figure_panel.h"
#include "ui/session.h"
#include "ui/tasks/latest_task.h"

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;
class TrendModel;

/// The selected feature against the target over the ranked rows, the strongest feature until one is chosen; the trends
/// through them, drawn and as a table; and the details of the selected row. Trends are fitted while they can be seen.
class ScatterPanel : public FigurePanel {
    Q_OBJECT

public:
    explicit ScatterPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// Which rows and which of their features.
    struct Shown {
        std::shared_ptr<const RegressionData> rows;
        std::size_t feature = 0;
        bool operator==(const Shown&) const = default;
    };

    QWidget* buildTrends();
    void connectSession();
    void showFeature();
    void fitSoon();
    void showTrends(const Result<TrendFits>& trends);
    void draw();

    Session& m_session;
    LatestTask m_task;
    Shown m_shown;
    Shown m_fitted; ///< what the trends are of, or are being fitted to
    std::optional<TrendFits> m_trends;
    FigureView* m_view = nullptr;
    TrendModel* m_trendModel = nullptr;
    SortedTable* m_trendTable = nullptr;
    QLabel* m_caption = nullptr;
};

} // namespace wattline::ui
