// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/learning_work.h"

#include "core/evaluation/learning_shares.h"
#include "ui/style/text.h"
#include "ui/tasks/mailbox.h"
#include "ui/work/compare_work.h"

namespace wattline::ui {

namespace {

/// Without the shares that are too small for the rows that the split really trains on. Where no split can be drawn they
/// stay, and the curve says why.
LearningCurveSettings withEnoughRows(LearningCurveSettings settings, const RegressionData& data,
                                     const RunContext& context)
{
    if (!checkRule(settings.split, data.groups))
        return settings;
    const Split split = learningSplit(data, settings.split, settings.seed, context);
    settings.shares = sharesOfEnoughRows(std::move(settings.shares), split.train.size());
    return settings;
}

} // namespace

void computeLearningCurve(Session& session)
{
    if (session.isRunning(Job::LearningCurve))
        return;
    const auto data = session.learningData();
    if (!data)
        return session.post(Severity::Warning, QObject::tr("Choose a target to predict."));
    LearningCurveSettings settings = session.learning().settings;
    settings.split = chosenSplit(session);
    using Curve = std::shared_ptr<const LearningCurve>;
    const auto show = [&session, data, dataset = session.dataset()](Curve curve) {
        if (session.dataset() != dataset)
            return; // another one was opened meanwhile
        LearningState state = session.learning();
        state.curve = std::move(curve);
        state.data = data;
        session.setLearning(std::move(state));
    };
    const Mailbox<Curve> mailbox(&session, [show](std::vector<Curve> curves) { show(curves.back()); });
    const auto compute = [data, settings, mailbox](const RunContext& context) {
        const auto onResult = [&mailbox](const LearningCurve& curve) {
            mailbox.post(std::make_shared<const LearningCurve>(curve));
        };
        return learningCurve(*data, withEnoughRows(settings, *data, context), onResult, context);
    };
    const auto deliver = [&session, show](Result<LearningCurve> curve) {
        if (curve)
            show(std::make_shared<const LearningCurve>(*std::move(curve)));
        else if (curve.error().kind != ErrorKind::Canceled)
            session.post(Severity::Problem, shown(curve.error().message));
    };
    session.start(QObject::tr("Computing the learning curve"), workOf<LearningCurve>(compute, deliver),
                  Job::LearningCurve);
}

void stopLearningCurve(Session& session)
{
    session.stop(Job::LearningCurve);
}

} // namespace wattline::ui
