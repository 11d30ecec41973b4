// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/class_tree.h"

#include "ui/style/palette.h"
#include "ui/style/text.h"

#include <QHeaderView>
#include <QIcon>
#include <QObject>
#include <QPixmap>
#include <QTreeWidget>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr int NumberRole = Qt::UserRole;
constexpr int NameRole = Qt::UserRole + 1;

QString spreadText(const Spread& spread, std::size_t values)
{
    if (values == 0)
        return QStringLiteral("–");
    return values < 2 || spread.std == 0.0
               ? numberText(spread.mean)
               : QStringLiteral("%1 ± %2").arg(numberText(spread.mean), numberText(spread.std, 2));
}

/// The colour in which the figure draws a class.
QIcon swatchOf(const QTreeWidget& tree, int ofClass)
{
    QPixmap swatch(12, 12);
    swatch.fill(seriesColour(ofClass, groundOf(tree.palette())));
    return swatch;
}

void align(QTreeWidgetItem& item)
{
    for (int column = 1; column < item.columnCount(); ++column)
        item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

QStringList textsOf(const RunClass& ofClass, const ClassTrend& trend)
{
    return {QObject::tr("%1 (%2)").arg(shown(ofClass.name)).arg(trend.runs),
            spreadText(trend.cycleSeconds, trend.waves),
            spreadText(trend.levelWatts, trend.runs),
            spreadText(trend.peakPowerWatts, trend.waves),
            spreadText(trend.peakDurationSeconds, trend.waves),
            spreadText(trend.valleyPowerWatts, trend.waves),
            spreadText(trend.valleyDurationSeconds, trend.waves)};
}

QStringList textsOf(const RunSummary& run)
{
    const auto target = [&](const Spread Wave::*member) {
        return run.wave ? numberText(((*run.wave).*member).mean) : QStringLiteral("–");
    };
    return {shown(run.name),
            run.wave ? numberText(run.wave->cycleSeconds()) : QStringLiteral("–"),
            numberText(run.levelWatts),
            target(&Wave::peakPowerWatts),
            target(&Wave::peakDurationSeconds),
            target(&Wave::valleyPowerWatts),
            target(&Wave::valleyDurationSeconds)};
}

void addRun(QTreeWidgetItem* parent, std::size_t number, const RunSummary& run)
{
    auto* item = new QTreeWidgetItem(parent, textsOf(run));
    item->setData(0, NumberRole, static_cast<qulonglong>(number));
    item->setData(0, NameRole, QStringLiteral("run ") + shown(run.name));
    item->setToolTip(0, QObject::tr("%1\nProposed class: %2").arg(shown(run.name), shown(proposedClassOf(run))));
    align(*item);
}

} // namespace

QStringList classTreeHeaders()
{
    return {QObject::tr("Class, run"), QObject::tr("Cycle (s)"), QObject::tr("Mean power (W)"),
            QObject::tr("Peak (W)"),   QObject::tr("Peak (s)"),  QObject::tr("Valley (W)"),
            QObject::tr("Valley (s)")};
}

void fillClassTree(QTreeWidget& tree, const std::vector<RunSummary>& runs, const std::vector<RunClass>& classes)
{
    tree.clear();
    for (const RunClass& ofClass : classes) {
        auto* item = new QTreeWidgetItem(&tree, textsOf(ofClass, trendOf(runs, ofClass)));
        item->setData(0, NameRole, QStringLiteral("class ") + shown(ofClass.name));
        item->setToolTip(0, ofClass.chosen ? QObject::tr("%1, put together by hand").arg(shown(ofClass.name))
                                           : QObject::tr("%1, as proposed").arg(shown(ofClass.name)));
        QFont bold = tree.font();
        bold.setBold(true);
        item->setFont(0, bold);
        item->setIcon(0, swatchOf(tree, tree.topLevelItemCount() - 1));
        align(*item);
        for (const std::size_t run : ofClass.runs)
            addRun(item, run, runs[run]);
        item->setExpanded(true);
    }
}

void fitClassTree(QTreeWidget& tree)
{
    for (int column = 0; column < tree.columnCount(); ++column) {
        tree.resizeColumnToContents(column);
        tree.headerItem()->setTextAlignment(column, column == 0 ? Qt::AlignLeft : Qt::AlignRight);
    }
    tree.header()->setStretchLastSection(false);
    tree.setColumnWidth(0, std::clamp(tree.columnWidth(0), 180, 320));
}

std::size_t classOf(const QTreeWidgetItem& item)
{
    const QTreeWidgetItem* top = item.parent() != nullptr ? item.parent() : &item;
    return static_cast<std::size_t>(top->treeWidget()->indexOfTopLevelItem(const_cast<QTreeWidgetItem*>(top)));
}

std::optional<std::size_t> runOf(const QTreeWidgetItem& item)
{
    if (item.parent() == nullptr)
        return std::nullopt;
    return static_cast<std::size_t>(item.data(0, NumberRole).toULongLong());
}

QStringList chosenNames(const QTreeWidget& tree)
{
    QStringList names;
    for (const QTreeWidgetItem* item : tree.selectedItems())
        names << item->data(0, NameRole).toString();
    return names;
}

void chooseNames(QTreeWidget& tree, const QStringList& names)
{
    for (QTreeWidgetItemIterator item(&tree); *item != nullptr; ++item)
        (*item)->setSelected(names.contains((*item)->data(0, NameRole).toString()));
}

} // namespace wattline::ui
