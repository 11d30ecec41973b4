// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"

#include <QWidget>
#include <optional>

namespace wattline::ui {

class FigureView;

/// A part of a page with figures of its own.
class FigurePanel : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The view of the figure on show, of several the one used last.
    virtual FigureView* currentView() const = 0;
    bool showsFigure() const;
    /// What that view shows, as it would be exported; nothing where it is empty.
    std::optional<Figure> currentFigure() const;

signals:
    void currentFigureChanged();
};

} // namespace wattline::ui
