// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/tables/row_model.h"

#include <QTimer>
#include <QWidget>

namespace wattline::ui {

class SortedTable;

/// What happened in a search, the newest last: started, better formulas, plateaus, pauses, other settings.
class SearchLogView : public QWidget {
    Q_OBJECT

public:
    explicit SearchLogView(Session& session);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refreshSoon();
    void refresh();

    Session& m_session;
    RowModel<SearchEvent>* m_model = nullptr;
    SortedTable* m_table = nullptr;
    QTimer m_refreshTimer;
};

} // namespace wattline::ui
