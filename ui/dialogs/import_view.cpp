// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_view.h"

#include "core/base/text.h"
#include "ui/style/severity_icon.h"
#include "ui/style/text.h"
#include "ui/tables/preview_columns.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QTableView>
#include <algorithm>
#include <array>

namespace wattline::ui {

namespace {

constexpr std::array Forms = {TraceForm::SmiCsv,  TraceForm::SmiCsvNoHeader, TraceForm::WideCsv,  TraceForm::Dmon,
                              TraceForm::SmiText, TraceForm::SmiTable,       TraceForm::DcgmLong, TraceForm::JsonLines};
constexpr const char* OneGpu = "none"; // as ReadOptions::gpuColumn

QLabel* factLabel()
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// Why the file cannot be read like this, and which box helps. The dialog names the file already.
QString problemText(const ReadOptions& options, const ImportPreview& preview)
{
    if (preview.needsInterval && !options.intervalSeconds)
        return ImportView::tr("The recording holds no times: give the interval between its samples.");
    return shown(preview.problem);
}

/// "Line 1,482: … (3 times)"
QString remarkText(const Issue& issue)
{
    QString text = shown(issue.message);
    if (issue.line > 0)
        text = ImportView::tr("Line %1: %2").arg(shown(formatCount(issue.line)), text);
    return issue.count > 1 ? ImportView::tr("%1 (%2 times)").arg(text, shown(formatCount(issue.count))) : text;
}

} // namespace

ImportView::ImportView(QWidget* parent)
    : QWidget(parent), m_problem(factLabel()), m_rows({}), m_table(new QTableView), m_issues(new QListWidget)
{
    m_problem->setAccessibleName(tr("Problem"));
    QFont bold = font();
    bold.setBold(true);
    m_problem->setFont(bold);
    m_table->setModel(&m_rows);
    m_table->setAccessibleName(tr("First rows"));
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->setWordWrap(false);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->setMinimumHeight(9 * fontMetrics().lineSpacing());
    m_issues->setAccessibleName(tr("Remarks on reading"));
    m_issues->setWordWrap(true);
    m_issues->setIconSize({fontMetrics().height(), fontMetrics().height()});
    m_issues->setMaximumHeight(6 * fontMetrics().lineSpacing());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_problem);
    layout->addWidget(makeBoxes());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_issues);
}

QWidget* ImportView::makeBoxes()
{
    auto* boxes = new QWidget;
    auto* grid = new QFormLayout(boxes);
    grid->setContentsMargins({});
    m_form = new QComboBox;
    m_power = new QComboBox;
    m_time = new QComboBox;
    m_gpu = new QComboBox;
    m_interval = new QDoubleSpinBox;
    m_interval->setDecimals(4);
    m_interval->setRange(0.0, 86400.0);
    m_interval->setSingleStep(0.1);
    m_interval->setSuffix(tr(" s"));
    m_interval->setSpecialValueText(tr("Not given"));
    m_interval->setKeyboardTracking(false);
    m_formReason = factLabel();
    m_timeFacts = factLabel();
    m_gpuFacts = factLabel();
    m_facts = factLabel();
    const auto add = [grid](const QString& title, QWidget* box, QLabel* beside) {
        auto* line = new QHBoxLayout;
        line->addWidget(box);
        if (beside != nullptr)
            line->addWidget(beside, 1);
        else
            line->addStretch(1);
        auto* label = new QLabel(title);
        label->setBuddy(box);
        grid->addRow(label, line);
    };
    add(tr("&Form:"), m_form, m_formReason);
    add(tr("&Power column:"), m_power, nullptr);
    add(tr("&Time column:"), m_time, m_timeFacts);
    add(tr("&Interval between samples:"), m_interval, nullptr);
    add(tr("&GPU column:"), m_gpu, m_gpuFacts);
    grid->addRow(tr("File:"), m_facts);
    for (QComboBox* box : {m_form, m_power, m_time, m_gpu}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::activated, this, &ImportView::takeBoxes);
    }
    connect(m_interval, &QDoubleSpinBox::valueChanged, this, &ImportView::takeBoxes);
    return boxes;
}

void ImportView::show(const ReadOptions& options, const ImportPreview& preview)
{
    m_options = options;
    m_preview = preview;
    m_problem->setText(problemText(options, preview));
    m_problem->setVisible(!preview.problem.empty());
    fillForms();
    fillColumns(*m_power, options.powerColumn, ColumnRole::Power);
    fillColumns(*m_time, options.timeColumn, ColumnRole::Time);
    fillColumns(*m_gpu, options.gpuColumn, ColumnRole::GpuId);
    fillFacts();
    fillRows();
}

