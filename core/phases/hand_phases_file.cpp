// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/hand_phases_file.h"

#include "core/phases/hand_phases_json.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

constexpr const char* ListName = "phases";

struct Entry {
    std::size_t part = 1;
    HandPhases made;
};

Result<std::vector<Entry>> entriesOf(const NotesJson& json, const NotesPlace& place)
{
    const Result<NotesJson> list = notesList(json, ListName, place);
    if (!list)
        return list.error();
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const NotesJson& entry = (*list)[i];
        std::optional<HandPhases> made = entry.is_object() ? handPhasesIn(entry) : std::nullopt;
        if (!made)
            return notesFormatError(
                place, fmt::format("phases {} made by hand cannot be read; the file was left as it is.", i + 1));
        entries.push_back({partOf(entry), std::move(*made)});
    }
    return entries;
}

/// A notes file with what was made by hand in it.
struct Stored {
    NotesJson json;
    std::vector<Entry> entries;
};

Result<Stored> storedIn(const NotesPlace& place)
{
    Result<NotesJson> json = readNotesJson(place);
    if (!json)
        return json.error();
    Result<std::vector<Entry>> entries = entriesOf(*json, place);
    if (!entries)
        return entries.error();
    return Stored{*std::move(json), *std::move(entries)};
}

} // namespace

Result<std::vector<HandPhases>> readHandPhases(const NotesPlace& place)
{
    Result<Stored> stored = storedIn(place);
    if (!stored)
        return stored.error();
    std::vector<HandPhases> made;
    for (Entry& entry : stored->entries) {
        if (entry.part == place.part)
            made.push_back(std::move(entry.made));
    }
    return made;
}

Result<void> storeHandPhases(const NotesPlace& place, const Trace& trace, const std::vector<HandPhases>& before,
                             const std::vector<HandPhases>& after)
{
    Result<Stored> stored = storedIn(place);
    if (!stored)
        return stored.error();
    NotesJson kept = NotesJson::array();
    std::vector<HandPhases> there;
    for (const Entry& entry : stored->entries) {
        if (entry.part == place.part && areOf(entry.made, trace))
            there.push_back(entry.made);
        else
            kept.push_back(jsonOf(entry.part, entry.made));
    }
    if (there != before)
        return notesChangedError(place);
    for (const HandPhases& made : after)
        kept.push_back(jsonOf(place.part, made));
    stored->json[ListName] = std::move(kept);
    return writeNotesJson(place, std::move(stored->json));
}

Result<void> exchangeHandPhases(const NotesPlace& place, const std::vector<HandPhases>& out,
                                const std::vector<HandPhases>& in)
{
    Result<Stored> stored = storedIn(place);
    if (!stored)
        return stored.error();
    NotesJson kept = NotesJson::array();
    for (const Entry& entry : stored->entries) {
        const bool goes = entry.part == place.part && std::find(out.begin(), out.end(), entry.made) != out.end();
        if (!goes)
            kept.push_back(jsonOf(entry.part, entry.made));
    }
    for (const HandPhases& made : in)
        kept.push_back(jsonOf(place.part, made));
    stored->json[ListName] = std::move(kept);
    return writeNotesJson(place, std::move(stored->json));
}

} // namespace wattline
