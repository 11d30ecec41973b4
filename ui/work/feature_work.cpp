// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/feature_work.h"

#include "ui/style/text.h"

namespace wattline::ui {

namespace {

struct Ranking {
    std::shared_ptr<const FeatureTable> table;
    std::shared_ptr<const RegressionData> data;
};

/// Ranks every feature there is, not only the chosen ones.
Result<Ranking> rank(const Dataset& dataset, LearningChoice choice, const FeatureSettings& settings,
                     const RunContext& context)
{
    choice.features = defaultFeatures(dataset, choice.target);
    Result<LearningRows> rows = learningRows(dataset, choice);
    if (!rows)
        return rows.error();
    Result<FeatureTable> table = rankFeatures(rows->data, settings, context);
    if (!table)
        return table.error();
    return Ranking{std::make_shared<const FeatureTable>(*std::move(table)),
                   std::make_shared<const RegressionData>(std::move(rows->data))};
}

} // namespace

void rankFeaturesNow(Session& session)
{
    const auto built = session.dataset();
    if (!built)
        return;
    session.stop(Job::Features);
    const LearningChoice choice = session.choice();
    const FeatureSettings settings = session.settings().features;
    const auto deliver = [&session, built, choice, settings](Result<Ranking> ranking) {
        const LearningChoice& now = session.choice();
        if (session.dataset() != built || now.target != choice.target || now.where != choice.where ||
            session.settings().features != settings)
            return;
        if (ranking)
            session.setFeatureTable(ranking->table, ranking->data);
        else if (ranking.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(ranking.error().message));
    };
    const auto compute = [built, choice, settings](const RunContext& context) {
        return rank(built->dataset, choice, settings, context);
    };
    session.start(QObject::tr("Ranking features"), workOf<Ranking>(compute, deliver), Job::Features);
}

void useSelectedFeatures(Session& session)
{
    const auto table = session.featureTable();
    if (!table)
        return;
    LearningChoice choice = session.choice();
    choice.features.clear();
    for (const FeatureScore& score : table->features) {
        if (score.selected)
            choice.features.push_back(score.name);
    }
    if (choice.features.empty())
        return session.post(Severity::Warning, QObject::tr("No feature is above the threshold; the choice stays."));
    session.setChoice(std::move(choice));
}

} // namespace wattline::ui
