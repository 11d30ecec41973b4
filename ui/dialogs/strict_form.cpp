// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/strict_form.h"

#include "ui/dialogs/form_fields.h"
#include "ui/style/text.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <limits>

namespace wattline::ui {

namespace {

QDoubleSpinBox* probabilityBox()
{
    return numberBox(0.0, 1.0, 0.05, 3);
}

} // namespace

StrictForm::StrictForm()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->addWidget(buildRun(), 0, 0);
    grid->addWidget(buildVariation(), 0, 1);
    grid->addWidget(buildPrograms(), 1, 0);
    grid->addWidget(buildFunctions(), 1, 1);
    for (QSpinBox* box : findChildren<QSpinBox*>())
        connect(box, &QSpinBox::valueChanged, this, &StrictForm::changed);
    for (QDoubleSpinBox* box : findChildren<QDoubleSpinBox*>())
        connect(box, &QDoubleSpinBox::valueChanged, this, &StrictForm::changed);
    connect(m_functions, &QListWidget::itemChanged, this, &StrictForm::changed);
    connect(this, &StrictForm::changed, this, &StrictForm::showReproduction);
}

QGroupBox* StrictForm::buildRun()
{
    auto* group = new QGroupBox(tr("Run"));
    auto* form = new QFormLayout(group);
    addField(form, tr("&Population:"), m_population = countBox(2, 1'000'000));
    addField(form, tr("&Generations:"), m_generations = countBox(1, 100'000));
    addField(form, tr("&Tournament:"), m_tournament = countBox(1, 10'000));
    addField(form, tr("&Stop at an error of:"), m_stopping = numberBox(0.0, 1e6, 0.01, 4));
    m_stopping->setToolTip(tr("Mean absolute error in units of the target"));
    addField(form, tr("S&eed:"), m_seed = countBox(0, std::numeric_limits<int>::max()));
    return group;
}

QGroupBox* StrictForm::buildVariation()
{
    auto* group = new QGroupBox(tr("Variation (probabilities)"));
    auto* form = new QFormLayout(group);
    addField(form, tr("&Crossover:"), m_crossover = probabilityBox());
    addField(form, tr("S&ubtree mutation:"), m_subtree = probabilityBox());
    addField(form, tr("&Hoist mutation:"), m_hoist = probabilityBox());
    addField(form, tr("P&oint mutation:"), m_point = probabilityBox());
    addField(form, tr("&Replacement of a point:"), m_pointReplace = probabilityBox());
    addField(form, tr("Reproduction:"), m_reproduction = new QLabel);
    return group;
}

QGroupBox* StrictForm::buildPrograms()
{
    auto* group = new QGroupBox(tr("Formulas"));
    auto* form = new QFormLayout(group);
    addField(form, tr("P&arsimony:"), m_parsimony = numberBox(0.0, 1e3, 0.001, 5));
    m_parsimony->setToolTip(tr("Added to the error in tournaments for each node"));
    addField(form, tr("Constants &from:"), m_constantMin = numberBox(-1e6, 1e6, 0.1, 3));
    addField(form, tr("Consta&nts to:"), m_constantMax = numberBox(-1e6, 1e6, 0.1, 3));
    addField(form, tr("Initial depth fro&m:"), m_depthMin = countBox(1, 20));
    addField(form, tr("Initia&l depth to:"), m_depthMax = countBox(1, 20));
    return group;
}

QGroupBox* StrictForm::buildFunctions()
{
    auto* group = new QGroupBox(tr("Functions"));
    m_functions = new FunctionList(PaperFunctions, FunctionNames::Gplearn);
    auto* layout = new QVBoxLayout(group);
    layout->addWidget(m_functions);
    return group;
}

void StrictForm::setSettings(const StrictSettings& settings)
{
    m_given = settings;
    showCount(*m_population, settings.population);
    showCount(*m_generations, settings.generations);
    showCount(*m_tournament, settings.tournament);
    m_stopping->setValue(settings.stoppingFitness);
    showCount(*m_seed, settings.seed);
    m_crossover->setValue(settings.crossover);
    m_subtree->setValue(settings.subtreeMutation);
    m_hoist->setValue(settings.hoistMutation);
    m_point->setValue(settings.pointMutation);
    m_pointReplace->setValue(settings.pointReplace);
    m_parsimony->setValue(settings.parsimony);
    m_constantMin->setValue(settings.constantMin);
    m_constantMax->setValue(settings.constantMax);
    showCount(*m_depthMin, settings.depthMin);
    showCount(*m_depthMax, settings.depthMax);
    m_functions->setFunctions(settings.functions);
    showReproduction();
}

StrictSettings StrictForm::settings() const
{
    StrictSettings settings = m_given;
    settings.population = countIn(*m_population, m_given.population);
    settings.generations = countIn(*m_generations, m_given.generations);
    settings.tournament = countIn(*m_tournament, m_given.tournament);
    settings.stoppingFitness = numberIn(*m_stopping, m_given.stoppingFitness);
    settings.seed = countIn(*m_seed, m_given.seed);
    settings.crossover = numberIn(*m_crossover, m_given.crossover);
    settings.subtreeMutation = numberIn(*m_subtree, m_given.subtreeMutation);
    settings.hoistMutation = numberIn(*m_hoist, m_given.hoistMutation);
    settings.pointMutation = numberIn(*m_point, m_given.pointMutation);
    settings.pointReplace = numberIn(*m_pointReplace, m_given.pointReplace);
    settings.parsimony = numberIn(*m_parsimony, m_given.parsimony);
    settings.constantMin = numberIn(*m_constantMin, m_given.constantMin);
    settings.constantMax = numberIn(*m_constantMax, m_given.constantMax);
    settings.depthMin = countIn(*m_depthMin, m_given.depthMin);
    settings.depthMax = countIn(*m_depthMax, m_given.depthMax);
    settings.functions = m_functions->functions();
    return settings;
}

void StrictForm::fixWhatStays()
{
    m_seed->setEnabled(false);
}

/// What is left of the probabilities.
void StrictForm::showReproduction()
{
    const StrictSettings present = settings();
    const double used = present.crossover + present.subtreeMutation + present.hoistMutation + present.pointMutation;
    m_reproduction->setText(used <= 1.0 ? numberText(1.0 - used, 3) : QStringLiteral("–"));
}

} // namespace wattline::ui
