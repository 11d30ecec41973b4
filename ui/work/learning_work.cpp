// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/learning_work.h"

#include "ui/style/text.h"

namespace wattline::ui {

void computeLearningCurve(Session& session)
{
    if (session.isRunning(Job::LearningCurve))
        return;
    const auto data = session.learningData();
    if (!data)
        return session.post(Severity::Warning, QObject::tr("Choose a target to predict."));
    const LearningCurveSettings settings = session.learning().settings;
    const auto compute = [data, settings](const RunContext& context) {
        return learningCurve(*data, settings, context);
    };
    const auto dataset = session.dataset();
    const auto deliver = [&session, data, dataset](Result<LearningCurve> curve) {
        if (!curve) {
            if (curve.error().kind != ErrorKind::Canceled)
                session.post(Severity::Problem, shown(curve.error().message));
            return;
        }
        if (session.dataset() != dataset)
            return; // another one was opened meanwhile
        LearningState state = session.learning();
        state.curve = std::make_shared<const LearningCurve>(*std::move(curve));
        state.data = data;
        session.setLearning(std::move(state));
    };
    session.start(QObject::tr("Computing the learning curve"), workOf<LearningCurve>(compute, deliver),
                  Job::LearningCurve);
}

void stopLearningCurve(Session& session)
{
    session.stop(Job::LearningCurve);
}

} // namespace wattline::ui
