// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/studies_work.h"

#include "ui/style/text.h"
#include "ui/tasks/mailbox.h"

#include <set>

namespace wattline::ui {

namespace {

using Rows = std::shared_ptr<const RegressionData>;

/// One question: the task that computes its answer, and how what has been found so far is kept.
template <class Found>
struct Question {
    Job job = Job::Other;
    QString title;
    Rows data;
    std::function<Result<Found>(const std::function<void(const Found&)>&, const RunContext&)> compute;
    std::function<void(ModelStudies&, std::shared_ptr<const Found>)> keep;
    Rows ModelStudies::*keptFor = nullptr;
};

template <class Found>
void ask(Session& session, const Question<Found>& question)
{
    ModelStudies begun = session.studies();
    question.keep(begun, nullptr);
    begun.*question.keptFor = question.data;
    session.setStudies(std::move(begun));
    using Answer = std::shared_ptr<const Found>;
    const auto show = [&session, question](Answer answer) {
        ModelStudies studies = session.studies();
        if (studies.*question.keptFor != question.data) // else a new data set has dropped it meanwhile
            return;
        question.keep(studies, std::move(answer));
        session.setStudies(std::move(studies));
    };
    const Mailbox<Answer> mailbox(&session, [show](std::vector<Answer> answers) { show(answers.back()); });
    const auto compute = [question, mailbox](const RunContext& context) {
        return question.compute([&mailbox](const Found& found) { mailbox.post(std::make_shared<const Found>(found)); },
                                context);
    };
    const auto deliver = [&session, show](Result<Found> found) {
        if (found)
            show(std::make_shared<const Found>(*std::move(found)));
        else if (found.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(found.error().message));
    };
    session.start(question.title, workOf<Found>(compute, deliver), question.job);
}

/// The rows to ask about; null, and a message where that is news, where nothing can be asked now.
Rows askable(Session& session, Job job)
{
    if (session.isRunning(job))
        return nullptr;
    const Rows data = session.learningData();
    if (!data)
        session.post(Severity::Warning, QObject::tr("Choose a target to predict."));
    return data;
}

/// The learning data with their groups.
Result<RegressionData> groupedRows(const Dataset& dataset, LearningChoice choice, const std::string& by)
{
    choice.groupBy = by == FamilyGroups ? "model" : by;
    Result<LearningRows> rows = learningRows(dataset, choice);
    if (!rows)
        return rows.error();
    return by == FamilyGroups ? groupedByFamily(std::move(rows->data)) : std::move(rows->data);
}

/// How many different words there are; MostTransferGroups + 1 for all more.
std::size_t differentValues(const std::vector<std::string>& words)
{
    std::set<std::string_view> values;
    for (const std::string& word : words) {
        if (values.insert(word).second && values.size() > MostTransferGroups)
            break;
    }
    return values.size();
}

} // namespace

void findImportance(Session& session, const ImportanceSettings& settings)
{
    const Rows data = askable(session, Job::Importance);
    if (!data)
        return;
    ask<ImportanceStudy>(session, {Job::Importance, QObject::tr("Shuffling features"), data,
                                   [data, settings](const auto& onResult, const RunContext& context) {
                                       return studyImportance(*data, settings, onResult, context);
                                   },
                                   [](ModelStudies& studies, std::shared_ptr<const ImportanceStudy> found) {
                                       studies.importance = std::move(found);
                                   },
                                   &ModelStudies::importanceData});
}

void findTransfer(Session& session, const std::string& by, const TransferSettings& settings)
{
    const Rows data = askable(session, Job::Transfer);
    const auto built = session.dataset();
    if (!data || !built)
        return;
    const LearningChoice choice = session.choice();
    ask<Transfer>(
        session,
        {Job::Transfer, QObject::tr("Transferring between groups"), data,
         [built, choice, by, settings](const auto& onResult, const RunContext& context) -> Result<Transfer> {
             const Result<RegressionData> rows = groupedRows(built->dataset, choice, by);
             if (!rows)
                 return rows.error();
             return transferBetweenGroups(*rows, settings, onResult, context);
         },
         [](ModelStudies& studies, std::shared_ptr<const Transfer> found) { studies.transfer = std::move(found); },
         &ModelStudies::transferData});
}

std::vector<std::string> groupings(const Dataset& dataset)
{
    std::vector<std::string> names;
    if (dataset.find("model") != nullptr)
        names.emplace_back(FamilyGroups);
    for (const DatasetColumn& column : dataset.columns) {
        const std::size_t values = differentValues(column.text);
        if (values >= 2 && values <= MostTransferGroups && 2 * values <= column.text.size() &&
            column.name != FamilyGroups)
            names.push_back(column.name);
    }
    return names;
}

void runParameterStudy(Session& session, const StudyPlan& plan, const std::filesystem::path& results)
{
    const Rows data = askable(session, Job::Study);
    if (!data)
        return;
    ask<Study>(session, {Job::Study, QObject::tr("Studying search settings"), data,
                         [data, plan, results](const auto& onResult, const RunContext& context) {
                             return runStudy(*data, plan, results, onResult, context);
                         },
                         [base = plan.base](ModelStudies& studies, std::shared_ptr<const Study> found) {
                             studies.study = std::move(found);
                             studies.studyBase = base;
                         },
                         &ModelStudies::studyData});
}

void useStudyPoint(Session& session, std::size_t point)
{
    const auto study = session.studies().study;
    if (!study || point >= study->points.size())
        return;
    const StudyPoint& at = study->points[point];
    const StudyPlan plan{.base = session.studies().studyBase, .generations = {at.generations}};
    WorkSettings settings = session.settings();
    settings.search = settingsOf(plan, at.population, at.crossover, 0);
    session.setSettings(std::move(settings));
    session.post(
        Severity::Note,
        QObject::tr("The next search takes population %1 and %2 generations.").arg(at.population).arg(at.generations));
}

} // namespace wattline::ui
