// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_table_dialog.h"

#include "core/base/file.h"
#include "ui/dialogs/save_by_dialog.h"
#include "ui/style/text.h"
#include "ui/tables/copy_table.h"
#include "ui/tables/sorted_table.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace wattline::ui {

namespace {

constexpr std::size_t PreviewedRows = 100;

QString suffixOf(TableForm form)
{
    switch (form) {
    case TableForm::Latex:
        return QStringLiteral("tex");
    case TableForm::Markdown:
        return QStringLiteral("md");
    case TableForm::Csv:
        break;
    }
    return QStringLiteral("csv");
}

} // namespace

ExportTableDialog::ExportTableDialog(TextTable table, QWidget* parent)
    : QDialog(parent), m_table(std::move(table)), m_form(new QComboBox), m_preview(new QPlainTextEdit)
{
    setWindowTitle(tr("Export Table"));
    resize(760, 420);
    m_form->addItem(tr("CSV (numbers and spreads in columns of their own)"), static_cast<int>(TableForm::Csv));
    m_form->addItem(tr("LaTeX (booktabs)"), static_cast<int>(TableForm::Latex));
    m_form->addItem(tr("Markdown"), static_cast<int>(TableForm::Markdown));
    m_form->setAccessibleName(tr("Format"));
    m_preview->setReadOnly(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_preview->setAccessibleName(tr("Preview"));
    auto* form = new QFormLayout;
    form->addRow(tr("&Format:"), m_form);
    const std::size_t rows = m_table.rows.size();
    form->addRow(tr("Rows:"),
                 new QLabel(rows <= PreviewedRows ? QString::number(rows)
                                                  : tr("%1, the first %2 below").arg(rows).arg(PreviewedRows)));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_preview, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form, &QComboBox::currentIndexChanged, this, &ExportTableDialog::showPreview);
    showPreview();
}

TableForm ExportTableDialog::form() const
{
    return static_cast<TableForm>(m_form->currentData().toInt());
}

void ExportTableDialog::showPreview()
{
    TextTable beginning = m_table;
    beginning.rows.resize(std::min(beginning.rows.size(), PreviewedRows));
    m_preview->setPlainText(shown(tableText(beginning, form())));
}

void exportTableByDialog(Session& session, const SortedTable& table, QWidget* parent)
{
    const TextTable text = textTableOf(table);
    ExportTableDialog dialog(text, parent);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const TableForm form = dialog.form();
    const auto write = [text, form](const std::filesystem::path& path) {
        return writeFileAtomically(path, tableText(text, form));
    };
    saveByDialog(session, {QObject::tr("Export Table"), table.accessibleName(), suffixOf(form), write}, parent);
}

} // namespace wattline::ui
