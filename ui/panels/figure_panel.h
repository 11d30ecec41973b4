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

    /// The figure that is on show, of several the one used last, as it would be exported; nothing where there is none.
    virtual std::optional<Figure> currentFigure() const = 0;
    /// The view of that figure.
    virtual FigureView* currentView() const = 0;

signals:
    void currentFigureChanged();
};

} // namespace wattline::ui
