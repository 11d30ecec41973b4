// SPDX-License-Identifier: GPL-3.0-or-later
// Reads any bytes as the notes file of a recording. What could be read must be sound, and every use of it harmless;
// anything else must be refused with one sentence, and stay as it is.
#include "core/base/file.h"
#include "core/phases/hand_phases_file.h"
#include "core/phases/ignored_stretch.h"
#include "core/phases/run_classes_file.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

using namespace wattline;

namespace {

void demand(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "Unsound: %s\n", what);
    std::abort();
}

/// A recording of one GPU, "0": 400 samples 0.1 s apart, a second at 300 W and half a second at 80 W in turn.
Trace recordingAt(const std::filesystem::path& path)
{
    Trace trace;
    trace.path = path.string();
    trace.gpus.emplace_back().id = "0";
    for (int i = 0; i < 400; ++i) {
        trace.gpus[0].power.timeSeconds.push_back(0.1 * i);
        trace.gpus[0].power.powerWatts.push_back(i % 15 < 10 ? 300.0F : 80.0F);
    }
    return trace;
}

void checkPhases(const Segmentation& made)
{
    double last = -HUGE_VAL;
    for (const Phase& phase : made.phases) {
        demand(phase.regime < made.regimes.size(), "a phase lies in a regime");
        demand(phase.beginSeconds >= last && phase.beginSeconds <= phase.endSeconds, "phases in order");
        last = phase.endSeconds;
    }
}

/// Uses the phases on the recording, whichever they were made on, with what the file says is ignored.
void use(std::vector<HandPhases> made, const Annotations& notes, const Trace& trace)
{
    for (HandPhases& each : made) {
        checkPhases(each.phases);
        each.gpu = "0";
        each.stamp = stampOf(trace, 0);
    }
    const Annotations ignored = ignoredOf(notes);
    const Trace counted = withoutIgnored(trace, ignored);
    const Result<KeptPhases> kept = followIgnored(keptOf(trace, made), counted, {ignored, ignored}, {});
    if (!kept)
        return; // everything is ignored
    const Result<TracePhases> phases = segmentTrace(counted, *kept, {});
    if (phases)
        checkPhases(phases->gpus[0]);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / fmt::format("wattline-fuzz-notes-{}", ::getpid());
    std::filesystem::create_directories(folder);
    const Trace trace = recordingAt(folder / "run.csv");
    const NotesPlace place = notesPlaceOf(trace);
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    demand(writeFileAtomically(place.file, bytes).hasValue(), "a file to read");
    const Result<Annotations> notes = readNotes(place);
    const Result<std::vector<HandPhases>> made = readHandPhases(place);
    const Result<ChosenClasses> classes = readClasses(place);
    if (made)
        use(*made, notes ? *notes : Annotations(), trace);
    else
        demand(!storeHandPhases(place, trace, {}, {}) && *readFile(place.file) == bytes, "what is refused stays");
    if (classes)
        demand(storeClasses(place, *classes, {{"", "a"}}).hasValue(), "what is read can be written");
    std::filesystem::remove_all(folder);
    return 0;
}
