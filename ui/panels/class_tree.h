// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/run_classes.h"

#include <QStringList>
#include <optional>

QT_BEGIN_NAMESPACE
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE

namespace wattline::ui {

/// The tree of the Classes panel: a class with its runs below, each with the numbers of its wave; a class shows mean
/// and spread over its runs, and the colour in which classFigure() draws it.
QStringList classTreeHeaders();
void fillClassTree(QTreeWidget& tree, const std::vector<RunSummary>& runs, const std::vector<RunClass>& classes);
void fitClassTree(QTreeWidget& tree);

/// Which class an item is, or is in; which run it is, where it is one.
std::size_t classOf(const QTreeWidgetItem& item);
std::optional<std::size_t> runOf(const QTreeWidgetItem& item);

/// What is chosen, by names, so that it can be chosen again in a tree that was filled anew. Nothing else is chosen
/// then.
QStringList chosenNames(const QTreeWidget& tree);
void chooseNames(QTreeWidget& tree, const QStringList& names);

} // namespace wattline::ui
