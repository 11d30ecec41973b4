// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dataset_combos.h"

#include "core/base/text.h"
#include "core/report/figures.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <algorithm>
#include <cmath>
#include <set>

namespace wattline::ui {

namespace {

bool isOneOf(std::string_view name, auto&& names)
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

void addTarget(QComboBox& box, const DatasetColumn& column)
{
    box.addItem(shown(axisOfColumn(column.name).label()), shown(column.name));
}

/// The different values in order, as filterRows() takes them; no more than `most` are looked for.
std::vector<std::string> valuesOf(const DatasetColumn& column, std::size_t most)
{
    std::set<double> numbers;
    std::set<std::string> words;
    for (std::size_t row = 0; row < column.text.size() && numbers.size() + words.size() < most; ++row) {
        if (!column.isNumeric() && !column.text[row].empty())
            words.insert(column.text[row]);
        else if (column.isNumeric() && !std::isnan(column.numbers[row])) // NaN must not enter a set
            numbers.insert(column.numbers[row]);
    }
    std::vector<std::string> values(words.begin(), words.end());
    for (const double number : numbers)
        values.push_back(formatNumber(number));
    return values;
}

QString valueText(const std::string& column, const std::string& value)
{
    if (column != "gpus")
        return shown(value);
    return value == "1" ? QObject::tr("1 GPU") : QObject::tr("%1 GPUs").arg(shown(value));
}

} // namespace

void fillTargets(QComboBox& box, const BuiltDataset* built)
{
    box.clear();
    if (built == nullptr)
        return;
    const Dataset& dataset = built->dataset;
    for (std::string_view target : TargetColumns) {
        if (const DatasetColumn* column = dataset.find(target); column != nullptr && column->isNumeric())
            addTarget(box, *column);
    }
    const int known = box.count();
    for (const DatasetColumn& column : dataset.columns) {
        if (column.isNumeric() && !isOneOf(column.name, TargetColumns) && !isOneOf(column.name, FeatureColumns))
            addTarget(box, column);
    }
    if (known > 0 && box.count() > known)
        box.insertSeparator(known);
}

bool fillValues(QComboBox& box, const BuiltDataset* built, const std::string& column)
{
    constexpr std::size_t MostValues = 100;
    box.clear();
    box.addItem(QObject::tr("All"), QString());
    const DatasetColumn* found = built == nullptr ? nullptr : built->dataset.find(column);
    if (found == nullptr)
        return false;
    const std::vector<std::string> values = valuesOf(*found, MostValues + 1);
    if (values.size() > MostValues)
        return false;
    for (const std::string& value : values)
        box.addItem(valueText(column, value), shown(value));
    return values.size() > 1;
}

void chooseTarget(Session& session, const QComboBox& box)
{
    LearningChoice choice = session.choice();
    const std::string target = plain(box.currentData().toString());
    if (!session.dataset() || target.empty() || target == choice.target)
        return;
    choice.target = target;
    choice.features = defaultFeatures(session.dataset()->dataset, target);
    session.setChoice(std::move(choice));
}

void chooseRows(Session& session, const QComboBox& box, const std::string& column)
{
    LearningChoice choice = session.choice();
    const std::string value = plain(box.currentData().toString());
    choice.where.erase(column);
    if (!value.empty())
        choice.where[column] = value;
    session.setChoice(std::move(choice));
}

} // namespace wattline::ui
