// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/modern_form.h"

#include "ui/dialogs/form_fields.h"
#include "ui/style/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <limits>

namespace wattline::ui {

namespace {

/// Ordinary functions alone: modern mode keeps away from poles by intervals.
constexpr std::array OrdinaryFunctions = {Op::Add, Op::Sub, Op::Mul,     Op::Div, Op::Sqrt, Op::Log,
                                          Op::Exp, Op::Pow, Op::Square,  Op::Abs, Op::Neg,  Op::Sin,
                                          Op::Cos, Op::Tan, Op::Sigmoid, Op::Tanh};

} // namespace

ModernForm::ModernForm()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->addWidget(buildRun(), 0, 0);
    grid->addWidget(buildTechniques(), 0, 1);
    grid->addWidget(buildFormulas(), 1, 0);
    grid->addWidget(buildFunctions(), 1, 1);
    for (QSpinBox* box : findChildren<QSpinBox*>())
        connect(box, &QSpinBox::valueChanged, this, &ModernForm::changed);
    connect(m_timeLimit, &QDoubleSpinBox::valueChanged, this, &ModernForm::changed);
    connect(m_error, &QComboBox::currentIndexChanged, this, &ModernForm::changed);
    for (QCheckBox* technique : m_techniques)
        connect(technique, &QCheckBox::toggled, this, &ModernForm::changed);
    connect(m_functions, &QListWidget::itemChanged, this, &ModernForm::changed);
}

QGroupBox* ModernForm::buildRun()
{
    constexpr int Most = std::numeric_limits<int>::max();
    auto* group = new QGroupBox(tr("Run"));
    auto* form = new QFormLayout(group);
    addField(form, tr("&Population:"), m_population = countBox(10, 100'000));
    addField(form, tr("&Generations:"), m_generations = countBox(1, 100'000));
    addField(form, tr("E&valuations at most:"), m_evaluations = countBox(0, Most));
    m_evaluations->setSpecialValueText(tr("No limit"));
    addField(form, tr("&Time at most:"), m_timeLimit = numberBox(0.0, 1e6, 10.0, 0));
    m_timeLimit->setSpecialValueText(tr("No limit"));
    m_timeLimit->setSuffix(tr(" s"));
    m_timeLimit->setToolTip(tr("Pauses left out. With a time limit the result depends on the machine."));
    addField(form, tr("S&eed:"), m_seed = countBox(0, Most));
    return group;
}

QGroupBox* ModernForm::buildFormulas()
{
    auto* group = new QGroupBox(tr("Formulas"));
    auto* form = new QFormLayout(group);
    addField(form, tr("E&rror to make small:"), m_error = new QComboBox);
    for (const auto& [title, measure] : {std::pair{tr("Mean relative error (MRE)"), ErrorMeasure::MeanRelative},
                                         std::pair{tr("Mean absolute error (MAE)"), ErrorMeasure::MeanAbsolute},
                                         std::pair{tr("Root mean square error (RMSE)"), ErrorMeasure::RootMeanSquare},
                                         std::pair{tr("RMSE of logarithms"), ErrorMeasure::RootMeanSquareLog}})
        m_error->addItem(title, static_cast<int>(measure));
    addField(form, tr("&Longest formula:"), m_maxLength = countBox(3, 200));
    m_maxLength->setSuffix(tr(" nodes"));
    return group;
}

QGroupBox* ModernForm::buildTechniques()
{
    auto* group = new QGroupBox(tr("Techniques"));
    auto* layout = new QVBoxLayout(group);
    for (const Technique& technique : allTechniques()) {
        m_techniques.push_back(new QCheckBox(shown(std::string(technique.title))));
        layout->addWidget(m_techniques.back());
    }
    layout->addStretch();
    return group;
}

QGroupBox* ModernForm::buildFunctions()
{
    auto* group = new QGroupBox(tr("Functions"));
    m_functions = new FunctionList(OrdinaryFunctions, FunctionNames::Ordinary);
    auto* layout = new QVBoxLayout(group);
    layout->addWidget(m_functions);
    return group;
}

void ModernForm::setSettings(const ModernSettings& settings)
{
    m_given = settings;
    showCount(*m_population, settings.population);
    showCount(*m_generations, settings.generations);
    showCount(*m_evaluations, settings.evaluations);
    m_timeLimit->setValue(settings.timeLimitSeconds);
    showCount(*m_seed, settings.seed);
    m_error->setCurrentIndex(m_error->findData(static_cast<int>(settings.error)));
    showCount(*m_maxLength, settings.maxLength);
    for (std::size_t i = 0; i < m_techniques.size(); ++i)
        m_techniques[i]->setChecked(settings.techniques.*allTechniques()[i].isOn);
    m_functions->setFunctions(settings.functions);
}

ModernSettings ModernForm::settings() const
{
    ModernSettings settings = m_given;
    settings.population = countIn(*m_population, m_given.population);
    settings.generations = countIn(*m_generations, m_given.generations);
    settings.evaluations = countIn(*m_evaluations, m_given.evaluations);
    settings.timeLimitSeconds = numberIn(*m_timeLimit, m_given.timeLimitSeconds);
    settings.seed = countIn(*m_seed, m_given.seed);
    settings.error = static_cast<ErrorMeasure>(m_error->currentData().toInt());
    settings.maxLength = countIn(*m_maxLength, m_given.maxLength);
    for (std::size_t i = 0; i < m_techniques.size(); ++i)
        settings.techniques.*allTechniques()[i].isOn = m_techniques[i]->isChecked();
    settings.functions = m_functions->functions();
    return settings;
}

void ModernForm::fixWhatStays()
{
    m_seed->setEnabled(false);
    m_error->setEnabled(false);
}

} // namespace wattline::ui
