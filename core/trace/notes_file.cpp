// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/notes_file.h"

#include "core/base/file.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace wattline {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* FormatName = "wattline-notes";
constexpr int Version = 1;
constexpr std::uintmax_t MostBytes = std::uintmax_t{64} << 20;

using NotesByPart = std::map<std::size_t, Annotations>;

Error formatError(const NotesPlace& place, const std::string& what)
{
    return {ErrorKind::Format, fmt::format("{}: {}", place.file.string(), what)};
}

std::optional<double> numberAt(const Json& entry, const char* key)
{
    const auto found = entry.find(key);
    if (found == entry.end() || !found->is_number() || !std::isfinite(found->get<double>()))
        return std::nullopt;
    return found->get<double>();
}

std::optional<std::string> textAt(const Json& entry, const char* key)
{
    const auto found = entry.find(key);
    if (found == entry.end())
        return std::string();
    return found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

std::optional<Annotation> annotationOf(const Json& entry)
{
    const std::optional<double> begin = numberAt(entry, "begin_s");
    const std::optional<double> end = numberAt(entry, "end_s");
    const std::optional<std::string> kind = textAt(entry, "kind");
    const std::optional<std::string> gpu = textAt(entry, "gpu");
    const std::optional<std::string> text = textAt(entry, "text");
    if (!begin || !end || *end < *begin || !kind || !gpu || !text || !annotationKindOf(*kind))
        return std::nullopt;
    return Annotation{*annotationKindOf(*kind), *begin, *end, *gpu, *text};
}

/// 1 where the entry names no part; 0 where what it names is none.
std::size_t partOf(const Json& entry)
{
    const auto found = entry.find("part");
    if (found == entry.end())
        return 1;
    return found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

Result<NotesByPart> parseNotes(const Json& json, const NotesPlace& place)
{
    if (!json.is_object() || json.value("format", Json()) != FormatName)
        return formatError(place, "is no notes file of Wattline; it was left as it is.");
    const auto version = json.find("version");
    if (version == json.end() || !version->is_number_integer())
        return formatError(place, "does not say its version; it was left as it is.");
    if (version->get<double>() > Version)
        return formatError(place, "was written by a newer version of Wattline; it was left as it is.");
    const auto notes = json.find("notes");
    if (notes == json.end() || !notes->is_array())
        return formatError(place, "has no list of notes; it was left as it is.");
    NotesByPart parts;
    for (std::size_t i = 0; i < notes->size(); ++i) {
        const Json& entry = (*notes)[i];
        const std::optional<Annotation> annotation = entry.is_object() ? annotationOf(entry) : std::nullopt;
        const std::size_t part = annotation ? partOf(entry) : 0;
        if (part == 0)
            return formatError(place, fmt::format("note {} cannot be read; the file was left as it is.", i + 1));
        parts[part].push_back(*annotation);
    }
    return parts;
}

/// What stands in the file; something else than an object where it is no JSON.
Result<Json> readJson(const NotesPlace& place)
{
    std::error_code error;
    if (std::filesystem::file_size(place.file, error) > MostBytes && !error)
        return formatError(place, "is far larger than notes are; it was left as it is.");
    Result<std::string> text = readFile(place.file);
    if (!text)
        return text.error();
    return Json::parse(*text, nullptr, false);
}

Result<NotesByPart> readAll(const NotesPlace& place)
{
    std::error_code error;
    if (!std::filesystem::exists(place.file, error) && !error)
        return NotesByPart();
    const Result<Json> json = readJson(place);
    if (!json)
        return json.error();
    return parseNotes(*json, place);
}

std::string textOf(const NotesByPart& parts, const NotesPlace& place)
{
    Json notes = Json::array();
    for (const auto& [part, annotations] : parts) {
        for (const Annotation& each : annotations) {
            Json entry = {{"part", part},
                          {"kind", nameOf(each.kind)},
                          {"begin_s", each.beginSeconds},
                          {"end_s", each.endSeconds}};
            if (!each.gpu.empty())
                entry["gpu"] = each.gpu;
            entry["text"] = each.text;
            notes.push_back(std::move(entry));
        }
    }
    const Json json = {
        {"format", FormatName}, {"version", Version}, {"recording", place.recording}, {"notes", std::move(notes)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

NotesPlace notesPlaceOf(const Trace& trace)
{
    return {trace.path + ".notes.json", std::filesystem::path(trace.path).filename().string(), trace.part};
}

Result<Annotations> readNotes(const NotesPlace& place)
{
    Result<NotesByPart> parts = readAll(place);
    if (!parts)
        return parts.error();
    return std::move((*parts)[place.part]);
}

Result<std::string> recordingOfNotes(const std::filesystem::path& file)
{
    const NotesPlace place{file, {}, 1};
    const Result<Json> json = readJson(place);
    if (!json)
        return json.error();
    if (const Result<NotesByPart> notes = parseNotes(*json, place); !notes)
        return notes.error();
    return textAt(*json, "recording").value_or(std::string());
}

Result<void> storeNotes(const NotesPlace& place, const Annotations& before, const Annotations& after)
{
    Result<NotesByPart> parts = readAll(place);
    if (!parts)
        return parts.error();
    if ((*parts)[place.part] != before)
        return Error{ErrorKind::Data, fmt::format("{}: was changed by somebody else since it was read; it was left as "
                                                  "it is. Reload the recording to see those notes.",
                                                  place.file.string())};
    (*parts)[place.part] = after;
    const bool any = std::any_of(parts->begin(), parts->end(), [](const auto& part) { return !part.second.empty(); });
    if (any)
        return writeFileAtomically(place.file, textOf(*parts, place));
    std::error_code error;
    std::filesystem::remove(place.file, error);
    if (error)
        return Error{ErrorKind::Io, fmt::format("{}: cannot be removed: {}.", place.file.string(), error.message())};
    return {};
}

} // namespace wattline
