// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/search_words.h"

#include "core/report/figures.h"
#include "ui/style/text.h"
#include "ui/work/candidate_work.h"

#include <QLocale>
#include <QObject>

namespace wattline::ui {

namespace {

QString settingText(std::size_t count)
{
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(count));
}

QString settingText(double number)
{
    return numberText(number, 6);
}

class Changes {
public:
    template <class Value>
    void compare(const QString& name, const Value& before, const Value& after)
    {
        if (before != after)
            m_texts << QObject::tr("%1 %2 → %3").arg(name, settingText(before), settingText(after));
    }

    void note(const QString& text, bool differs)
    {
        if (differs)
            m_texts << text;
    }

    QStringList take() { return std::move(m_texts); }

private:
    QStringList m_texts;
};

QStringList changesOf(const StrictSettings& a, const StrictSettings& b)
{
    Changes changes;
    changes.compare(QObject::tr("population"), a.population, b.population);
    changes.compare(QObject::tr("generations"), a.generations, b.generations);
    changes.compare(QObject::tr("tournament"), a.tournament, b.tournament);
    changes.compare(QObject::tr("stopping error"), a.stoppingFitness, b.stoppingFitness);
    changes.compare(QObject::tr("crossover"), a.crossover, b.crossover);
    changes.compare(QObject::tr("subtree mutation"), a.subtreeMutation, b.subtreeMutation);
    changes.compare(QObject::tr("hoist mutation"), a.hoistMutation, b.hoistMutation);
    changes.compare(QObject::tr("point mutation"), a.pointMutation, b.pointMutation);
    changes.compare(QObject::tr("replacement of a point"), a.pointReplace, b.pointReplace);
    changes.compare(QObject::tr("parsimony"), a.parsimony, b.parsimony);
    changes.compare(QObject::tr("seed"), a.seed, b.seed);
    changes.note(QObject::tr("other constants"), a.constantMin != b.constantMin || a.constantMax != b.constantMax);
    changes.note(QObject::tr("other initial depths"), a.depthMin != b.depthMin || a.depthMax != b.depthMax);
    changes.note(QObject::tr("other functions"), a.functions != b.functions);
    return changes.take();
}

QStringList changesOf(const ModernSettings& a, const ModernSettings& b)
{
    Changes changes;
    changes.compare(QObject::tr("population"), a.population, b.population);
    changes.compare(QObject::tr("generations"), a.generations, b.generations);
    changes.compare(QObject::tr("evaluations"), static_cast<std::size_t>(a.evaluations),
                    static_cast<std::size_t>(b.evaluations));
    changes.compare(QObject::tr("time limit (s)"), a.timeLimitSeconds, b.timeLimitSeconds);
    changes.compare(QObject::tr("longest formula"), a.maxLength, b.maxLength);
    changes.compare(QObject::tr("seed"), a.seed, b.seed);
    changes.note(QObject::tr("another error measure"), a.error != b.error);
    changes.note(QObject::tr("other functions"), a.functions != b.functions);
    changes.note(QObject::tr("other techniques"), a.techniques != b.techniques);
    return changes.take();
}

} // namespace

QString measureName(ErrorMeasure measure)
{
    switch (measure) {
    case ErrorMeasure::MeanAbsolute:
        return QObject::tr("MAE");
    case ErrorMeasure::RootMeanSquare:
        return QObject::tr("RMSE");
    case ErrorMeasure::MeanRelative:
        return QObject::tr("MRE");
    case ErrorMeasure::RootMeanSquareLog:
        break;
    }
    return QObject::tr("RMSE of logarithms");
}

QString errorText(const SearchState& search, double error)
{
    switch (errorMeasureOf(search)) {
    case ErrorMeasure::MeanRelative:
        return percentText(error);
    case ErrorMeasure::RootMeanSquareLog:
        return numberText(error, 3);
    default:
        break;
    }
    const std::string unit = search.train ? axisOfColumn(search.train->targetName).unit : std::string();
    return (numberText(error) + QLatin1Char(' ') + shown(unit)).trimmed();
}

QString generationsText(std::size_t generations)
{
    return generations == 1 ? QObject::tr("1 generation") : QObject::tr("%1 generations").arg(generations);
}

QString plateauText(std::size_t generation)
{
    return QObject::tr("No better formula since generation %1").arg(generation);
}

QStringList settingChanges(const SearchSettings& before, const SearchSettings& after)
{
    if (before.mode != after.mode)
        return {};
    return before.mode == SearchMode::Strict ? changesOf(before.strict, after.strict)
                                             : changesOf(before.modern, after.modern);
}

QString modeName(SearchMode mode)
{
    return mode == SearchMode::Strict ? QObject::tr("strict") : QObject::tr("modern");
}

QString wroteText(const std::filesystem::path& file)
{
    return QObject::tr("Wrote %1").arg(shown(file.string()));
}

QString momentText(const QDateTime& moment)
{
    const QString time = moment.toString(QStringLiteral("HH:mm"));
    if (moment.date() == QDate::currentDate())
        return time;
    return QObject::tr("%1, %2").arg(QLocale(QLocale::English).toString(moment.date(), QStringLiteral("d MMM")), time);
}

} // namespace wattline::ui
