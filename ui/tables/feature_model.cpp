// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/feature_model.h"

#include "core/report/figures.h"
#include "ui/style/text.h"

#include <QObject>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

enum Columns { UsedColumn = 0, DiscreteColumn = 4 };

bool isBox(int column)
{
    return column == UsedColumn || column == DiscreteColumn;
}

TableCell numberCell(double value, int digits)
{
    // A score that does not exist sorts below every one that does.
    return {numberText(value, digits), std::isfinite(value) ? value : -HUGE_VAL};
}

/// A score with its interval, where there is one: "0.62 (0.55 … 0.68)".
TableCell scoreCell(double value, const std::optional<ScoreInterval>& interval)
{
    TableCell cell = numberCell(value, 3);
    if (interval)
        cell.text =
            QObject::tr("%1 (%2 … %3)").arg(cell.text, numberText(interval->low, 3), numberText(interval->high, 3));
    return cell;
}

TableCell nameCell(const FeatureScore& score)
{
    QString toolTip = shown(score.name);
    if (score.heavyTailed)
        toolTip += QObject::tr("\nHeavy-tailed: skewness above 1, or largest above 100 times the smallest");
    return {shown(axisOfColumn(score.name).quantity), {}, toolTip};
}

std::vector<TableColumn<FeatureScore>> featureColumns()
{
    using Score = FeatureScore;
    return {
        {QObject::tr("Feature"), ColumnKind::Words, nameCell, QObject::tr("Checked: used in search and comparison")},
        {QObject::tr("Pearson r"), ColumnKind::Number,
         [](const Score& s) { return scoreCell(s.pearsonR, s.pearsonInterval); },
         QObject::tr("Linear correlation with the target, -1 to 1; in parentheses 95 % by bootstrap")},
        {QObject::tr("p"), ColumnKind::Number, [](const Score& s) { return numberCell(s.pearsonP, 2); },
         QObject::tr("Two-sided probability of such an r without any correlation")},
        {QObject::tr("n"), ColumnKind::Number,
         [](const Score& s) {
             return TableCell{QString::number(s.rows), static_cast<qulonglong>(s.rows)};
         },
         QObject::tr("Rows")},
        {QObject::tr("Discrete"), ColumnKind::Words,
         [](const Score& s) {
             return TableCell{QString(), s.discrete ? 1 : 0};
         },
         QObject::tr("Checked: mutual information takes the values as classes (Ross), else as measures (Kraskov)")},
        {QObject::tr("MI (nats)"), ColumnKind::Number, [](const Score& s) { return scoreCell(s.miNats, s.miInterval); },
         QObject::tr("Mutual information of feature and target; in parentheses 95 % by halves of the rows")},
        {QObject::tr("MI of logs (nats)"), ColumnKind::Number,
         [](const Score& s) { return numberCell(s.miLogNats, 3); },
         QObject::tr("Mutual information of log(1 + feature) and log(1 + target)")},
        {QObject::tr("Selected"), ColumnKind::Words,
         [](const Score& s) {
             return TableCell{s.selected ? QObject::tr("Yes") : QObject::tr("No"), s.selected ? 1 : 0};
         },
         QObject::tr("Above the threshold")},
        {QObject::tr("Reason"), ColumnKind::Words,
         [](const Score& s) {
             return TableCell{shown(s.reason), {}, shown(s.reason)};
         }},
    };
}

} // namespace

FeatureModel::FeatureModel(QObject* parent) : RowModel(featureColumns(), parent) {}

bool FeatureModel::isUsed(const std::string& name) const
{
    return std::find(m_used.begin(), m_used.end(), name) != m_used.end();
}

void FeatureModel::setUsed(const std::vector<std::string>& names)
{
    if (names == m_used)
        return;
    m_used = names;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
}

QVariant FeatureModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::CheckStateRole && index.isValid() && isBox(index.column())) {
        const FeatureScore& score = rows().at(static_cast<std::size_t>(index.row()));
        const bool checked = index.column() == UsedColumn ? isUsed(score.name) : score.discrete;
        return checked ? Qt::Checked : Qt::Unchecked;
    }
    return RowModel::data(index, role);
}

bool FeatureModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || !isBox(index.column()))
        return false;
    const std::string& name = rows().at(static_cast<std::size_t>(index.row())).name;
    const bool checked = value.value<Qt::CheckState>() == Qt::Checked;
    if (index.column() == UsedColumn)
        use(name, checked);
    else
        emit discreteChanged(name, checked);
    return true;
}

void FeatureModel::use(const std::string& name, bool isUsedNow)
{
    std::vector<std::string> used = m_used;
    std::erase(used, name);
    if (isUsedNow)
        used.push_back(name);
    setUsed(used);
    emit usedChanged(m_used);
}

Qt::ItemFlags FeatureModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = RowModel::flags(index);
    return index.isValid() && isBox(index.column()) ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace wattline::ui
