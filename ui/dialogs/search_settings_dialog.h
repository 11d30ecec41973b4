// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evolution/search.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class ModernForm;
class StrictForm;

/// For which search settings are edited.
enum class EditedSearch {
    Next,      ///< one that has not begun: everything may change
    InProgress ///< a paused one: it keeps its mode, its seed and the error that it makes small
};

/// Edits the settings of a search. OK is offered only for settings that a search accepts; else a line says why not.
class SearchSettingsDialog : public QDialog {
    Q_OBJECT

public:
    explicit SearchSettingsDialog(const SearchSettings& settings, EditedSearch search = EditedSearch::Next,
                                  QWidget* parent = nullptr);

    SearchSettings settings() const;

private:
    QWidget* buildMode();
    QDialogButtonBox* buildButtons();
    void showSettings(const SearchSettings& settings);
    void showPreset(SearchPreset preset);
    void showForm();
    void fixWhatStays();
    void check();

    QComboBox* m_mode = nullptr; ///< places as of SearchMode
    QStackedWidget* m_forms = nullptr;
    StrictForm* m_strict = nullptr;
    ModernForm* m_modern = nullptr;
    QLabel* m_fault = nullptr;
    QDialogButtonBox* m_buttons = nullptr;
};

} // namespace wattline::ui
