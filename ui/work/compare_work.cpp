// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/compare_work.h"

#include "core/evaluation/join_formula.h"
#include "ui/style/text.h"
#include "ui/tasks/mailbox.h"

#include <algorithm>

namespace wattline::ui {

namespace {

/// The settings with the column that the rows are grouped by now.
ComparisonSettings withGroups(ComparisonSettings settings, const Session& session)
{
    settings.split.column = session.choice().groupBy;
    return settings;
}

FixedFormula fixedFormulaOf(const StudiedFormula& studied)
{
    return {QObject::tr("Studied formula").toStdString(), studied.measured(), studied.train.rows->featureNames,
            seenRowsOf(studied)};
}

void setFormula(Session& session, std::optional<FixedFormula> formula)
{
    WorkSettings work = session.settings();
    work.comparison.formula = std::move(formula);
    session.setSettings(std::move(work));
}

/// On a task puts what `change` makes of the table in its place, and the formula into the settings of later ones. Where
/// there is another table by then, or a formula would join other rows, nothing changes, and a note says so.
void changeTable(Session& session, const QString& title, const std::optional<FixedFormula>& formula,
                 const std::function<Result<Comparison>(const RunContext&)>& change)
{
    const auto table = session.comparison();
    const auto data = session.learningData();
    const auto deliver = [=, &session](Result<Comparison> changed) {
        if (!changed && changed.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(changed.error().message));
        if (!changed)
            return;
        if (session.comparison() != table || (formula && session.learningData() != data))
            return session.post(Severity::Note, QObject::tr("%1: the table or the choice of target, rows or features "
                                                            "has changed meanwhile, so nothing was done.")
                                                    .arg(title));
        setFormula(session, formula);
        session.setComparison(std::make_shared<const Comparison>(*std::move(changed)), session.comparisonData());
    };
    session.start(title, workOf<Comparison>(change, deliver), Job::Comparison);
}

} // namespace

SplitRule chosenSplit(const Session& session)
{
    return withGroups(session.settings().comparison, session).split;
}

std::vector<std::size_t> seenRowsOf(const StudiedFormula& studied)
{
    std::vector<std::size_t> seen = studied.train.rows->datasetRows;
    const std::vector<std::size_t>& chosenOn = studied.validation.rows->datasetRows;
    seen.insert(seen.end(), chosenOn.begin(), chosenOn.end());
    return seen;
}

void trainBaselines(Session& session, const ComparisonSettings& asked)
{
    if (session.isRunning(Job::Comparison))
        return;
    const auto data = session.learningData();
    if (!data)
        return session.post(Severity::Warning, QObject::tr("Choose a target to predict."));
    const ComparisonSettings settings = withGroups(asked, session);
    session.setComparison(nullptr, data);
    const auto show = [&session, data](std::shared_ptr<const Comparison> comparison) {
        if (session.comparisonData() == data) // else a new data set has dropped it meanwhile
            session.setComparison(std::move(comparison), data);
    };
    using Table = std::shared_ptr<const Comparison>;
    const Mailbox<Table> mailbox(&session, [show](std::vector<Table> tables) { show(tables.back()); });
    const auto compute = [data, settings, mailbox](const RunContext& context) {
        const auto onResult = [&mailbox](const Comparison& table) {
            mailbox.post(std::make_shared<const Comparison>(table));
        };
        return compareMethods(*data, settings, onResult, context);
    };
    const auto deliver = [&session, show](Result<Comparison> comparison) {
        if (comparison)
            show(std::make_shared<const Comparison>(*std::move(comparison)));
        else if (comparison.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(comparison.error().message));
    };
    session.start(QObject::tr("Training baselines"), workOf<Comparison>(compute, deliver), Job::Comparison);
}

void stopComparison(Session& session)
{
    session.stop(Job::Comparison);
}

bool canAddStudiedFormula(const Session& session)
{
    const auto studied = session.studied();
    const auto data = session.learningData();
    if (!studied || !data || session.isRunning(Job::Comparison) || studied->train.rows->targetName != data->targetName)
        return false;
    const std::optional<FixedFormula>& joined = session.settings().comparison.formula;
    return !joined || joined->formula != studied->measured() ||
           joined->featureNames != studied->train.rows->featureNames;
}

void addStudiedFormula(Session& session)
{
    if (!session.studied() || session.isRunning(Job::Comparison))
        return;
    const FixedFormula formula = fixedFormulaOf(*session.studied());
    const auto table = session.comparison();
    const auto data = session.comparisonData();
    if (!table || data != session.learningData())
        return setFormula(session, formula);
    changeTable(session, QObject::tr("Adding the formula"), formula,
                [=](const RunContext& context) { return withFormula(*table, *data, formula, context); });
}

void removeFormula(Session& session)
{
    if (session.isRunning(Job::Comparison))
        return;
    const auto table = session.comparison();
    const auto isFormula = [](const MethodResult& method) { return method.id == FixedFormulaId; };
    if (!table || std::ranges::none_of(table->methods, isFormula))
        return setFormula(session, std::nullopt);
    changeTable(session, QObject::tr("Removing the formula"), std::nullopt,
                [table](const RunContext& context) { return withoutFormula(*table, context); });
}

std::optional<std::size_t> chosenMethod(const Session& session)
{
    const auto table = session.comparison();
    if (!table)
        return {};
    const auto placeWhere = [&table](const auto& fits) -> std::optional<std::size_t> {
        const auto found = std::find_if(table->methods.begin(), table->methods.end(), fits);
        if (found == table->methods.end())
            return {};
        return static_cast<std::size_t>(found - table->methods.begin());
    };
    const auto selected = placeWhere([&](const MethodResult& m) { return m.id == session.selection().method; });
    return selected ? selected : placeWhere([](const MethodResult& m) { return !m.repeats.empty(); });
}

} // namespace wattline::ui
