// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"

#include <QWidget>
#include <optional>

namespace wattline::ui {

class FigureView;
enum class FormulaNotation;

/// One of the window's pages: a step of the work. Pages know the session alone, never each other or the window.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// As the page switcher shows it: "Trace".
    virtual QString title() const = 0;

    /// Whether there is a figure on show; costs no copy of it.
    virtual bool showsFigure() const = 0;

    /// The figure that is on show, as it would be exported; nothing where the page shows none.
    virtual std::optional<Figure> currentFigure() const = 0;

    /// The view that the window's zoom commands act on; null where the page has none.
    virtual FigureView* currentView() const { return nullptr; }

    /// Whether the page shows the selected recording over its time: then phases and ranges can be seen on it.
    virtual bool showsRecording() const { return false; }

    /// The formula that is on show, as it would be copied; empty where the page shows none.
    virtual QString formulaAs(FormulaNotation) const { return {}; }

signals:
    /// Another figure is on show, or none any more.
    void currentFigureChanged();
    /// The page has no data set yet: the window asks for a metadata CSV.
    void addMetadataRequested();
};

} // namespace wattline::ui
