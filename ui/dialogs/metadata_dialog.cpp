// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/metadata_dialog.h"

#include "core/base/text.h"
#include "ui/dialogs/meaning_table.h"
#include "ui/style/text.h"
#include "ui/tables/task_columns.h"
#include "ui/tasks/latest_task.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace wattline::ui {

namespace {

enum Tab { Runs, LeftOut, Remarks };

QLabel* wrappedLabel()
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString summaryText(const TaskPreview& preview)
{
    const QString runs = preview.runs == 1 ? MetadataDialog::tr("1 run")
                                           : MetadataDialog::tr("%1 runs").arg(shown(formatCount(preview.runs)));
    const std::size_t left = preview.table ? preview.table->leftOut.count : 0;
    if (left == 0)
        return MetadataDialog::tr("%1, no line left out.").arg(runs);
    return left == 1 ? MetadataDialog::tr("%1, 1 line left out.").arg(runs)
                     : MetadataDialog::tr("%1, %2 lines left out.").arg(runs, shown(formatCount(left)));
}

} // namespace

MetadataDialog::MetadataDialog(std::filesystem::path path, TaskReading reading, const Result<TaskPreview>& preview,
                               QWidget* parent)
    : QDialog(parent),
      m_path(std::move(path)),
      m_reading(std::move(reading)),
      m_runs({}),
      m_summary(wrappedLabel()),
      m_problem(wrappedLabel()),
      m_columns(new MeaningTable),
      m_looking(new LatestTask(this))
{
    setWindowTitle(tr("Import Metadata: %1").arg(fileName(m_path)));
    m_problem->setAccessibleName(tr("Problem"));
    QFont bold = font();
    bold.setBold(true);
    m_problem->setFont(bold);
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_columns);
    halves->addWidget(makeTabs());
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_open = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    m_open->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_problem);
    layout->addWidget(halves, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_columns, &MeaningTable::meaningChosen, this, &MetadataDialog::choose);
    resize(920, 660);
    showPreview(preview);
    m_open->setFocus();
}

QWidget* MetadataDialog::makeTabs()
{
    m_table = new QTableView;
    m_table->setModel(&m_runs);
    m_table->setAccessibleName(tr("First runs"));
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    const auto list = [](const QString& name) {
        auto* widget = new QListWidget;
        widget->setAccessibleName(name);
        widget->setWordWrap(true);
        widget->setAlternatingRowColors(true);
        return widget;
    };
    m_leftOut = list(tr("Lines left out"));
    m_remarks = list(tr("Remarks on reading"));
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_table, tr("First Runs"));
    m_tabs->addTab(m_leftOut, {});
    m_tabs->addTab(m_remarks, {});
    return m_tabs;
}

void MetadataDialog::choose(const std::string& header, const TaskMeaning& meaning)
{
    m_reading.columns[header] = meaning;
    m_open->setEnabled(false); // until it is known what comes of it
    m_looking->ask(tr("Looking at %1").arg(fileName(m_path)),
                   workOf<TaskPreview>([path = m_path, reading = m_reading](
                                           const RunContext& context) { return previewTasks(path, reading, context); },
                                       [this](Result<TaskPreview> preview) {
                                           if (preview || preview.error().kind != ErrorKind::Canceled)
                                               showPreview(preview);
                                       }));
}

void MetadataDialog::showPreview(const Result<TaskPreview>& preview)
{
    const QString problem = shown(preview ? preview->problem : preview.error().message);
    const bool canBeRead = preview && preview->table;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_summary->setVisible(canBeRead);
    m_open->setEnabled(canBeRead);
    if (!preview)
        return;
    m_columns->show(*preview);
    const TaskTable table = preview->table.value_or(TaskTable());
    m_summary->setText(summaryText(*preview));
    showRuns(*preview);
    showLines(*m_leftOut, table.leftOut.named, table.leftOut.count);
    showLines(*m_remarks, table.remarks, table.remarks.size());
    m_tabs->setTabText(LeftOut, tr("Left Out (%1)").arg(shown(formatCount(table.leftOut.count))));
    m_tabs->setTabText(Remarks, tr("Remarks (%1)").arg(table.remarks.size()));
}

void MetadataDialog::showRuns(const TaskPreview& preview)
{
    std::vector<TaskMetadata> runs = preview.table ? preview.table->tasks : std::vector<TaskMetadata>();
    m_runs.setContents(taskColumns(preview.columns), std::move(runs));
    m_table->resizeColumnsToContents();
}

void MetadataDialog::showLines(QListWidget& list, const std::vector<TaskRemark>& remarks, std::size_t count)
{
    list.clear();
    for (const TaskRemark& remark : remarks)
        list.addItem(tr("Line %1: %2").arg(shown(formatCount(remark.line)), shown(remark.message)));
    if (count > remarks.size())
        list.addItem(tr("and %1 more").arg(shown(formatCount(count - remarks.size()))));
    if (count == 0)
        list.addItem(&list == m_leftOut ? tr("No line is left out.") : tr("Nothing was guessed or converted."));
}

} // namespace wattline::ui
