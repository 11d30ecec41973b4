// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/curve_work.h"

#include "ui/style/text.h"

#include <algorithm>

namespace wattline::ui {

CurveSettings wantedCurves(const Session& session, const Trace& trace)
{
    CurveSettings settings{session.traceView().smoothingSamples, {}};
    const std::vector<std::string> there = columnsOf(trace);
    std::copy_if(
        session.traceView().lanes.columns.begin(), session.traceView().lanes.columns.end(),
        std::back_inserter(settings.columns),
        [&](const std::string& column) { return std::find(there.begin(), there.end(), column) != there.end(); });
    return settings;
}

Task* makeCurves(Session& session, std::size_t recording, const CurveSettings& settings)
{
    const std::shared_ptr<const Trace> trace = session.recordings().at(recording).trace;
    return session.start(
        Session::tr("Drawing %1").arg(shown(titleOf(*trace))),
        workOf<TraceCurves>(
            [trace, settings](const RunContext& context) { return sampleTrace(trace, settings, context); },
            [&session, recording](Result<TraceCurves> curves) {
                if (curves)
                    session.setCurves(recording, std::make_shared<const TraceCurves>(std::move(*curves)));
            }));
}

} // namespace wattline::ui
