// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/figure.h"
#include "ui/plots/figure_export.h"

#include <QList>
#include <QWidget>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;

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

    /// What goes on paper in the place of the figure, where the reader is busy with something else on the page: a
    /// formula, a tree.
    virtual std::optional<PaperDrawing> currentDrawing() const { return {}; }

    /// What can be done to the formula that the page shows, for the menus; none where it shows no formula.
    virtual QList<QAction*> formulaActions() const { return {}; }

signals:
    /// Another figure is on show, or none any more.
    void currentFigureChanged();
    /// The page has no data set yet: the window asks for a metadata CSV.
    void addMetadataRequested();
};

} // namespace wattline::ui
