// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

#include "ui/dialogs/import_view.h"
#include "ui/style/severity_icon.h"
#include "ui/style/text.h"
#include "ui/window_memory.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

bool ImportFile::isCertain() const
{
    constexpr double Certain = 0.8;
    return canBeRead() && preview->recordings == 1 && preview->candidates.front().score >= Certain &&
           std::none_of(preview->issues.begin(), preview->issues.end(),
                        [](const Issue& issue) { return issue.kind == IssueKind::Assumption; });
}

ImportDialog::ImportDialog(std::vector<ImportFile> files, QWidget* parent)
    : QDialog(parent),
      m_files(std::move(files)),
      m_stale(m_files.size(), false),
      m_view(new ImportView),
      m_error(new QLabel)
{
    setWindowTitle(m_files.size() == 1 ? tr("Import %1").arg(fileName(m_files.front().path)) : tr("Import Recordings"));
    m_error->setWordWrap(true);
    m_error->setAccessibleName(tr("Problem"));
    auto* file = new QWidget;
    auto* column = new QVBoxLayout(file);
    column->setContentsMargins({});
    column->addWidget(m_error);
    column->addWidget(m_view, 1);
    auto* layout = new QVBoxLayout(this);
    if (m_files.size() > 1) {
        auto* halves = new QSplitter;
        halves->setChildrenCollapsible(false);
        halves->addWidget(makeList());
        halves->addWidget(file);
        halves->setStretchFactor(1, 1);
        layout->addWidget(halves, 1);
    } else {
        layout->addWidget(file, 1);
    }
    layout->addWidget(makeFoot());
    connect(m_view, &ImportView::optionsChanged, this, &ImportDialog::change);
    resize(m_files.size() > 1 ? 1040 : 840, 620);
    showFile(0);
    refreshList();
    m_open->setFocus();
}

QWidget* ImportDialog::makeList()
{
    auto* side = new QWidget;
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Files"));
    m_list->setIconSize({fontMetrics().height(), fontMetrics().height()});
    for (const ImportFile& file : m_files) {
        auto* item = new QListWidgetItem(fileName(file.path), m_list);
        item->setToolTip(shown(file.path.string()));
        item->setCheckState(Qt::Checked);
    }
    m_sameForAll = new QCheckBox(tr("&Same choices for all files"));
    m_sameForAll->setChecked(true);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->addWidget(m_list, 1);
    column->addWidget(m_sameForAll);
    m_list->setCurrentRow(0);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { showFile(static_cast<std::size_t>(row)); });
    connect(m_list, &QListWidget::itemChanged, this, &ImportDialog::refreshList);
    return side;
}

QWidget* ImportDialog::makeFoot()
{
    auto* foot = new QWidget;
    m_ask = new QCheckBox(tr("&Do not ask for files that are read without doubt"));
    m_ask->setChecked(!asksForCertainFiles());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setDefault(true);
    auto* line = new QHBoxLayout(foot);
    line->setContentsMargins({});
    line->addWidget(m_ask);
    line->addStretch(1);
    line->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        setAsksForCertainFiles(!m_ask->isChecked());
        accept();
    });
    return foot;
}

std::vector<ImportFile> ImportDialog::chosenFiles() const
{
    std::vector<ImportFile> chosen;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (isTicked(i) && m_files[i].canBeRead())
            chosen.push_back(m_files[i]);
    }
    return chosen;
}

bool ImportDialog::isTicked(std::size_t index) const
{
    return m_list == nullptr || m_list->item(static_cast<int>(index))->checkState() == Qt::Checked;
}

void ImportDialog::showFile(std::size_t index)
{
    m_shown = index;
    const ImportFile& file = m_files.at(index);
    m_error->setVisible(!file.preview.hasValue());
    m_view->setVisible(file.preview.hasValue());
    if (file.preview)
        m_view->show(file.options, *file.preview);
    else
        m_error->setText(shown(file.preview.error().message));
}

void ImportDialog::change(const ReadOptions& options)
{
    const bool all = m_sameForAll != nullptr && m_sameForAll->isChecked();
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (i != m_shown && !all)
            continue;
        m_files[i].options = options;
        m_stale[i] = true;
    }
    if (m_looking != nullptr)
        m_looking->requestStop();
    lookAtNext();
    refreshList();
}

/// Looks at the file on show first, then at the others whose options have changed; one after the other.
void ImportDialog::lookAtNext()
{
    const auto waiting = std::find(m_stale.begin(), m_stale.end(), true);
    if (m_looking != nullptr || waiting == m_stale.end())
        return;
    const std::size_t index = m_stale[m_shown] ? m_shown : static_cast<std::size_t>(waiting - m_stale.begin());
    m_stale[index] = false;
    const ImportFile& file = m_files[index];
    m_looking = new Task(
        tr("Looking at %1").arg(fileName(file.path)),
        workOf<ImportPreview>([path = file.path, options = file.options](
                                  const RunContext& context) { return previewImport(path, options, context); },
                              [this, index](Result<ImportPreview> preview) { take(index, std::move(preview)); }),
        this);
    connect(m_looking, &Task::finished, this, [this] {
        m_looking->deleteLater();
        m_looking = nullptr;
        lookAtNext();
        refreshList();
    });
}

void ImportDialog::take(std::size_t index, Result<ImportPreview> preview)
{
    if (!preview && preview.error().kind == ErrorKind::Canceled) {
        m_stale[index] = true; // newer options wait
        return;
    }
    m_files[index].preview = std::move(preview);
    if (index == m_shown && !m_stale[index])
        showFile(index);
}

void ImportDialog::refreshList()
{
    const bool looking = m_looking != nullptr;
    m_open->setEnabled(!looking && !chosenFiles().empty());
    if (m_list == nullptr)
        return;
    const QSignalBlocker quiet(m_list);
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        const bool fits = m_files[i].canBeRead();
        item->setIcon(fits ? QIcon() : severityIcon(Severity::Problem, *this));
        item->setData(Qt::AccessibleDescriptionRole, fits ? QString() : tr("Cannot be read like this"));
    }
}

} // namespace wattline::ui
