// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_status.h"

#include "core/report/figures.h"
#include "ui/style/text.h"
#include "ui/work/formula_work.h"

#include <QObject>
#include <QStringList>

namespace wattline::ui {

namespace {

QString columnText(const std::string& column)
{
    return shown(axisOfColumn(column).label());
}

QString withUnit(double value, const RegressionData& rows)
{
    return (numberText(value) + QLatin1Char(' ') + shown(axisOfColumn(rows.targetName).unit)).trimmed();
}

/// A large rate as people say it: "1.2 billion".
QString rateText(double perSecond)
{
    if (perSecond >= 1e9)
        return QObject::tr("%1 billion").arg(numberText(perSecond / 1e9, 3));
    if (perSecond >= 1e6)
        return QObject::tr("%1 million").arg(numberText(perSecond / 1e6, 3));
    return numberText(perSecond, 3);
}

QString beginning(const SearchState& search, SearchRun run)
{
    const auto done = search.history.size();
    if (run == SearchRun::Running)
        return QObject::tr("Generation %1 of %2").arg(done).arg(search.generations);
    if (!search.result)
        return QObject::tr("Ended without a result");
    const QString generations = done == 1 ? QObject::tr("1 generation") : QObject::tr("%1 generations").arg(done);
    const QString seconds = durationText(search.result->seconds);
    if (search.result->stopped)
        return QObject::tr("Stopped after %1, %2; the best formula so far stands").arg(generations, seconds);
    if (done < search.generations)
        return QObject::tr("Reached the wanted error after %1, %2").arg(generations, seconds);
    return QObject::tr("Finished %1 in %2").arg(generations, seconds);
}

} // namespace

QString searchStatus(const SearchState& search, SearchRun run)
{
    if (!search.train)
        return QObject::tr("Start the search with Ctrl+Return.");
    if (search.history.empty())
        return run == SearchRun::Running ? QObject::tr("Evaluating the first generation…")
                                         : QObject::tr("Ended without a result.");
    const GenerationStats& last = search.history.back();
    QStringList parts{beginning(search, run)};
    if (last.seconds > 0.0) {
        const double generations = static_cast<double>(search.history.size()) / last.seconds;
        parts << QObject::tr("%1 generations/s").arg(numberText(generations, 3));
        parts << QObject::tr("%1 node-rows/s").arg(rateText(static_cast<double>(last.nodeRows) / last.seconds));
    }
    parts << QObject::tr("best error %1").arg(withUnit(last.bestFitness, *search.train));
    parts << QObject::tr("best length %1 nodes").arg(last.bestLength);
    return parts.join(QStringLiteral("  ·  "));
}

QString searchedIn(const SearchState& search, const std::shared_ptr<const RegressionData>& chosen)
{
    const auto& data = search.data ? search.data : chosen;
    if (!data)
        return QObject::tr("Choose a target and at least one feature to search for a formula.");
    QString text = QObject::tr("%1 from %2 features, %3 rows split 8:1:1 into training, validation and test.")
                       .arg(columnText(data->targetName))
                       .arg(data->featureNames.size())
                       .arg(data->rows());
    if (data != chosen)
        text += QObject::tr(" The choice of target, rows or features has changed since.");
    return text;
}

std::string errorAxisOf(const SearchState& search)
{
    FigureAxis axis{.quantity = QObject::tr("MAE").toStdString()};
    if (search.train)
        axis.unit = axisOfColumn(search.train->targetName).unit;
    return axis.label();
}

QString errorCaption(const SearchState& search)
{
    if (!search.train)
        return {};
    const std::string unit = axisOfColumn(search.train->targetName).unit;
    const QString units =
        unit.empty()
            ? QString()
            : QObject::tr(" MAE and RMSE in %1, MSE in %2.").arg(shown(unit), shown(unit) + QStringLiteral("²"));
    if (!search.result)
        return QObject::tr("Errors follow when the search has ended.") + units;
    return QObject::tr("The formula was chosen on the training rows alone.") + units;
}

StudiedFormula bestOf(const SearchState& search)
{
    StudiedFormula best;
    best.formula = search.result ? search.result->formula : search.history.back().best;
    best.scaler = search.result ? search.result->scaler : fitScaler(search.train->features);
    best.origin = QObject::tr("Candidate of %1 nodes").arg(best.formula.length());
    best.train.rows = search.train;
    best.validation.rows = search.validation;
    best.test.rows = search.test;
    best.followsSearch = true;
    return withErrors(std::move(best));
}

} // namespace wattline::ui
