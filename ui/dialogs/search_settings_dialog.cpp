// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/search_settings_dialog.h"

#include "core/expression/names.h"
#include "ui/style/text.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

namespace wattline::ui {

namespace {

QSpinBox* countBox(int lowest, int highest)
{
    auto* box = new QSpinBox;
    box->setRange(lowest, highest);
    box->setGroupSeparatorShown(true);
    return box;
}

QDoubleSpinBox* numberBox(double lowest, double highest, double step, int decimals)
{
    auto* box = new QDoubleSpinBox;
    box->setDecimals(decimals);
    box->setRange(lowest, highest);
    box->setSingleStep(step);
    return box;
}

QDoubleSpinBox* probabilityBox()
{
    return numberBox(0.0, 1.0, 0.05, 3);
}

/// The accessible name of each field is its label without the mnemonic's mark.
void addField(QFormLayout* form, const QString& label, QWidget* field)
{
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
    form->addRow(label, field);
}

/// Why the settings cannot be used; empty where they can.
QString faultOf(const StrictSettings& settings)
{
    constexpr double Rounding = 1e-9;
    if (settings.crossover + settings.subtreeMutation + settings.hoistMutation + settings.pointMutation >
        1.0 + Rounding)
        return QObject::tr("The four probabilities add up to more than 1.");
    if (settings.tournament > settings.population)
        return QObject::tr("The tournament is larger than the population.");
    if (settings.constantMin > settings.constantMax)
        return QObject::tr("The range of constants ends before it begins.");
    if (settings.depthMin > settings.depthMax)
        return QObject::tr("The range of initial depths ends before it begins.");
    if (settings.functions.empty())
        return QObject::tr("At least one function is needed.");
    return {};
}

} // namespace

SearchSettingsDialog::SearchSettingsDialog(const StrictSettings& settings, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Search Settings"));
    auto* grid = new QGridLayout;
    grid->addWidget(buildRun(), 0, 0);
    grid->addWidget(buildVariation(), 0, 1);
    grid->addWidget(buildPrograms(), 1, 0);
    grid->addWidget(buildFunctions(), 1, 1);
    m_fault = new QLabel;
    m_fault->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(grid);
    layout->addWidget(m_fault);
    layout->addWidget(buildButtons());
    showSettings(settings);
    for (QSpinBox* box : findChildren<QSpinBox*>())
        connect(box, &QSpinBox::valueChanged, this, &SearchSettingsDialog::check);
    for (QDoubleSpinBox* box : findChildren<QDoubleSpinBox*>())
        connect(box, &QDoubleSpinBox::valueChanged, this, &SearchSettingsDialog::check);
    connect(m_functions, &QListWidget::itemChanged, this, &SearchSettingsDialog::check);
}

QGroupBox* SearchSettingsDialog::buildRun()
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

QGroupBox* SearchSettingsDialog::buildVariation()
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

QGroupBox* SearchSettingsDialog::buildPrograms()
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

QGroupBox* SearchSettingsDialog::buildFunctions()
{
    auto* group = new QGroupBox(tr("Functions"));
    m_functions = new QListWidget;
    m_functions->setAccessibleName(tr("Functions"));
    for (Op op : PaperFunctions) {
        auto* item = new QListWidgetItem(shown(std::string(nameOf(op, FunctionNames::Gplearn))), m_functions);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setData(Qt::UserRole, static_cast<int>(op));
        item->setCheckState(Qt::Checked);
    }
    auto* layout = new QVBoxLayout(group);
    layout->addWidget(m_functions);
    return group;
}

QDialogButtonBox* SearchSettingsDialog::buildButtons()
{
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton* paper = m_buttons->addButton(tr("Paper"), QDialogButtonBox::ResetRole);
    paper->setToolTip(tr("Population 15,000, 50 generations, as published"));
    QPushButton* quick = m_buttons->addButton(tr("Quick"), QDialogButtonBox::ResetRole);
    quick->setToolTip(tr("Population 1,000, 20 generations: seconds"));
    connect(paper, &QPushButton::clicked, this, [this] { showSettings(paperSettings()); });
    connect(quick, &QPushButton::clicked, this, [this] { showSettings(quickSettings()); });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return m_buttons;
}

void SearchSettingsDialog::showSettings(const StrictSettings& settings)
{
    m_population->setValue(static_cast<int>(settings.population));
    m_generations->setValue(static_cast<int>(settings.generations));
    m_tournament->setValue(static_cast<int>(settings.tournament));
    m_stopping->setValue(settings.stoppingFitness);
    m_seed->setValue(static_cast<int>(settings.seed));
    m_crossover->setValue(settings.crossover);
    m_subtree->setValue(settings.subtreeMutation);
    m_hoist->setValue(settings.hoistMutation);
    m_point->setValue(settings.pointMutation);
    m_pointReplace->setValue(settings.pointReplace);
    m_parsimony->setValue(settings.parsimony);
    m_constantMin->setValue(settings.constantMin);
    m_constantMax->setValue(settings.constantMax);
    m_depthMin->setValue(static_cast<int>(settings.depthMin));
    m_depthMax->setValue(static_cast<int>(settings.depthMax));
    for (int i = 0; i < m_functions->count(); ++i) {
        QListWidgetItem* item = m_functions->item(i);
        const auto op = static_cast<Op>(item->data(Qt::UserRole).toInt());
        const bool used =
            std::find(settings.functions.begin(), settings.functions.end(), op) != settings.functions.end();
        item->setCheckState(used ? Qt::Checked : Qt::Unchecked);
    }
    check();
}

StrictSettings SearchSettingsDialog::settings() const
{
    StrictSettings settings;
    settings.population = static_cast<std::size_t>(m_population->value());
    settings.generations = static_cast<std::size_t>(m_generations->value());
    settings.tournament = static_cast<std::size_t>(m_tournament->value());
    settings.stoppingFitness = m_stopping->value();
    settings.seed = static_cast<std::uint64_t>(m_seed->value());
    settings.crossover = m_crossover->value();
    settings.subtreeMutation = m_subtree->value();
    settings.hoistMutation = m_hoist->value();
    settings.pointMutation = m_point->value();
    settings.pointReplace = m_pointReplace->value();
    settings.parsimony = m_parsimony->value();
    settings.constantMin = m_constantMin->value();
    settings.constantMax = m_constantMax->value();
    settings.depthMin = static_cast<std::size_t>(m_depthMin->value());
    settings.depthMax = static_cast<std::size_t>(m_depthMax->value());
    settings.functions.clear();
    for (int i = 0; i < m_functions->count(); ++i) {
        const QListWidgetItem* item = m_functions->item(i);
        if (item->checkState() == Qt::Checked)
            settings.functions.push_back(static_cast<Op>(item->data(Qt::UserRole).toInt()));
    }
    return settings;
}

void SearchSettingsDialog::check()
{
    const StrictSettings present = settings();
    const double used = present.crossover + present.subtreeMutation + present.hoistMutation + present.pointMutation;
    m_reproduction->setText(used <= 1.0 ? numberText(1.0 - used, 3) : QStringLiteral("–"));
    const QString reason = faultOf(present);
    m_fault->setText(reason);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(reason.isEmpty());
}

} // namespace wattline::ui
