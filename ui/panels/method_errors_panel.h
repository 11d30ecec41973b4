// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/comparison_figures.h"
#include "ui/panels/figure_panel.h"
#include "ui/session.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// The errors of every compared method over the repeats: points, boxes and, on demand, a line from method to method for
/// each repeat. A click on a point selects its method.
class MethodErrorsPanel : public FigurePanel {
    Q_OBJECT

public:
    explicit MethodErrorsPanel(Session& session, QWidget* parent = nullptr);

    FigureView* currentView() const override { return m_view; }

private:
    void draw();
    void selectMethod(std::size_t curve);

    Session& m_session;
    QComboBox* m_error = nullptr;
    QCheckBox* m_join = nullptr;
    FigureView* m_view = nullptr;
    std::string m_drawn; ///< title and axis of the figure on show
};

} // namespace wattline::ui
