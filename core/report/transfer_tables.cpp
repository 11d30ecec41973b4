// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/transfer_tables.h"

#include "core/report/figures.h"
#include "core/report/number_cells.h"

namespace wattline {

namespace {

std::string matrixCell(const std::optional<TransferErrors>& errors, std::size_t repeats, bool relative)
{
    if (!errors)
        return AbsentCell;
    std::string cell = relative ? spreadCell(*errors->mre, repeats, 100.0) : spreadCell(errors->rmse, repeats);
    if (errors->outside > 0.0)
        cell += errors->outside >= static_cast<double>(errors->rows) ? " **" : " *";
    return cell;
}

std::vector<std::string> pairRow(const Transfer& transfer, std::size_t train, std::size_t test)
{
    const std::optional<TransferErrors>& errors = transfer.rows[train].errors[test];
    std::vector<std::string> row = {transfer.groups[train].shownName(),
                                    transfer.groups[test].shownName() + (train == test ? " (held out)" : "")};
    if (!errors) {
        row.resize(8, AbsentCell);
        return row;
    }
    const std::size_t repeats = transfer.rows[train].repeats;
    row.insert(row.end(),
               {std::to_string(errors->rows), numberCell(errors->outside),
                errors->mre ? spreadCell(*errors->mre, repeats, 100.0) : AbsentCell, spreadCell(errors->mse, repeats),
                spreadCell(errors->rmse, repeats), spreadCell(errors->mae, repeats)});
    return row;
}

} // namespace

TextTable transferMatrix(const Transfer& transfer)
{
    const bool relative = transfer.hasRelativeErrors();
    const std::string error = relative ? "MRE (%)" : withUnit("RMSE", axisOfColumn(transfer.target).unit);
    TextTable table{{error + ": trained on, tested on:"}, {}};
    for (const TransferGroup& group : transfer.groups)
        table.header.push_back(group.shownName());
    for (std::size_t train = 0; train < transfer.rows.size(); ++train) {
        std::vector<std::string> row = {transfer.groups[train].shownName()};
        for (std::size_t test = 0; test < transfer.groups.size(); ++test) {
            const auto& errors = transfer.rows[train].errors;
            row.push_back(test < errors.size() ? matrixCell(errors[test], transfer.rows[train].repeats, relative)
                                               : AbsentCell);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

TextTable transferTable(const Transfer& transfer)
{
    const std::string unit = axisOfColumn(transfer.target).unit;
    TextTable table{{"trained on", "tested on", "rows", "outside", "MRE (%)", withUnit("MSE", unit, "²"),
                     withUnit("RMSE", unit), withUnit("MAE", unit)},
                    {}};
    for (std::size_t train = 0; train < transfer.rows.size(); ++train) {
        for (std::size_t test = 0; test < transfer.rows[train].errors.size(); ++test)
            table.rows.push_back(pairRow(transfer, train, test));
    }
    return table;
}

} // namespace wattline
