// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/notes_json.h"

#include "core/base/file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr const char* FormatName = "wattline-notes";
/// Files with notes alone keep the first version, so that programs that know no other can read them.
constexpr int NotesVersion = 1;
constexpr int Version = 2;
constexpr std::uintmax_t MostBytes = std::uintmax_t{64} << 20;
constexpr std::array<const char*, 3> Lists = {"notes", "phases", "classes"};

bool holds(const NotesJson& json, const char* list)
{
    const auto found = json.find(list);
    return found != json.end() && !found->empty();
}

Result<void> checkHead(const NotesJson& json, const NotesPlace& place)
{
    if (!json.is_object() || json.value("format", NotesJson()) != FormatName)
        return notesFormatError(place, "is no notes file of Wattline; it was left as it is.");
    const auto version = json.find("version");
    if (version == json.end() || !version->is_number_integer())
        return notesFormatError(place, "does not say its version; it was left as it is.");
    if (version->get<double>() > Version)
        return notesFormatError(place, "was written by a newer version of Wattline; it was left as it is.");
    if (std::none_of(Lists.begin(), Lists.end(), [&](const char* list) { return json.contains(list); }))
        return notesFormatError(place, "has no list of notes; it was left as it is.");
    return {};
}

} // namespace

Error notesFormatError(const NotesPlace& place, const std::string& what)
{
    return {ErrorKind::Format, fmt::format("{}: {}", place.file.string(), what)};
}

Error notesChangedError(const NotesPlace& place)
{
    return {ErrorKind::Data, fmt::format("{}: was changed by somebody else since it was read; it was left as it is. "
                                         "Reload the recording to see what it holds.",
                                         place.file.string())};
}

Result<NotesJson> readNotesJson(const NotesPlace& place)
{
    std::error_code error;
    if (!std::filesystem::exists(place.file, error) && !error)
        return NotesJson::object();
    if (std::filesystem::file_size(place.file, error) > MostBytes && !error)
        return notesFormatError(place, "is far larger than notes are; it was left as it is.");
    Result<std::string> text = readFile(place.file);
    if (!text)
        return text.error();
    NotesJson json = NotesJson::parse(*text, nullptr, false);
    if (const Result<void> checked = checkHead(json, place); !checked)
        return checked.error();
    return json;
}

Result<void> writeNotesJson(const NotesPlace& place, NotesJson json)
{
    if (std::none_of(Lists.begin(), Lists.end(), [&](const char* list) { return holds(json, list); })) {
        std::error_code error;
        std::filesystem::remove(place.file, error);
        if (error)
            return Error{ErrorKind::Io,
                         fmt::format("{}: cannot be removed: {}.", place.file.string(), error.message())};
        return {};
    }
    const bool onlyNotes = !holds(json, "phases") && !holds(json, "classes");
    NotesJson written = {
        {"format", FormatName}, {"version", onlyNotes ? NotesVersion : Version}, {"recording", place.recording}};
    for (const char* list : Lists) {
        if (holds(json, list) || std::string_view(list) == Lists.front())
            written[list] = json.contains(list) ? std::move(json[list]) : NotesJson::array();
    }
    return writeFileAtomically(place.file, written.dump(1, ' ', false, NotesJson::error_handler_t::replace) + "\n");
}

Result<NotesJson> notesList(const NotesJson& json, const char* name, const NotesPlace& place)
{
    const auto list = json.find(name);
    if (list == json.end())
        return NotesJson::array();
    if (!list->is_array())
        return notesFormatError(place, fmt::format("\"{}\" is no list; the file was left as it is.", name));
    return *list;
}

std::optional<double> numberAt(const NotesJson& entry, const char* key)
{
    const auto found = entry.find(key);
    if (found == entry.end() || !found->is_number() || !std::isfinite(found->get<double>()))
        return std::nullopt;
    return found->get<double>();
}

std::optional<std::string> textAt(const NotesJson& entry, const char* key)
{
    const auto found = entry.find(key);
    if (found == entry.end())
        return std::string();
    return found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

std::size_t partOf(const NotesJson& entry)
{
    const auto found = entry.find("part");
    if (found == entry.end())
        return 1;
    return found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

} // namespace wattline
