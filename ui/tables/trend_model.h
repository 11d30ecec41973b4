// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/trend_fits.h"
#include "ui/tables/row_model.h"

#include <set>

namespace wattline::ui {

/// One line of the table of trends.
struct TrendRow {
    TrendFit fit;
    bool best = false;
};

/// The trends through one scatter: equation and both R2 of each, or why there is none, and a box that says whether it
/// is drawn.
class TrendModel : public RowModel<TrendRow> {
    Q_OBJECT

public:
    explicit TrendModel(QObject* parent = nullptr);

    /// Which boxes are checked; they stay so when other trends come.
    const std::set<TrendKind>& drawn() const { return m_drawn; }

    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void drawnChanged();

private:
    std::set<TrendKind> m_drawn = {TrendKind::Linear, TrendKind::Logarithmic};
};

std::vector<TrendRow> trendRows(const TrendFits& trends);

} // namespace wattline::ui
