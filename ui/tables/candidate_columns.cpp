// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/candidate_columns.h"

#include "ui/style/text.h"

#include <QObject>
#include <QStringList>
#include <cmath>

namespace wattline::ui {

namespace {

TableCell countCell(std::size_t count)
{
    return {QString::number(count), static_cast<qulonglong>(count)};
}

TableCell absentCell(const QString& why)
{
    return {numberText(std::nan("")), HUGE_VAL, why}; // after every number
}

TableCell errorCell(const std::optional<Metrics>& errors, ShownError error)
{
    if (!errors)
        return absentCell(QObject::tr("No rows, or a prediction that is not finite"));
    switch (error) {
    case ShownError::MeanAbsolute:
        return {numberText(errors->mae), errors->mae};
    case ShownError::RootMeanSquare:
        return {numberText(errors->rmse), errors->rmse};
    case ShownError::MeanRelative:
        break;
    }
    if (!errors->mre)
        return absentCell(QObject::tr("Not defined: an observed value is 0."));
    return {percentText(*errors->mre), *errors->mre};
}

TableCell markCell(const CandidateRow& row)
{
    QStringList marks;
    if (row.chosen)
        marks << QObject::tr("chosen");
    if (row.knee)
        marks << QObject::tr("knee");
    return {marks.join(QStringLiteral(", ")), row.chosen ? 0 : row.knee ? 1 : 2};
}

QString nameOf(ShownError error)
{
    switch (error) {
    case ShownError::MeanAbsolute:
        return QObject::tr("Mean absolute error, in units of the target");
    case ShownError::RootMeanSquare:
        return QObject::tr("Root of the mean squared error, in units of the target");
    case ShownError::MeanRelative:
        break;
    }
    return QObject::tr("Mean relative error");
}

} // namespace

std::vector<TableColumn<CandidateRow>> candidateColumns(ShownError error)
{
    return {
        {QObject::tr("Nodes"), ColumnKind::Number,
         [](const CandidateRow& row) { return countCell(row.candidate.formula.length()); },
         QObject::tr("Functions, features and constants of the formula as it was searched")},
        {QObject::tr("Depth"), ColumnKind::Number,
         [](const CandidateRow& row) { return countCell(depthOf(row.candidate.formula)); },
         QObject::tr("Steps from the root of the tree to its deepest leaf")},
        {QObject::tr("Training"), ColumnKind::Number,
         [error](const CandidateRow& row) { return errorCell(row.errors.train, error); },
         QObject::tr("%1 on the training rows").arg(nameOf(error))},
        {QObject::tr("Validation"), ColumnKind::Number,
         [error](const CandidateRow& row) { return errorCell(row.errors.validation, error); },
         QObject::tr("%1 on the validation rows").arg(nameOf(error))},
        {QObject::tr("Test"), ColumnKind::Number,
         [error](const CandidateRow& row) {
             return row.chosen ? errorCell(row.test, error)
                               : absentCell(QObject::tr("Shown of the chosen formula alone, so that none is chosen by "
                                                        "it"));
         },
         QObject::tr("%1 on the test rows, of the chosen formula alone").arg(nameOf(error))},
        {QObject::tr("Mark"), ColumnKind::Words, markCell},
        {QObject::tr("Formula"), ColumnKind::Words,
         [](const CandidateRow& row) {
             return TableCell{row.text, {}, row.text};
         }},
    };
}

} // namespace wattline::ui
