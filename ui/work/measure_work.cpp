// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/measure_work.h"

#include "core/base/statistics.h"
#include "ui/dialogs/sensor_dialog.h"
#include "ui/style/text.h"
#include "ui/work/undo_step.h"

#include <algorithm>

namespace wattline::ui {

namespace {

/// The median length of the complete phases of a kind; nothing where there are none.
std::optional<double> typicalSeconds(const Segmentation& found, PhaseKind kind)
{
    std::vector<double> lengths;
    for (const Phase& phase : found.phases) {
        if (phase.kind == kind && phase.complete)
            lengths.push_back(phase.durationSeconds());
    }
    return lengths.empty() ? std::nullopt : std::optional(median(std::move(lengths)));
}

struct Measured {
    std::shared_ptr<const RecordingNumbers> numbers;
    std::shared_ptr<const TraceQuality> quality;
};

std::vector<SeriesSummary> summariesOf(const Trace& trace)
{
    std::vector<SeriesSummary> summaries;
    for (const GpuTrace& gpu : trace.gpus)
        summaries.push_back(summarise(gpu.power));
    return summaries;
}

/// The quality is that of the recording as it is, whatever is ignored of it; so it is looked at once.
Result<Measured> measured(const Recording& recording, const RunContext& context)
{
    Result<RecordingNumbers> numbers = numbersOf(*recording.counted, context);
    if (!numbers)
        return numbers.error();
    Measured found{std::make_shared<const RecordingNumbers>(std::move(*numbers)), recording.quality};
    if (found.quality)
        return found;
    const std::vector<SeriesSummary> summaries =
        recording.counted == recording.trace ? found.numbers->summaries : summariesOf(*recording.trace);
    Result<TraceQuality> quality = qualityOf(*recording.trace, summaries, context);
    if (!quality)
        return quality.error();
    found.quality = std::make_shared<const TraceQuality>(std::move(*quality));
    return found;
}

} // namespace

Result<RecordingNumbers> numbersOf(const Trace& counted, const RunContext& context)
{
    RecordingNumbers numbers;
    for (const GpuTrace& gpu : counted.gpus) {
        context.report(static_cast<double>(numbers.summaries.size()) / static_cast<double>(counted.gpus.size()),
                       "Measuring GPU " + gpu.id);
        numbers.summaries.push_back(summarise(gpu.power));
        if (context.stopRequested())
            return canceledError();
        std::optional<RangeIndex> index = indexRanges(gpu.power, context);
        if (!index)
            return canceledError();
        numbers.indices.push_back(std::move(*index));
    }
    return numbers;
}

void measure(Session& session, std::size_t recording)
{
    const Recording& open = session.recordings().at(recording);
    const auto compute = [open](const RunContext& context) { return measured(open, context); };
    const auto deliver = [&session, trace = open.trace, counted = open.counted](Result<Measured> measured) {
        const std::optional<std::size_t> place = session.placeOf(trace);
        if (!measured || !place || session.recordings()[*place].counted != counted)
            return;
        session.setNumbers(*place, measured->numbers, measured->quality);
        warnOfShortPhases(session, *place);
    };
    session.start(Session::tr("Measuring %1").arg(shown(titleOf(*open.trace))), workOf<Measured>(compute, deliver));
}

SensorLimits sensorOf(const Recording& recording, std::size_t gpu)
{
    const SensorLimits& limits = recording.quality->gpus.at(gpu).sensor;
    const auto chosen = recording.chosenSensors.find(recording.trace->gpus.at(gpu).id);
    if (chosen == recording.chosenSensors.end())
        return limits;
    return withProfile(limits, profileOf(sensorProfiles()[chosen->second]));
}

void chooseSensor(Session& session, std::size_t recording, const std::vector<std::string>& gpus,
                  std::optional<std::size_t> entry)
{
    const auto before = session.recordings().at(recording).chosenSensors;
    auto after = before;
    for (const std::string& gpu : gpus) {
        if (entry)
            after[gpu] = *entry;
        else
            after.erase(gpu);
    }
    if (after == before)
        return;
    session.undoStack().push(new UndoStep(
        Session::tr("Choose Sensor Profile"),
        [&session, recording, after] { session.setChosenSensors(recording, after); },
        [&session, recording, before] { session.setChosenSensors(recording, before); }));
}

std::optional<std::string> shortPhasesSentence(const SensorLimits& limits, const Segmentation& found)
{
    for (const auto& [kind, level] :
         {std::pair{PhaseKind::Valley, PhaseLevel::Valley}, std::pair{PhaseKind::Peak, PhaseLevel::Peak}}) {
        const std::optional<double> seconds = typicalSeconds(found, kind);
        if (!seconds)
            continue;
        if (std::optional<std::string> sentence = tooShortSentence(limits, level, *seconds))
            return sentence;
    }
    return {};
}

void warnOfShortPhases(Session& session, std::size_t recording)
{
    const Recording& open = session.recordings().at(recording);
    if (!open.quality || !open.phases)
        return;
    const std::size_t gpus = std::min(open.phases->gpus.size(), open.quality->gpus.size());
    for (std::size_t gpu = 0; gpu < gpus; ++gpu) {
        const std::optional<std::string> sentence = shortPhasesSentence(sensorOf(open, gpu), open.phases->gpus[gpu]);
        if (!sentence)
            continue;
        const QString text = QStringLiteral("%1: %2").arg(shown(titleOf(*open.trace)), shown(*sentence));
        const auto& told = session.messages();
        if (std::none_of(told.begin(), told.end(), [&](const Message& message) { return message.text == text; }))
            session.post(Severity::Warning, text,
                         MessageAction{Session::tr("Sensor Profile…"), [&session, trace = std::weak_ptr(open.trace)] {
                                           if (const auto place = session.placeOf(trace.lock()))
                                               showSensorDialog(session, *place, nullptr);
                                       }});
        return;
    }
}

} // namespace wattline::ui
