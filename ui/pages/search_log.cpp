// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_log.h"

#include "ui/tables/sorted_table.h"

#include <QVBoxLayout>

namespace wattline::ui {

namespace {

constexpr int RefreshMilliseconds = 200;

std::vector<TableColumn<SearchEvent>> eventColumns()
{
    return {{QObject::tr("Time"), ColumnKind::Words,
             [](const SearchEvent& event) {
                 return TableCell{event.time.toString(QStringLiteral("HH:mm:ss")), event.time};
             }},
            {QObject::tr("Generation"), ColumnKind::Number,
             [](const SearchEvent& event) {
                 return TableCell{QString::number(event.generations),
                                  QVariant::fromValue(static_cast<qulonglong>(event.generations))};
             }},
            {QObject::tr("Event"), ColumnKind::Words, [](const SearchEvent& event) {
                 return TableCell{event.text, {}, event.text};
             }}};
}

} // namespace

SearchLogView::SearchLogView(Session& session) : m_session(session)
{
    m_model = new RowModel<SearchEvent>(eventColumns(), this);
    m_table = new SortedTable(m_model);
    m_table->setAccessibleName(tr("Log of the search"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_table);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshMilliseconds);
    connect(&m_refreshTimer, &QTimer::timeout, this, &SearchLogView::refresh);
    connect(&m_session, &Session::searchChanged, this, &SearchLogView::refreshSoon);
    refresh();
}

void SearchLogView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SearchLogView::refreshSoon()
{
    if (isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void SearchLogView::refresh()
{
    const std::vector<SearchEvent>& events = m_session.search().events;
    if (events.size() == m_model->rows().size() &&
        (events.empty() ||
         (events.back().time == m_model->rows().back().time && events.back().text == m_model->rows().back().text)))
        return;
    m_model->setRows(events);
    m_table->fitColumns();
    m_table->scrollToBottom();
}

} // namespace wattline::ui
