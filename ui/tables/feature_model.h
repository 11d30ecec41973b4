// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_table.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// The feature table: a line per feature with its scores, a box that says whether searches and comparisons use it, and
/// one that says whether the estimator of mutual information takes its values as discrete.
class FeatureModel : public RowModel<FeatureScore> {
    Q_OBJECT

public:
    explicit FeatureModel(QObject* parent = nullptr);

    /// Checks the boxes of these features and no others.
    void setUsed(const std::vector<std::string>& names);

    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// A box was checked or unchecked by hand: the features used from now on, in the order before with a new one last.
    void usedChanged(const std::vector<std::string>& names);
    /// The same of the boxes of discrete values; they show the table's own until another table comes.
    void discreteChanged(const std::string& name, bool discrete);

private:
    bool isUsed(const std::string& name) const;
    void use(const std::string& name, bool isUsedNow);

    std::vector<std::string> m_used;
};

} // namespace wattline::ui
