// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/hand_phases_json.h"

namespace wattline {

namespace {

/// The value of that name among those there are.
template <class Value>
bool readName(const NotesJson& entry, const char* key, std::initializer_list<Value> values, Value& read)
{
    const std::string name = textAt(entry, key).value_or(std::string());
    for (const Value value : values) {
        if (nameOf(value) == name) {
            read = value;
            return true;
        }
    }
    return false;
}

bool readNumber(const NotesJson& entry, const char* key, double& read)
{
    const std::optional<double> number = numberAt(entry, key);
    read = number.value_or(0.0);
    return number.has_value();
}

bool readFlag(const NotesJson& entry, const char* key, bool& read)
{
    const auto found = entry.find(key);
    if (found == entry.end() || !found->is_boolean())
        return false;
    read = found->get<bool>();
    return true;
}

bool readCount(const NotesJson& entry, const char* key, std::size_t& read)
{
    const auto found = entry.find(key);
    if (found == entry.end() || !found->is_number_unsigned())
        return false;
    read = found->get<std::size_t>();
    return true;
}

bool readShape(const NotesJson& entry, WaveShape& shape, Polarity& polarity)
{
    return readName(entry, "shape", {WaveShape::Flat, WaveShape::Square, WaveShape::Irregular}, shape) &&
           readName(entry, "polarity", {Polarity::Normal, Polarity::Inverted}, polarity);
}

bool readStretch(const NotesJson& entry, double& begin, double& end)
{
    return readNumber(entry, "begin_s", begin) && readNumber(entry, "end_s", end) && begin <= end;
}

bool readVerdict(const NotesJson& entry, std::string& reason, double& confidence)
{
    reason = textAt(entry, "reason").value_or(std::string());
    return readNumber(entry, "confidence", confidence) && confidence >= 0.0 && confidence <= 1.0;
}

bool readRegime(const NotesJson& entry, Regime& regime)
{
    regime.periodSeconds = numberAt(entry, "period_s");
    return entry.is_object() && readStretch(entry, regime.beginSeconds, regime.endSeconds) &&
           readShape(entry, regime.shape, regime.polarity) &&
           readName(entry, "kind",
                    {RegimeKind::Training, RegimeKind::StartUp, RegimeKind::Idle, RegimeKind::Pause, RegimeKind::End,
                     RegimeKind::Work},
                    regime.kind) &&
           readName(entry, "mark", {MarkKind::None, MarkKind::DeepValley, MarkKind::ShallowDip, MarkKind::ShortPeak},
                    regime.mark) &&
           readNumber(entry, "level_w", regime.levelWatts) && readNumber(entry, "amplitude_w", regime.amplitudeWatts) &&
           readVerdict(entry, regime.reason, regime.confidence) && regime.periodSeconds.value_or(1.0) > 0.0;
}

bool readPhase(const NotesJson& entry, Phase& phase)
{
    return entry.is_object() && readStretch(entry, phase.beginSeconds, phase.endSeconds) &&
           readName(entry, "kind", {PhaseKind::Peak, PhaseKind::Valley}, phase.kind) &&
           readName(entry, "role", {PhaseRole::Training, PhaseRole::Between}, phase.role) &&
           readCount(entry, "regime", phase.regime) && readFlag(entry, "complete", phase.complete) &&
           readFlag(entry, "edited", phase.edited);
}

/// A list of stretches in order, none over another.
template <class Stretch>
bool readStretches(const NotesJson& entry, const char* key, bool (*read)(const NotesJson&, Stretch&),
                   std::vector<Stretch>& stretches)
{
    const auto list = entry.find(key);
    if (list == entry.end() || !list->is_array())
        return false;
    for (const NotesJson& each : *list) {
        Stretch stretch;
        if (!each.is_object() || !read(each, stretch) ||
            (!stretches.empty() && stretch.beginSeconds < stretches.back().endSeconds))
            return false;
        stretches.push_back(std::move(stretch));
    }
    return true;
}

/// Counts the epochs; false where a phase lies in no regime.
bool countEpochs(Segmentation& made)
{
    for (const Phase& phase : made.phases) {
        if (phase.regime >= made.regimes.size())
            return false;
        const std::size_t epochs = phase.role == PhaseRole::Training ? 1 : 0;
        made.regimes[phase.regime].epochs += epochs;
        made.epochs += epochs;
    }
    return !made.regimes.empty();
}

NotesJson jsonOf(const Regime& regime)
{
    NotesJson json = {{"begin_s", regime.beginSeconds},  {"end_s", regime.endSeconds},
                      {"shape", nameOf(regime.shape)},   {"polarity", nameOf(regime.polarity)},
                      {"kind", nameOf(regime.kind)},     {"mark", nameOf(regime.mark)},
                      {"level_w", regime.levelWatts},    {"amplitude_w", regime.amplitudeWatts},
                      {"confidence", regime.confidence}, {"reason", regime.reason}};
    if (regime.periodSeconds)
        json["period_s"] = *regime.periodSeconds;
    return json;
}

NotesJson jsonOf(const Phase& phase)
{
    return {{"begin_s", phase.beginSeconds}, {"end_s", phase.endSeconds}, {"kind", nameOf(phase.kind)},
            {"role", nameOf(phase.role)},    {"regime", phase.regime},    {"complete", phase.complete},
            {"edited", phase.edited}};
}

} // namespace

std::optional<HandPhases> handPhasesIn(const NotesJson& entry)
{
    HandPhases made;
    SeriesStamp& stamp = made.stamp;
    Segmentation& phases = made.phases;
    const std::optional<std::string> gpu = textAt(entry, "gpu");
    phases.edited = true;
    stamp.startUnixSeconds = numberAt(entry, "start_unix_s");
    const bool isSound =
        gpu && partOf(entry) > 0 && readCount(entry, "samples", stamp.samples) &&
        readStretch(entry, stamp.beginSeconds, stamp.endSeconds) && readNumber(entry, "probe_w", stamp.probeWatts) &&
        readShape(entry, phases.shape, phases.polarity) && readVerdict(entry, phases.reason, phases.confidence) &&
        readStretches(entry, "regimes", &readRegime, phases.regimes) &&
        readStretches(entry, "phases", &readPhase, phases.phases) && countEpochs(phases);
    if (!isSound)
        return std::nullopt;
    made.gpu = *gpu;
    return made;
}

NotesJson jsonOf(std::size_t part, const HandPhases& made)
{
    NotesJson json = {{"part", part},
                      {"gpu", made.gpu},
                      {"samples", made.stamp.samples},
                      {"begin_s", made.stamp.beginSeconds},
                      {"end_s", made.stamp.endSeconds},
                      {"probe_w", made.stamp.probeWatts}};
    if (made.stamp.startUnixSeconds)
        json["start_unix_s"] = *made.stamp.startUnixSeconds;
    json["shape"] = nameOf(made.phases.shape);
    json["polarity"] = nameOf(made.phases.polarity);
    json["confidence"] = made.phases.confidence;
    json["reason"] = made.phases.reason;
    json["regimes"] = NotesJson::array();
    for (const Regime& regime : made.phases.regimes)
        json["regimes"].push_back(jsonOf(regime));
    json["phases"] = NotesJson::array();
    for (const Phase& phase : made.phases.phases)
        json["phases"].push_back(jsonOf(phase));
    return json;
}

} // namespace wattline
