// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/own_formula_dialog.h"

#include "core/expression/names.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "ui/dialogs/own_formula_edit.h"
#include "ui/pages/search_status.h"
#include "ui/plots/formula_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/tasks/latest_task.h"
#include "ui/work/formula_work.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace wattline::ui {

namespace {

/// What the field can complete: variables as a formula holds them, and functions.
QStringList wordsOf(const std::vector<std::string>& names)
{
    QStringList words;
    for (const std::string& name : names)
        words << shown(quotedName(name));
    for (const Op op : AllFunctions) {
        const std::string name(nameOf(op));
        words << shown(name) + QStringLiteral("()");
    }
    words.sort(Qt::CaseInsensitive);
    return words;
}

/// A stretch of the field's text, of which the mistake counts the bytes.
std::pair<qsizetype, qsizetype> placeOf(const FormulaMistake& mistake, const std::string& text)
{
    const auto characters = [&text](std::size_t begin, std::size_t length) {
        return shown(text.substr(begin, length)).size();
    };
    return {characters(0, mistake.begin), characters(mistake.begin, mistake.length)};
}

} // namespace

OwnFormulaDialog::OwnFormulaDialog(StudiedFormula blank, const Expression& begin, QWidget* parent)
    : QDialog(parent),
      m_formula(std::move(blank)),
      m_edit(new OwnFormulaEdit(wordsOf(m_formula.train.rows->featureNames))),
      m_message(new QLabel),
      m_mathematics(new FormulaView),
      m_errors(new RowModel<PartMetrics>(metricsColumns(), this)),
      m_table(new SortedTable(m_errors)),
      m_task(new LatestTask(this))
{
    setWindowTitle(tr("Test Own Formula"));
    buildLayout();
    if (!begin.nodes.empty())
        m_edit->setPlainText(shown(toText(begin, m_formula.train.rows->featureNames)));
    connect(m_edit, &QPlainTextEdit::textChanged, this, &OwnFormulaDialog::read);
    m_edit->selectAll();
    read();
    resize(720, 560);
}

void OwnFormulaDialog::buildLayout()
{
    auto* label = new QLabel(tr("&Formula for %1:").arg(shown(m_formula.train.rows->targetName)));
    label->setBuddy(m_edit);
    m_edit->setAccessibleName(tr("Own formula"));
    m_edit->setFixedHeight(5 * m_edit->fontMetrics().lineSpacing() + 12);
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(2 * m_message->fontMetrics().lineSpacing());
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_mathematics->setAccessibleName(tr("Own formula as mathematics"));
    m_table->setAccessibleName(tr("Errors of the own formula"));
    m_table->setFixedHeight(5 * m_table->verticalHeader()->defaultSectionSize());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_study = buttons->addButton(tr("&Study This Formula"), QDialogButtonBox::AcceptRole);
    m_study->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_message);
    layout->addWidget(m_mathematics, 1);
    layout->addWidget(m_table);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void OwnFormulaDialog::read()
{
    const std::vector<std::string>& names = m_formula.train.rows->featureNames;
    m_known = false;
    const std::string text = plain(m_edit->text());
    const bool blank = m_edit->text().trimmed().isEmpty();
    const FormulaReading written = readFormula(text, names);
    if (written.mistake && !blank)
        m_edit->markMistake(placeOf(*written.mistake, text));
    else
        m_edit->markMistake(std::nullopt);
    if (blank)
        m_message->setText(
            tr("Write + \u2212 * / ^, brackets, numbers, the names of features and functions; Ctrl+Space "
               "lists the names."));
    else
        m_message->setText(written.mistake ? shown(written.mistake->message) : QString());
    m_mathematics->setFormula(written.mistake ? Expression{} : written.expression, names);
    if (!written.mistake)
        tryOut(written.expression);
    showErrors();
}

void OwnFormulaDialog::tryOut(const Expression& expression)
{
    StudiedFormula formula = m_formula;
    formula.formula = expression;
    m_task->ask(tr("Evaluating the formula"), [this, formula](const RunContext&) -> Task::Delivery {
        return [this, tried = withErrors(formula)] {
            if (const FormulaReading now = readFormula(plain(m_edit->text()), tried.train.rows->featureNames);
                now.mistake || now.expression != tried.formula)
                return; // something else stands there now
            m_formula = tried;
            m_known = true;
            showErrors();
        };
    });
}

void OwnFormulaDialog::withholdTestErrors()
{
    m_withholdsTestErrors = true;
}

void OwnFormulaDialog::showErrors()
{
    const auto part = [this](const QString& name, const StudiedPart& rows) {
        return PartMetrics{name, rows.rows->rows(), m_known ? rows.errors : std::nullopt};
    };
    m_errors->setRows(
        {part(tr("Training"), m_formula.train), part(tr("Validation"), m_formula.validation),
         part(tr("Test"), {m_formula.test.rows, m_withholdsTestErrors ? std::nullopt : m_formula.test.errors})});
    m_table->fitColumns();
    m_study->setEnabled(m_known);
    if (m_known && !m_formula.train.errors)
        m_message->setText(tr("The formula has no finite value on some of the training rows."));
}

void writeOwnFormula(Session& session, QWidget* parent)
{
    const std::optional<StudiedFormula> blank = formulaToWrite(session);
    if (!blank)
        return;
    const auto studied = session.studied();
    OwnFormulaDialog dialog(*blank, studied ? studied->measured() : Expression{}, parent);
    if (withholdsTestRows(session.search(), *blank))
        dialog.withholdTestErrors();
    if (dialog.exec() == QDialog::Accepted)
        studyOwnFormula(session, dialog.formula());
}

} // namespace wattline::ui
