// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/study_form.h"

#include "core/base/text.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr int MostRepeats = 100;
constexpr double MostCount = 1e9;

/// The numbers in a list joined by commas; `list` names it in the error.
Result<std::vector<double>> numbersIn(const QLineEdit& field, const QString& list)
{
    std::vector<double> numbers;
    const std::string text = plain(field.text());
    for (const std::string_view piece : splitText(text, ',')) {
        const std::optional<double> number = parseNumber(piece);
        if (!number)
            return Error{ErrorKind::Data, plain(QObject::tr("%1: %2 is not a number; write them joined by commas.")
                                                    .arg(list, shown(quotedForMessage(piece))))};
        numbers.push_back(*number);
    }
    return numbers;
}

Result<std::vector<std::size_t>> countsIn(const QLineEdit& field, const QString& list)
{
    const Result<std::vector<double>> numbers = numbersIn(field, list);
    if (!numbers)
        return numbers.error();
    std::vector<std::size_t> counts;
    for (const double number : *numbers) {
        if (!(number >= 0.0 && number <= MostCount) || number != std::floor(number))
            return Error{ErrorKind::Data, plain(QObject::tr("%1: %2 is not a count.").arg(list, numberText(number)))};
        counts.push_back(static_cast<std::size_t>(number));
    }
    return counts;
}

QLineEdit* listField(const QString& name, const QString& text, int letters)
{
    auto* field = new QLineEdit(text);
    field->setAccessibleName(name);
    field->setToolTip(QObject::tr("Numbers joined by commas"));
    field->setMaximumWidth(field->fontMetrics().averageCharWidth() * letters);
    field->setCursorPosition(0); // where it is narrow the list is read from its beginning
    return field;
}

} // namespace

StudyForm::StudyForm(QWidget* parent) : QWidget(parent)
{
    m_mode = new QComboBox;
    m_mode->setAccessibleName(tr("Mode of the study"));
    m_mode->addItem(tr("Strict"), static_cast<int>(SearchMode::Strict));
    m_mode->addItem(tr("Modern"), static_cast<int>(SearchMode::Modern));
    m_populations = listField(tr("Populations"), QStringLiteral("500, 1000, 2000"), 24);
    m_generations = listField(tr("Generations"), QStringLiteral("10, 20, 30"), 20);
    m_crossovers = listField(tr("Crossovers"), QStringLiteral("0.6, 0.7, 0.8"), 18);
    m_repeats = new QSpinBox;
    m_repeats->setRange(1, MostRepeats);
    m_repeats->setValue(static_cast<int>(StudyPlan().repeats));
    m_repeats->setAccessibleName(tr("Repeats of the study"));
    m_repeats->setToolTip(tr("Searches of each point, each with its own split and seed"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    const auto add = [row](const QString& label, QWidget* field) {
        auto* text = new QLabel(label);
        text->setBuddy(field);
        row->addWidget(text);
        row->addWidget(field);
    };
    add(tr("Mode:"), m_mode);
    add(tr("Populations:"), m_populations);
    add(tr("Generations:"), m_generations);
    add(tr("Crossovers:"), m_crossovers);
    add(tr("Repeats:"), m_repeats);
    row->addStretch();
    connect(m_mode, &QComboBox::currentIndexChanged, this, &StudyForm::showMode);
}

void StudyForm::showMode()
{
    const bool strict = m_mode->currentData().toInt() == static_cast<int>(SearchMode::Strict);
    m_crossovers->setEnabled(strict);
    m_crossovers->setToolTip(strict ? tr("Numbers joined by commas") : tr("Modern mode has no share of crossover"));
}

Result<StudyPlan> StudyForm::plan(const SearchSettings& base) const
{
    StudyPlan plan;
    plan.base = base;
    plan.base.mode = static_cast<SearchMode>(m_mode->currentData().toInt());
    const Result<std::vector<std::size_t>> populations = countsIn(*m_populations, tr("Populations"));
    if (!populations)
        return populations.error();
    const Result<std::vector<std::size_t>> generations = countsIn(*m_generations, tr("Generations"));
    if (!generations)
        return generations.error();
    plan.populations = *populations;
    plan.generations = *generations;
    if (m_crossovers->isEnabled()) {
        const Result<std::vector<double>> crossovers = numbersIn(*m_crossovers, tr("Crossovers"));
        if (!crossovers)
            return crossovers.error();
        plan.crossovers = *crossovers;
    }
    plan.repeats = static_cast<std::size_t>(m_repeats->value());
    return plan;
}

} // namespace wattline::ui
