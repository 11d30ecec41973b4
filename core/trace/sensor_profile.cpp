// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/sensor_profile.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <limits>
#include <vector>

namespace wattline {

namespace {

constexpr int NoEnd = std::numeric_limits<int>::max();

/// A product name, word by word; '#' stands for a digit, '*' at the end of a word for any ending.
struct ModelRule {
    std::string_view words;
    std::string_view family;
    ProfileMatch match = ProfileMatch::KnownModel;
};

constexpr auto Known = ProfileMatch::KnownModel;
constexpr auto Same = ProfileMatch::SameGeneration;

constexpr std::string_view Ga100 = "A100 class";
constexpr std::string_view Hopper = "H100 class";
constexpr std::string_view Volta = "V100 and P100 class";
constexpr std::string_view Turing = "RTX 20 class";
constexpr std::string_view Ampere = "RTX 30 and 40 class";

/// The first rule that fits decides.
constexpr ModelRule Rules[] = {
    {"a100*", Ga100, Known},        {"a800*", Ga100, Same},       {"a30", Ga100, Same},
    {"h100*", Hopper, Known},       {"h800*", Hopper, Same},      {"h200*", Hopper, Same},
    {"h20", Hopper, Same},          {"gh200*", Hopper, Same},     {"v100*", Volta, Known},
    {"p100*", Volta, Known},        {"1080 ti", Volta, Known},    {"1080ti", Volta, Known},
    {"gtx 10##*", Volta, Same},     {"gv100", Volta, Same},       {"gp100", Volta, Same},
    {"p40", Volta, Same},           {"p4", Volta, Same},          {"titan v", Volta, Same},
    {"titan xp", Volta, Same},      {"titan rtx", Turing, Known}, {"2080 ti", Turing, Known},
    {"2080ti", Turing, Known},      {"rtx 20##*", Turing, Same},  {"gtx 16##*", Turing, Same},
    {"t4", Turing, Same},           {"t4g", Turing, Same},        {"quadro rtx", Turing, Same},
    {"rtx 30##*", Ampere, Known},   {"rtx 40##*", Ampere, Known}, {"a6000", Ampere, Known},
    {"a10", Ampere, Known},         {"a10g", Ampere, Same},       {"a16", Ampere, Same},
    {"a2", Ampere, Same},           {"a40", Ampere, Same},        {"rtx a####*", Ampere, Same},
    {"a####", Ampere, Same},        {"l4", Ampere, Same},         {"l40*", Ampere, Same},
    {"rtx #### ada", Ampere, Same},
};

/// What one field of one family means under a range of drivers.
struct FieldRule {
    std::string_view family;
    PowerField field = PowerField::Draw;
    int firstDriver = 0;
    int lastDriver = NoEnd;
    int lastMeasuredDriver = NoEnd;
    double refreshSeconds = 0.0;
    double averagingSeconds = 0.0;
};

/// Fields that are not listed do not exist on the boards of the family. Rules of one family and field stand in the
/// order of preference where the driver is not known.
constexpr FieldRule Fields[] = {
    {Ga100, PowerField::Draw, 0, NoEnd, NoEnd, 0.101, 0.025},
    {Ga100, PowerField::Instant, 0, NoEnd, NoEnd, 0.101, 0.025},
    {Hopper, PowerField::Draw, 0, NoEnd, NoEnd, 0.1, 1.0},
    {Hopper, PowerField::Average, 0, NoEnd, NoEnd, 0.1, 1.0},
    {Hopper, PowerField::Instant, 0, NoEnd, NoEnd, 0.1, 0.025},
    {Volta, PowerField::Draw, 0, NoEnd, NoEnd, 0.02, 0.01},
    {Volta, PowerField::Instant, 0, NoEnd, NoEnd, 0.02, 0.01},
    {Turing, PowerField::Draw, 0, NoEnd, NoEnd, 0.101, 0.1},
    {Turing, PowerField::Instant, 0, NoEnd, NoEnd, 0.101, 0.1},
    {Ampere, PowerField::Draw, 531, NoEnd, 535, 0.1, 1.0},
    {Ampere, PowerField::Draw, 515, 529, 525, 0.1, 1.0},
    {Ampere, PowerField::Draw, 530, 530, 530, 0.1, 0.1},
    {Ampere, PowerField::Draw, 0, 514, 0, 0.1, 1.0},
    {Ampere, PowerField::Average, 0, NoEnd, NoEnd, 0.1, 1.0},
    {Ampere, PowerField::Instant, 0, NoEnd, NoEnd, 0.1, 0.1},
};

std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    for (const char letter : lowerCase(name)) {
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0)
            words.back() += letter;
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

bool wordFits(std::string_view word, std::string_view pattern)
{
    const bool isOpen = pattern.ends_with('*');
    if (isOpen)
        pattern.remove_suffix(1);
    if (word.size() < pattern.size() || (!isOpen && word.size() > pattern.size()))
        return false;
    return std::equal(pattern.begin(), pattern.end(), word.begin(), [](char wanted, char letter) {
        return wanted == letter || (wanted == '#' && std::isdigit(static_cast<unsigned char>(letter)) != 0);
    });
}

bool fits(const std::vector<std::string>& words, const ModelRule& rule)
{
    const std::vector<std::string_view> wanted = splitText(rule.words, ' ');
    const auto found = std::search(words.begin(), words.end(), wanted.begin(), wanted.end(), wordFits);
    return found != words.end();
}

const FieldRule* fieldRuleOf(std::string_view family, PowerField field, std::optional<int> driver)
{
    for (const FieldRule& rule : Fields) {
        const bool fitsDriver = !driver || (*driver >= rule.firstDriver && *driver <= rule.lastDriver);
        if (rule.family == family && rule.field == field && fitsDriver)
            return &rule;
    }
    return nullptr;
}

bool dependsOnDriver(const FieldRule& rule)
{
    return rule.firstDriver > 0 || rule.lastDriver < NoEnd;
}

/// As nvidia-smi calls it.
std::string fieldNameOf(PowerField field)
{
    return field == PowerField::Draw ? "power.draw" : "power.draw." + nameOf(field);
}

std::string noteOn(const SensorProfile& profile, const FieldRule& rule, std::optional<int> driver)
{
    std::string note = fmt::format("{}: {} gives a new value every {} ms that averages the last {}{}", profile.family,
                                   fieldNameOf(rule.field), 1000.0 * rule.refreshSeconds,
                                   rule.averagingSeconds < 1.0 ? fmt::format("{} ms", 1000.0 * rule.averagingSeconds)
                                                               : fmt::format("{} s", rule.averagingSeconds),
                                   profile.match == Same ? " (measured on other boards of this generation)" : "");
    if (!dependsOnDriver(rule))
        return note + ".";
    if (!driver)
        return note + "; under driver 530 it averages 100 ms.";
    if (*driver > rule.lastMeasuredDriver)
        return note + fmt::format("; driver {} was not measured.", *driver);
    return note + fmt::format(" under driver {}.", *driver);
}

std::vector<SensorProfileEntry> makeEntries()
{
    std::vector<SensorProfileEntry> entries;
    for (const FieldRule& rule : Fields) {
        if (rule.lastMeasuredDriver == 0)
            continue;
        SensorProfileEntry entry{std::string(rule.family), rule.field, "any driver", rule.refreshSeconds,
                                 rule.averagingSeconds};
        if (dependsOnDriver(rule))
            entry.drivers = rule.firstDriver == rule.lastMeasuredDriver ? fmt::format("driver {}", rule.firstDriver)
                            : rule.lastDriver == NoEnd
                                ? fmt::format("driver {} and later", rule.lastMeasuredDriver)
                                : fmt::format("drivers {} to {}", rule.firstDriver, rule.lastMeasuredDriver);
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace

SensorProfile sensorProfileOf(std::string_view gpuName, PowerField field, std::optional<int> driver)
{
    constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();
    SensorProfile profile;
    profile.refreshSeconds = profile.averagingSeconds = NotANumber;
    const std::vector<std::string> words = wordsOf(gpuName);
    const auto* const model =
        std::find_if(std::begin(Rules), std::end(Rules), [&](const ModelRule& rule) { return fits(words, rule); });
    if (model == std::end(Rules)) {
        profile.note = gpuName.empty()
                           ? "The recording does not name the board, so nothing is known of its sensor."
                           : fmt::format("Nothing is known of the sensor of {}.", quotedForMessage(gpuName));
        return profile;
    }
    profile.family = model->family;
    const PowerField meant = field == PowerField::Other ? PowerField::Draw : field;
    const FieldRule* const rule = fieldRuleOf(model->family, meant, driver);
    if (rule == nullptr) {
        profile.note = fmt::format("Nothing is known of {} on the {}.", fieldNameOf(meant), profile.family);
        return profile;
    }
    profile.match = model->match;
    profile.refreshSeconds = rule->refreshSeconds;
    profile.averagingSeconds = rule->averagingSeconds;
    profile.note = noteOn(profile, *rule, driver);
    return profile;
}

std::span<const SensorProfileEntry> sensorProfiles()
{
    static const std::vector<SensorProfileEntry> entries = makeEntries();
    return entries;
}

std::string nameOf(ProfileMatch match)
{
    switch (match) {
    case ProfileMatch::KnownModel:
        return "known model";
    case ProfileMatch::SameGeneration:
        return "same generation";
    case ProfileMatch::Unknown:
        return "unknown";
    }
    return {};
}

} // namespace wattline
