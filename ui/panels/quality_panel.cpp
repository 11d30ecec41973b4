// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/quality_panel.h"

#include "core/base/text.h"
#include "ui/dialogs/line_view.h"
#include "ui/style/severity_icon.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

namespace wattline::ui {

namespace {

ui::Severity severityOf(wattline::Severity severity)
{
    switch (severity) {
    case wattline::Severity::Caution:
        return ui::Severity::Warning;
    case wattline::Severity::Problem:
        return ui::Severity::Problem;
    case wattline::Severity::Note:
        break;
    }
    return ui::Severity::Note;
}

QualityRow rowOf(const QualityFinding& finding, const QString& gpu)
{
    return {severityOf(finding.severity), gpu, capitalised(nameOf(finding.aspect)), shown(finding.message)};
}

QualityRow rowOf(const Issue& issue)
{
    const bool harmless = issue.kind == IssueKind::Header || issue.kind == IssueKind::Assumption;
    return {harmless ? ui::Severity::Note : ui::Severity::Warning,
            {},
            QObject::tr("Reading"),
            shown(issue.message),
            issue.line,
            issue.count};
}

/// What is said alike of several GPUs stands once, with all of their names.
void add(std::vector<QualityRow>& rows, QualityRow row)
{
    const auto same =
        std::find_if(rows.begin(), rows.end(), [&](const QualityRow& each) { return each.message == row.message; });
    if (same != rows.end())
        same->gpu += QStringLiteral(", ") + row.gpu;
    else
        rows.push_back(std::move(row));
}

} // namespace

std::vector<QualityRow> qualityRows(const Trace& trace, const TraceQuality* quality)
{
    std::vector<QualityRow> rows;
    if (quality != nullptr) {
        for (std::size_t gpu = 0; gpu < std::min(trace.gpus.size(), quality->gpus.size()); ++gpu) {
            for (const QualityFinding& finding : quality->gpus[gpu].findings)
                add(rows, rowOf(finding, shown(trace.gpus[gpu].id)));
        }
        if (quality->clock)
            rows.push_back(rowOf(*quality->clock, {}));
    }
    for (const Issue& issue : trace.issues)
        rows.push_back(rowOf(issue));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const QualityRow& a, const QualityRow& b) { return a.severity > b.severity; });
    return rows;
}

std::vector<TableColumn<QualityRow>> qualityColumns(const QWidget& widget)
{
    return {
        {QObject::tr("Weight"), ColumnKind::Words,
         [&widget](const QualityRow& row) {
             return TableCell{
                 severityName(row.severity), static_cast<int>(row.severity), {}, severityIcon(row.severity, widget)};
         }},
        {QObject::tr("GPU"), ColumnKind::Words,
         [](const QualityRow& row) {
             return TableCell{row.gpu.isEmpty() ? QObject::tr("All") : row.gpu, row.gpu};
         }},
        {QObject::tr("About"), ColumnKind::Words,
         [](const QualityRow& row) {
             return TableCell{row.about, row.about};
         }},
        {QObject::tr("Line"), ColumnKind::Number,
         [](const QualityRow& row) {
             return TableCell{row.line > 0 ? shown(formatCount(row.line)) : QString(),
                              static_cast<qulonglong>(row.line)};
         },
         QObject::tr("Of the file, where it occurs first")},
        {QObject::tr("Count"), ColumnKind::Number,
         [](const QualityRow& row) {
             return TableCell{row.count > 0 ? shown(formatCount(row.count)) : QString(),
                              static_cast<qulonglong>(row.count)};
         }},
        {QObject::tr("Finding"), ColumnKind::Words,
         [](const QualityRow& row) {
             return TableCell{row.message, row.message, row.message};
         }},
    };
}

QualityPanel::QualityPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(qualityColumns(*this)),
      m_table(new SortedTable(&m_model, this)),
      m_reason(new QLabel(this)),
      m_stack(new QStackedWidget(this)),
      m_showLine(new QPushButton(tr("Show Line")))
{
    m_table->setAccessibleName(tr("Quality"));
    m_reason->setAlignment(Qt::AlignCenter);
    m_reason->setWordWrap(true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_reason);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 4, 4, 4);
    column->addWidget(m_showLine);
    column->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack, 1);
    layout->addLayout(column);
    connect(m_table, &SortedTable::rowChosen, this, &QualityPanel::showButtons);
    connect(m_table, &QTableView::activated, this, &QualityPanel::showChosenLine);
    connect(m_showLine, &QPushButton::clicked, this, &QualityPanel::showChosenLine);
    connect(&m_session, &Session::recordingsChanged, this, &QualityPanel::refresh);
    connect(&m_session, &Session::selectionChanged, this, &QualityPanel::refresh);
    refresh();
}

void QualityPanel::refresh()
{
    const std::optional<std::size_t> selected = m_session.selection().recording;
    const Recording* recording = selected ? &m_session.recordings()[*selected] : nullptr;
    const auto trace = recording != nullptr ? recording->trace : nullptr;
    const auto quality = recording != nullptr ? recording->quality : nullptr;
    if (trace != m_shown || quality != m_shownQuality) {
        m_shown = trace;
        m_shownQuality = quality;
        m_table->clearSelection(); // another finding may stand in that row
        m_model.setRows(trace ? qualityRows(*trace, quality.get()) : std::vector<QualityRow>());
        m_table->fitColumns();
    }
    const bool any = !m_model.rows().empty();
    if (!any)
        m_reason->setText(!trace     ? tr("What is known against a recording appears here.")
                          : !quality ? tr("Measuring…")
                                     : tr("Nothing is known against this recording."));
    m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_reason);
    showButtons();
}

void QualityPanel::showButtons()
{
    const std::optional<int> row = m_table->chosenRow();
    m_showLine->setEnabled(row && m_model.rows()[static_cast<std::size_t>(*row)].line > 0);
}

void QualityPanel::showChosenLine()
{
    if (m_showLine->isEnabled())
        showLine(m_session, pathOf(shown(m_shown->path)),
                 m_model.rows()[static_cast<std::size_t>(*m_table->chosenRow())].line, this);
}

} // namespace wattline::ui
