// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/figure_panel.h"
#include "ui/session.h"

namespace wattline::ui {

/// The selected feature against the target over the ranked rows, the strongest feature until one is chosen, and the
/// details of the selected row.
class ScatterPanel : public FigurePanel {
    Q_OBJECT

public:
    explicit ScatterPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

private:
    void connectSession();
    void showFeature();

    Session& m_session;
    std::shared_ptr<const RegressionData> m_shown; ///< what the figure is of
    FigureView* m_view = nullptr;
};

} // namespace wattline::ui
