// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/text.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

/// A column of numbers with so many significant digits.
template <class Row>
TableColumn<Row> numberColumn(const QString& title, const std::function<double(const Row&)>& value, int digits)
{
    return {title, ColumnKind::Number, [value, digits](const Row& row) {
                const double number = value(row);
                return TableCell{numberText(number, digits), number};
            }};
}

} // namespace wattline::ui
