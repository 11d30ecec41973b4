// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/compare_work.h"

#include "ui/style/text.h"
#include "ui/tasks/mailbox.h"

namespace wattline::ui {

void trainBaselines(Session& session, const ComparisonSettings& settings)
{
    if (session.isRunning(Job::Comparison))
        return;
    const auto data = session.learningData();
    if (!data)
        return session.post(Severity::Warning, QObject::tr("Choose a target to predict."));
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

} // namespace wattline::ui
