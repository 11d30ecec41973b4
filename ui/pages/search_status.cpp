// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_status.h"

#include "core/evolution/search_watch.h"
#include "core/report/figures.h"
#include "core/report/front_figure.h"
#include "ui/style/text.h"
#include "ui/work/candidate_work.h"
#include "ui/work/search_words.h"

#include <QObject>
#include <QStringList>
#include <cmath>

namespace wattline::ui {

namespace {

QString columnText(const std::string& column)
{
    return shown(axisOfColumn(column).label());
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

/// How a search ended by itself.
QString finishedText(const SearchState& search)
{
    if (!search.result)
        return QObject::tr("Ended without a result");
    const QString generations = generationsText(search.history.size());
    const QString seconds = durationText(search.result->seconds);
    if (search.history.size() >= search.generations)
        return QObject::tr("Finished %1 in %2").arg(generations, seconds);
    return QObject::tr("Reached a limit or the wanted error after %1, %2").arg(generations, seconds);
}

QString beginning(const SearchState& search)
{
    const std::size_t done = search.history.size();
    switch (search.run) {
    case SearchRun::None:
        return {};
    case SearchRun::Running:
        return QObject::tr("Generation %1 of %2").arg(done).arg(search.generations);
    case SearchRun::Paused:
        return QObject::tr("Paused after %1 of %2").arg(done).arg(generationsText(search.generations));
    case SearchRun::Stopped:
        return QObject::tr("Stopped after %1; the best formula so far stands").arg(generationsText(done));
    case SearchRun::Finished:
        return finishedText(search);
    }
    return {};
}

/// What the last generations say.
QStringList figuresOf(const SearchState& search)
{
    const GenerationStats& last = search.history.back();
    QStringList parts;
    if (last.seconds > 0.0) {
        const double generations = static_cast<double>(search.history.size()) / last.seconds;
        parts << QObject::tr("%1 generations/s").arg(numberText(generations, 3));
        parts << QObject::tr("%1 node-rows/s").arg(rateText(static_cast<double>(last.nodeRows) / last.seconds));
    }
    parts << QObject::tr("best %1 %2").arg(measureName(errorMeasureOf(search)), errorText(search, last.bestFitness));
    if (std::isfinite(last.validationFitness))
        parts << QObject::tr("on validation rows %1").arg(errorText(search, last.validationFitness));
    parts << QObject::tr("best length %1, mean %2 nodes").arg(last.bestLength).arg(numberText(last.meanLength, 3));
    parts << QObject::tr("%1 % of the formulas differ").arg(numberText(100.0 * last.diversity, 3));
    return parts;
}

std::optional<QString> plateauOf(const SearchState& search)
{
    SearchWatch watch;
    for (const GenerationStats& stats : search.history)
        watch.take(stats);
    return watch.isPlateau() ? std::optional(plateauText(watch.lastBetter() + 1)) : std::nullopt;
}

bool goesOn(const SearchState& search)
{
    return !search.result && (search.run == SearchRun::Running || search.run == SearchRun::Paused);
}

/// By which rows the studied formula was chosen; nothing where that is not known.
QString choiceText(const SearchState& search, const StudiedFormula* studied)
{
    if (studied != nullptr && studied->test.rows != search.test)
        return {};
    if (goesOn(search))
        return QObject::tr("Errors on the test rows follow when the search has ended.");
    if (!search.result)
        return {};
    if (!isStudied({search.result->formula, search.result->rawFormula}, studied))
        return QObject::tr("This formula was not chosen by the search.");
    return search.settings.mode == SearchMode::Strict
               ? QObject::tr("The search chose its formula on the training rows alone.")
               : QObject::tr("The search chose its formula without the test rows.");
}

} // namespace

QString searchStatus(const SearchState& search)
{
    if (search.run == SearchRun::None)
        return QObject::tr("Start the search with Ctrl+Return.");
    if (search.history.empty())
        return search.isRunning() ? QObject::tr("Evaluating the first generation…")
                                  : QObject::tr("Ended before the first generation.");
    QStringList parts{beginning(search)};
    parts += figuresOf(search);
    if (const auto plateau = plateauOf(search))
        parts << *plateau;
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
    if (chosen && data != chosen)
        text += QObject::tr(" The choice of target, rows or features has changed since.");
    return text;
}

std::string errorAxisOf(const SearchState& search)
{
    return errorAxis(errorMeasureOf(search), search.train ? search.train->targetName : std::string()).label();
}

QString errorCaption(const SearchState& search, const StudiedFormula* studied)
{
    if (!search.train)
        return {};
    const std::string unit = axisOfColumn(search.train->targetName).unit;
    const QString units =
        unit.empty()
            ? QString()
            : QObject::tr("MAE and RMSE in %1, MSE in %2.").arg(shown(unit), shown(unit) + QStringLiteral("²"));
    QStringList sentences{choiceText(search, studied), units};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

bool withholdsTestRows(const SearchState& search, const StudiedFormula& studied)
{
    return goesOn(search) && studied.test.rows == search.test;
}

std::optional<Metrics> shownTestErrors(const SearchState& search, const StudiedFormula& studied)
{
    return withholdsTestRows(search, studied) ? std::nullopt : studied.test.errors;
}

} // namespace wattline::ui
