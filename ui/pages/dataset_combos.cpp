// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dataset_combos.h"

#include "core/base/text.h"
#include "core/report/figures.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <algorithm>
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

bool fillGpus(QComboBox& box, const BuiltDataset* built)
{
    box.clear();
    box.addItem(QObject::tr("All"), QString());
    const DatasetColumn* column = built == nullptr ? nullptr : built->dataset.find("gpus");
    if (column == nullptr || !column->isNumeric())
        return false;
    std::set<double> values;
    for (double value : column->numbers) {
        if (value == value) // an empty cell is NaN, which must not enter a set
            values.insert(value);
    }
    for (double value : values)
        box.addItem(value == 1.0 ? QObject::tr("1 GPU") : QObject::tr("%1 GPUs").arg(value),
                    shown(formatNumber(value)));
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

void chooseGpus(Session& session, const QComboBox& box)
{
    LearningChoice choice = session.choice();
    const std::string value = plain(box.currentData().toString());
    choice.where.erase("gpus");
    if (!value.empty())
        choice.where["gpus"] = value;
    session.setChoice(std::move(choice));
}

} // namespace wattline::ui
