// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/curve_work.h"

#include "ui/style/text.h"

#include <algorithm>

namespace wattline::ui {

CurveSettings wantedCurves(const Session& session, const Trace& trace)
{
    CurveSettings settings{session.traceView().smoothingSamples, {}};
    const std::vector<std::string> there = columnsOf(trace);
    std::copy_if(session.traceView().lanes.columns.begin(), session.traceView().lanes.columns.end(),
                 std::back_inserter(settings.columns), [&](const std::string& column) {
                     return std::find(there.begin(), there.end(), column) != there.end();
                 });
    return settings;
}

Task* makeCurves(Session& session, std::size_t recording, const CurveSettings& settings)
{
    const std::shared_ptr<const Trace> trace = session.recordings().at(recording).trace;
    const std::shared_ptr<const Trace> counted = session.recordings().at(recording).counted;
    return session.start(
        Session::tr("Drawing %1").arg(shown(titleOf(*trace))),
        workOf<TraceCurves>(
            [trace, settings, counted](const RunContext& context) {
                return sampleTrace(trace, settings, context, counted);
            },
            [&session, trace](Result<TraceCurves> curves) {
                const std::optional<std::size_t> place = session.placeOf(trace); // it may have been closed
                if (curves && place)
                    session.setCurves(*place, std::make_shared<const TraceCurves>(std::move(*curves)));
            }));
}

} // namespace wattline::ui
