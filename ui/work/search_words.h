// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/search_state.h"

#include <QStringList>
#include <filesystem>

namespace wattline::ui {

/// What a search makes small: "MAE", "MRE".
QString measureName(ErrorMeasure measure);

/// A training or validation error of the search with its unit: "12.3 W", "6.1 %".
QString errorText(const SearchState& search, double error);

/// "1 generation", "12 generations".
QString generationsText(std::size_t generations);

/// "No better formula since generation 12"; generations are counted from 1.
QString plateauText(std::size_t generation);

/// What of the settings that matter to the search's mode differs, each as "population 15,000 → 5,000"; nothing where
/// the mode itself does, which modeName() tells.
QStringList settingChanges(const SearchSettings& before, const SearchSettings& after);

QString modeName(SearchMode mode);

/// That a search was written to a file.
QString wroteText(const std::filesystem::path& file);

/// When it began: "14:02", and with the day where that is not today.
QString momentText(const QDateTime& moment);

} // namespace wattline::ui
