// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/panel_in_focus.h"
#include "ui/session.h"

#include <QSplitter>

namespace wattline::ui {

class FigurePanel;

/// What the search page shows below its controls, in tabs: on the left of the search, its progress and its candidates;
/// on the right of the studied formula, the formula itself, how it fits, and how it depends on its features.
class SearchPanels : public QSplitter {
    Q_OBJECT

public:
    SearchPanels(Session& session, QWidget* progress, QWidget* formula, QWidget* parent = nullptr);

    /// Whose figure is exported; null while people are at the progress, at the formula, or nowhere yet.
    FigurePanel* panelInFocus() const;

signals:
    void currentFigureChanged();

private:
    PanelInFocus m_inFocus;
};

} // namespace wattline::ui
