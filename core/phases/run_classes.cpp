// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/run_classes.h"

#include "core/phases/chief_regime.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <utility>

namespace wattline {

namespace {

constexpr std::array<std::pair<const char*, const char*>, 8> Families = {{{"mobilenet", "MobileNet"},
                                                                          {"resnet", "ResNet"},
                                                                          {"resnext", "ResNet"},
                                                                          {"vgg", "VGG"},
                                                                          {"visiontransformer", "ViT"},
                                                                          {"vit", "ViT"},
                                                                          {"deit", "ViT"},
                                                                          {"bert", "BERT"}}};

std::string lowerLetters(const std::string& text)
{
    std::string letters;
    for (const char c : text) {
        if (std::isalpha(static_cast<unsigned char>(c)))
            letters.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    }
    return letters;
}

/// The regime that a run without a wave is described by.
const Regime* longestOf(const Segmentation& segmentation)
{
    const auto longest =
        std::max_element(segmentation.regimes.begin(), segmentation.regimes.end(), [](const auto& a, const auto& b) {
            return a.endSeconds - a.beginSeconds < b.endSeconds - b.beginSeconds;
        });
    return longest == segmentation.regimes.end() ? nullptr : &*longest;
}

/// The mean level of the GPUs of a run without a wave.
double levelOf(const TracePhases& phases)
{
    std::vector<double> watts;
    for (const Segmentation& gpu : phases.gpus) {
        if (const Regime* longest = longestOf(gpu))
            watts.push_back(longest->levelWatts);
    }
    return mean(watts);
}

} // namespace

double meanWattsOf(const Wave& wave)
{
    return wave.dutyCycle() * wave.peakPowerWatts.mean + (1.0 - wave.dutyCycle()) * wave.valleyPowerWatts.mean;
}

std::string familyOf(const std::string& model)
{
    const std::string name = lowerLetters(model);
    const auto family =
        std::find_if(Families.begin(), Families.end(), [&](const auto& f) { return name.find(f.first) != name.npos; });
    return family == Families.end() ? "other" : family->second;
}

RunSummary summaryOf(const Trace& trace, const TracePhases& phases)
{
    RunSummary run;
    run.name = titleOf(trace);
    run.model = std::filesystem::path(trace.path).stem().string();
    run.wave = phases.wave;
    run.levelWatts = phases.wave ? meanWattsOf(*phases.wave) : levelOf(phases);
    run.shape = phases.gpus.empty() ? WaveShape::Irregular : phases.gpus.front().shape;
    for (const Segmentation& gpu : phases.gpus) {
        if (const std::optional<std::size_t> chief = chiefRegimeOf(gpu)) {
            run.shape = WaveShape::Square;
            run.polarity = gpu.regimes[*chief].polarity;
            break;
        }
    }
    return run;
}

std::string proposedClassOf(const RunSummary& run)
{
    const bool isInverted = run.shape == WaveShape::Square && run.polarity == Polarity::Inverted;
    return (run.family.empty() ? familyOf(run.model) : run.family) + ", " + nameOf(run.shape) +
           (isInverted ? " inverted" : "");
}

std::vector<RunClass> classesOf(std::span<const RunSummary> runs)
{
    std::vector<RunClass> classes;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const std::string name = runs[r].chosenClass.empty() ? proposedClassOf(runs[r]) : runs[r].chosenClass;
        auto known = std::find_if(classes.begin(), classes.end(), [&](const RunClass& c) { return c.name == name; });
        if (known == classes.end())
            known = classes.insert(classes.end(), RunClass{name, {}});
        known->runs.push_back(r);
        known->chosen = known->chosen || !runs[r].chosenClass.empty();
    }
    return classes;
}

ClassTrend trendOf(std::span<const RunSummary> runs, const RunClass& ofClass)
{
    std::vector<double> cycles;
    std::vector<double> levels;
    std::array<std::vector<double>, 4> targets;
    for (const std::size_t r : ofClass.runs) {
        if (std::isfinite(runs[r].levelWatts))
            levels.push_back(runs[r].levelWatts);
        if (!runs[r].wave)
            continue;
        const Wave& wave = *runs[r].wave;
        cycles.push_back(wave.cycleSeconds());
        targets[0].push_back(wave.peakPowerWatts.mean);
        targets[1].push_back(wave.peakDurationSeconds.mean);
        targets[2].push_back(wave.valleyPowerWatts.mean);
        targets[3].push_back(wave.valleyDurationSeconds.mean);
    }
    return {ofClass.runs.size(),  cycles.size(),        spreadOf(cycles),     spreadOf(levels),
            spreadOf(targets[0]), spreadOf(targets[1]), spreadOf(targets[2]), spreadOf(targets[3])};
}

} // namespace wattline
