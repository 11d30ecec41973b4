// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/form_fields.h"

#include "ui/style/text.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSpinBox>
#include <algorithm>

namespace wattline::ui {

QSpinBox* countBox(int lowest, int highest)
{
    auto* box = new QSpinBox;
    box->setRange(lowest, highest);
    box->setGroupSeparatorShown(true);
    return box;
}

QDoubleSpinBox* numberBox(double lowest, double highest, double step, int decimals)
{
    auto* box = new QDoubleSpinBox;
    box->setDecimals(decimals);
    box->setRange(lowest, highest);
    box->setSingleStep(step);
    return box;
}

namespace {

int asShown(const QSpinBox& box, std::uint64_t count)
{
    return std::max(box.minimum(),
                    static_cast<int>(std::min<std::uint64_t>(count, static_cast<std::uint64_t>(box.maximum()))));
}

} // namespace

void showCount(QSpinBox& box, std::uint64_t count)
{
    box.setValue(asShown(box, count));
}

std::uint64_t countIn(const QSpinBox& box, std::uint64_t given)
{
    return box.value() == asShown(box, given) ? given : static_cast<std::uint64_t>(box.value());
}

double numberIn(const QDoubleSpinBox& box, double given)
{
    const double shownOfGiven = std::clamp(given, box.minimum(), box.maximum());
    return box.textFromValue(shownOfGiven) == box.textFromValue(box.value()) ? given : box.value();
}

void addField(QFormLayout* form, const QString& label, QWidget* field)
{
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
    form->addRow(label, field);
}

FunctionList::FunctionList(std::span<const Op> all, FunctionNames names)
{
    setAccessibleName(tr("Functions"));
    for (Op op : all) {
        auto* item = new QListWidgetItem(shown(std::string(nameOf(op, names))), this);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setData(Qt::UserRole, static_cast<int>(op));
        item->setCheckState(Qt::Checked);
    }
}

void FunctionList::setFunctions(const std::vector<Op>& functions)
{
    for (int i = 0; i < count(); ++i) {
        const auto op = static_cast<Op>(item(i)->data(Qt::UserRole).toInt());
        const bool used = std::find(functions.begin(), functions.end(), op) != functions.end();
        item(i)->setCheckState(used ? Qt::Checked : Qt::Unchecked);
    }
}

std::vector<Op> FunctionList::functions() const
{
    std::vector<Op> functions;
    for (int i = 0; i < count(); ++i) {
        if (item(i)->checkState() == Qt::Checked)
            functions.push_back(static_cast<Op>(item(i)->data(Qt::UserRole).toInt()));
    }
    return functions;
}

} // namespace wattline::ui
