// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/names.h"

#include <QListWidget>
#include <cstdint>
#include <span>
#include <vector>

QT_BEGIN_NAMESPACE
class QDoubleSpinBox;
class QFormLayout;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// Boxes for counts and numbers, within bounds.
QSpinBox* countBox(int lowest, int highest);
QDoubleSpinBox* numberBox(double lowest, double highest, double step, int decimals);

/// Shows a count; one beyond the bounds of the box as the bound.
void showCount(QSpinBox& box, std::uint64_t count);
/// What the box holds; the number that it was given where it still shows that one, however the box had to round it.
std::uint64_t countIn(const QSpinBox& box, std::uint64_t given);
double numberIn(const QDoubleSpinBox& box, double given);

/// Adds a field whose accessible name is its label without the mnemonic's mark.
void addField(QFormLayout* form, const QString& label, QWidget* field);

/// Functions to tick.
class FunctionList : public QListWidget {
    Q_OBJECT

public:
    FunctionList(std::span<const Op> all, FunctionNames names);

    void setFunctions(const std::vector<Op>& functions);
    std::vector<Op> functions() const;
};

} // namespace wattline::ui
