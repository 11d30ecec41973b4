// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/search_settings_dialog.h"

#include "ui/dialogs/modern_form.h"
#include "ui/dialogs/strict_form.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wattline::ui {

SearchSettingsDialog::SearchSettingsDialog(const SearchSettings& settings, EditedSearch search, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Search Settings"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(buildMode());
    m_forms = new QStackedWidget;
    m_forms->addWidget(m_strict = new StrictForm);
    m_forms->addWidget(m_modern = new ModernForm);
    layout->addWidget(m_forms);
    m_fault = new QLabel;
    m_fault->setWordWrap(true);
    layout->addWidget(m_fault);
    layout->addWidget(buildButtons());
    showSettings(settings);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &SearchSettingsDialog::showForm);
    connect(m_strict, &StrictForm::changed, this, &SearchSettingsDialog::check);
    connect(m_modern, &ModernForm::changed, this, &SearchSettingsDialog::check);
    if (search == EditedSearch::InProgress)
        fixWhatStays();
}

QWidget* SearchSettingsDialog::buildMode()
{
    m_mode = new QComboBox;
    m_mode->setAccessibleName(tr("Mode"));
    m_mode->addItems({tr("Strict: the rules of gplearn 0.4.2"), tr("Modern: small formulas that predict well")});
    auto* mode = new QWidget;
    auto* form = new QFormLayout(mode);
    form->setContentsMargins({});
    form->addRow(tr("Mo&de:"), m_mode);
    return mode;
}

QDialogButtonBox* SearchSettingsDialog::buildButtons()
{
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    for (const auto& [title, toolTip, preset] :
         {std::tuple{tr("Modern"), tr("Small formulas that predict well"), SearchPreset::Modern},
          std::tuple{tr("Paper"), tr("Strict: population 15,000, 50 generations, as published"), SearchPreset::Paper},
          std::tuple{tr("Quick"), tr("Strict: population 3000, 30 generations: a second or two"),
                     SearchPreset::Quick}}) {
        QPushButton* button = m_buttons->addButton(title, QDialogButtonBox::ResetRole);
        button->setToolTip(toolTip);
        connect(button, &QPushButton::clicked, this, [this, preset = preset] { showPreset(preset); });
    }
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return m_buttons;
}

void SearchSettingsDialog::showPreset(SearchPreset preset)
{
    showSettings(withPreset(settings(), preset));
}

void SearchSettingsDialog::showSettings(const SearchSettings& settings)
{
    m_mode->setCurrentIndex(settings.mode == SearchMode::Strict ? 0 : 1);
    m_strict->setSettings(settings.strict);
    m_modern->setSettings(settings.modern);
    showForm();
}

SearchSettings SearchSettingsDialog::settings() const
{
    SearchSettings settings;
    settings.mode = m_mode->currentIndex() == 0 ? SearchMode::Strict : SearchMode::Modern;
    settings.strict = m_strict->settings();
    settings.modern = m_modern->settings();
    return settings;
}

void SearchSettingsDialog::showForm()
{
    m_forms->setCurrentIndex(m_mode->currentIndex());
    check();
}

void SearchSettingsDialog::fixWhatStays()
{
    m_mode->setEnabled(false);
    m_strict->fixWhatStays();
    m_modern->fixWhatStays();
    for (QAbstractButton* button : m_buttons->buttons()) {
        if (m_buttons->buttonRole(button) == QDialogButtonBox::ResetRole)
            button->hide(); // a preset may be of another mode
    }
    m_mode->setToolTip(tr("A search in progress keeps its mode, its seed and the error that it makes small."));
}

void SearchSettingsDialog::check()
{
    const Result<void> checked = checkSettings(settings());
    m_fault->setText(checked ? QString() : shown(checked.error().message));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(checked.hasValue());
}

} // namespace wattline::ui
