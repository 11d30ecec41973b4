// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rows_panel.h"

#include "core/data/find_rows.h"
#include "core/data/marked_cells.h"
#include "ui/panels/show_recording_button.h"
#include "ui/style/text.h"
#include "ui/tables/dataset_columns.h"
#include "ui/tables/sorted_table.h"
#include "ui/tasks/latest_task.h"
#include "ui/work/provenance_work.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

bool holdsFilledCells(const Dataset& dataset)
{
    return dataset.find(FilledColumn) != nullptr ||
           std::ranges::any_of(dataset.provenance,
                               [](const RowProvenance& origin) { return !origin.filledColumns.empty(); });
}

} // namespace

RowsPanel::RowsPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model({}),
      m_table(new SortedTable(&m_model)),
      m_filter(new QLineEdit),
      m_count(new QLabel),
      m_legend(new QLabel(tr("%1 filled from the network catalogue").arg(QString::fromUtf8(FilledMark)))),
      m_show(new ShowRecordingButton(session)),
      m_finding(new LatestTask(this))
{
    makeLayout();
    connect(m_filter, &QLineEdit::textChanged, this, &RowsPanel::filter);
    connect(m_table, &SortedTable::rowChosen, this, [this](int row) {
        Selection selection = m_session.selection();
        selection.datasetRow = m_model.rows()[static_cast<std::size_t>(row)];
        m_session.select(selection);
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& cell) { activate(cell.column()); });
    connect(&m_session, &Session::datasetChanged, this, &RowsPanel::showDataset);
    connect(&m_session, &Session::selectionChanged, this, &RowsPanel::showSelection);
    showDataset();
}

void RowsPanel::makeLayout()
{
    m_table->setAccessibleName(tr("Rows of the data set"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_filter->setAccessibleName(tr("Filter rows"));
    m_filter->setPlaceholderText(tr("Filter by words: vit a800 256"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(320);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 4, 0, 0);
    line->addWidget(m_filter, 1);
    line->addWidget(m_count);
    line->addWidget(m_legend);
    line->addStretch(1);
    line->addWidget(m_show);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(line);
    layout->addWidget(m_table, 1);
}

void RowsPanel::showDataset()
{
    if (m_session.dataset() == m_shown)
        return;
    m_shown = m_session.dataset();
    m_legend->setVisible(m_shown && holdsFilledCells(m_shown->dataset));
    if (!m_shown) {
        m_names.clear();
        m_model.setContents({}, {});
        return m_count->setText({});
    }
    m_model.setContents(datasetColumns(m_shown, m_names), {});
    std::vector<std::size_t> all(m_shown->dataset.rowCount());
    for (std::size_t row = 0; row < all.size(); ++row)
        all[row] = row;
    const QSignalBlocker quiet(m_filter);
    m_filter->clear();
    showRows(std::move(all));
    m_table->fitColumns();
}

void RowsPanel::filter()
{
    if (!m_shown)
        return;
    const auto find = [built = m_shown, text = plain(m_filter->text())](const RunContext& context) {
        return findRows(built->dataset, text, context);
    };
    m_finding->ask(tr("Filtering rows"), workOf<std::vector<std::size_t>>(
                                             find, [this, built = m_shown](Result<std::vector<std::size_t>> rows) {
                                                 if (rows && built == m_shown)
                                                     showRows(std::move(*rows));
                                             }));
}

void RowsPanel::showRows(std::vector<std::size_t> rows)
{
    const std::size_t all = m_shown->dataset.rowCount();
    m_count->setText(rows.size() == all ? tr("%1 rows").arg(all) : tr("%1 of %2 rows").arg(rows.size()).arg(all));
    m_table->clearSelection(); // row numbers mean other rows from here on
    m_model.setRows(std::move(rows));
    showSelection();
}

void RowsPanel::showSelection()
{
    const std::optional<std::size_t> wanted = m_session.selection().datasetRow;
    const std::vector<std::size_t>& rows = m_model.rows();
    const auto found = wanted ? std::ranges::lower_bound(rows, *wanted) : rows.end();
    if (found != rows.end() && *found == *wanted)
        m_table->chooseRow(static_cast<int>(found - rows.begin()));
    else
        m_table->clearSelection();
}

void RowsPanel::activate(int column)
{
    if (m_table->chosenRow())
        m_show->showFor(targetOfColumn(m_names.at(static_cast<std::size_t>(column))));
}

} // namespace wattline::ui
