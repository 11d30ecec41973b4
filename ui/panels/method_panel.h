// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/figure_panel.h"
#include "ui/session.h"

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace wattline::ui {

/// A figure of the compared method that is selected, each point of which is a row of the data set: a click selects it
/// everywhere, and the selected one is marked.
class MethodPanel : public FigurePanel {
    Q_OBJECT

public:
    MethodPanel(Session& session, const QString& accessibleName, QWidget* parent);

    FigureView* currentView() const override { return m_view; }

protected:
    /// The figure of one method; empty where there is nothing to draw.
    virtual Figure figureOf(const Comparison& comparison, std::size_t method) const = 0;

    /// Draws anew; what is in view stays where the title does.
    void draw();
    Session& session() const { return m_session; }
    QVBoxLayout& column() const { return *m_column; }

private:
    void markRow();

    Session& m_session;
    QVBoxLayout* m_column = nullptr;
    FigureView* m_view = nullptr;
};

/// Predicted against observed on the test rows of every repeat.
class PredictedPanel : public MethodPanel {
    Q_OBJECT

public:
    explicit PredictedPanel(Session& session, QWidget* parent = nullptr);

private:
    Figure figureOf(const Comparison& comparison, std::size_t method) const override;
};

} // namespace wattline::ui
