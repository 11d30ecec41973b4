// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QSplitter>

QT_BEGIN_NAMESPACE
class QTabWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class FigurePanel;

/// What the compare page shows below its table: a tab for each figure panel, and beside them the row that is selected.
class ComparePanels : public QSplitter {
    Q_OBJECT

public:
    explicit ComparePanels(Session& session, QWidget* parent = nullptr);

    /// The panel in front.
    FigurePanel& current() const;

signals:
    void currentFigureChanged();

private:
    void addPanel(FigurePanel* panel, const QString& title);
    /// The tabs that speak of a comparison are there only where there is one.
    void enableComparison(bool any);

    QTabWidget* m_tabs = nullptr;
    int m_ofComparison = 0; ///< the first tabs, which speak of the comparison
    int m_before = 0;       ///< of these, the one in front when there was a comparison last
};

} // namespace wattline::ui