void ImportView::fillForms()
{
    m_form->clear();
    m_form->addItem(tr("As recognised (%1)").arg(formText(m_preview.candidates.front().form)), -1);
    for (const TraceForm form : Forms)
        m_form->addItem(formText(form), static_cast<int>(form));
    m_form->setCurrentIndex(m_options.form ? m_form->findData(static_cast<int>(*m_options.form)) : 0);
    const auto used = std::find_if(m_preview.candidates.begin(), m_preview.candidates.end(),
                                   [this](const FormCandidate& each) { return each.form == m_preview.form; });
    if (used != m_preview.candidates.end())
        m_formReason->setText(tr("%1 (%2 %)").arg(shown(used->reason)).arg(100.0 * used->score, 0, 'f', 0));
}

void ImportView::fillColumns(QComboBox& box, const std::string& chosen, ColumnRole role)
{
    box.clear();
    const auto& columns = m_preview.columns;
    QStringList taken;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].role == role)
            taken << columnTitle(columns, i);
    }
    QString recognised = tr("As recognised");
    if (chosen.empty())
        recognised += taken.isEmpty() ? tr(" (none)")
                                      : tr(" (%1)").arg(taken.size() > 2 ? tr("%1 columns").arg(taken.size())
                                                                         : taken.join(tr(", ")));
    box.addItem(recognised, QString());
    if (role == ColumnRole::GpuId)
        box.addItem(tr("None: all rows are of one GPU"), QLatin1String(OneGpu));
    for (std::size_t i = 0; i < columns.size(); ++i)
        box.addItem(columnTitle(columns, i), shown(columnKey(columns, i)));
    if (box.findData(shown(chosen)) < 0)
        box.addItem(shown(chosen), shown(chosen));
    box.setCurrentIndex(box.findData(shown(chosen)));
}

void ImportView::fillFacts()
{
    const QSignalBlocker quiet(m_interval);
    m_interval->setValue(m_options.intervalSeconds.value_or(0.0));
    m_interval->setEnabled(m_preview.needsInterval || !m_preview.problem.empty() ||
                           m_options.intervalSeconds.has_value());
    m_timeFacts->setText(m_preview.timeForm.empty() ? tr("The file has no times.")
                                                    : shown(m_preview.timeForm + ": " + m_preview.timeExample));
    QStringList gpus;
    for (const std::string& gpu : m_preview.gpus)
        gpus << shown(gpu);
    m_gpuFacts->setText(gpus.isEmpty()     ? QString()
                        : gpus.size() == 1 ? tr("One GPU: %1").arg(gpus.front())
                                           : tr("%1 GPUs: %2").arg(gpus.size()).arg(gpus.join(tr(", "))));
    QStringList facts{shown(m_preview.encoding), locale().formattedDataSize(static_cast<qint64>(m_preview.bytes))};
    if (m_preview.recordings > 1)
        facts << tr("%1 recordings").arg(m_preview.recordings);
    if (!m_preview.isWhole)
        facts << tr("the beginning is shown");
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void ImportView::fillRows()
{
    m_rows.setContents(previewColumns(m_preview, severityIcon(Severity::Warning, *this)), m_preview.rows);
    m_table->resizeColumnsToContents();
    m_issues->clear();
    for (const Issue& issue : m_preview.issues) {
        const bool harmless = issue.kind == IssueKind::Assumption || issue.kind == IssueKind::Header;
        m_issues->addItem(
            new QListWidgetItem(severityIcon(harmless ? Severity::Note : Severity::Warning, *this), remarkText(issue)));
    }
    m_issues->setVisible(m_issues->count() > 0);
}

void ImportView::takeBoxes()
{
    ReadOptions options = m_options;
    const int form = m_form->currentData().toInt();
    options.form = form < 0 ? std::nullopt : std::optional(static_cast<TraceForm>(form));
    options.powerColumn = plain(m_power->currentData().toString());
    options.timeColumn = plain(m_time->currentData().toString());
    options.gpuColumn = plain(m_gpu->currentData().toString());
    options.intervalSeconds = m_interval->value() > 0.0 ? std::optional(m_interval->value()) : std::nullopt;
    emit optionsChanged(options);
}

} // namespace wattline::ui
