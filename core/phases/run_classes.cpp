// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/run_classes.h"

#include <algorithm>
#include <array>
#include <cctype>
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

std::string classNameOf(const RunShape& run)
{
    const bool isInverted = run.shape == WaveShape::Square && run.polarity == Polarity::Inverted;
    return familyOf(run.model) + ", " + nameOf(run.shape) + (isInverted ? " inverted" : "");
}

} // namespace

std::string familyOf(const std::string& model)
{
    const std::string name = lowerLetters(model);
    const auto family =
        std::find_if(Families.begin(), Families.end(), [&](const auto& f) { return name.find(f.first) != name.npos; });
    return family == Families.end() ? "other" : family->second;
}

std::vector<RunClass> classesOf(std::span<const RunShape> runs)
{
    std::vector<RunClass> classes;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const std::string name = classNameOf(runs[r]);
        auto known = std::find_if(classes.begin(), classes.end(), [&](const RunClass& c) { return c.name == name; });
        if (known == classes.end())
            known = classes.insert(classes.end(), RunClass{name, {}});
        known->runs.push_back(r);
    }
    return classes;
}

} // namespace wattline
