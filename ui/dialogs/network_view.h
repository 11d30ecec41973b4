// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tables/network_columns.h"

#include <QWidget>
#include <memory>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

class LatestTask;
class SortedTable;

/// The files that networks are taken from: shared with the task that counts, and replaced as a whole, never changed.
using NetworkFiles = std::shared_ptr<const std::vector<NetworkFile>>;

/// One network at the sizes that are set here: its totals, and what every layer of it costs. What does not fit is said
/// in the place of the totals.
class NetworkView : public QWidget {
    Q_OBJECT

public:
    explicit NetworkView(QWidget* parent = nullptr);

    /// A network of the files at its usual sizes, or none.
    void showNetwork(NetworkFiles files, const FoundNetwork& shown);

private:
    QLayout* makeSizesAndTotals();
    void count();
    void showCount(const Result<NetworkCount>& counted);
    /// The counts as wide as they are, the parts as the rest allows.
    void fitColumns();
    NetworkSizes sizes() const;

    NetworkFiles m_files;
    FoundNetwork m_shown; ///< of m_files
    QLabel* m_name;
    QFormLayout* m_form;
    QSpinBox* m_image;
    QSpinBox* m_sequence;
    QSpinBox* m_classes;
    QLabel* m_totals;
    RowModel<NetworkLayer> m_layers;
    SortedTable* m_table;
    LatestTask* m_counting;
};

} // namespace wattline::ui
