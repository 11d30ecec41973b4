// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/notes_file.h"

#include "core/trace/notes_json.h"

#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

using NotesByPart = std::map<std::size_t, Annotations>;

std::optional<Annotation> annotationOf(const NotesJson& entry)
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

Result<NotesByPart> parseNotes(const NotesJson& json, const NotesPlace& place)
{
    const Result<NotesJson> notes = notesList(json, "notes", place);
    if (!notes)
        return notes.error();
    NotesByPart parts;
    for (std::size_t i = 0; i < notes->size(); ++i) {
        const NotesJson& entry = (*notes)[i];
        const std::optional<Annotation> annotation = entry.is_object() ? annotationOf(entry) : std::nullopt;
        const std::size_t part = annotation ? partOf(entry) : 0;
        if (part == 0)
            return notesFormatError(place, fmt::format("note {} cannot be read; the file was left as it is.", i + 1));
        parts[part].push_back(*annotation);
    }
    return parts;
}

NotesJson listOf(const NotesByPart& parts)
{
    NotesJson notes = NotesJson::array();
    for (const auto& [part, annotations] : parts) {
        for (const Annotation& each : annotations) {
            NotesJson entry = {{"part", part},
                               {"kind", nameOf(each.kind)},
                               {"begin_s", each.beginSeconds},
                               {"end_s", each.endSeconds}};
            if (!each.gpu.empty())
                entry["gpu"] = each.gpu;
            entry["text"] = each.text;
            notes.push_back(std::move(entry));
        }
    }
    return notes;
}

} // namespace

NotesPlace notesPlaceOf(const Trace& trace)
{
    return {trace.path + ".notes.json", std::filesystem::path(trace.path).filename().string(), trace.part};
}

Result<Annotations> readNotes(const NotesPlace& place)
{
    const Result<NotesJson> json = readNotesJson(place);
    if (!json)
        return json.error();
    Result<NotesByPart> parts = parseNotes(*json, place);
    if (!parts)
        return parts.error();
    return std::move((*parts)[place.part]);
}

Result<std::string> recordingOfNotes(const std::filesystem::path& file)
{
    const NotesPlace place{file, {}, 1};
    const Result<NotesJson> json = readNotesJson(place);
    if (!json)
        return json.error();
    if (const Result<NotesByPart> notes = parseNotes(*json, place); !notes)
        return notes.error();
    return textAt(*json, "recording").value_or(std::string());
}

Result<void> storeNotes(const NotesPlace& place, const Annotations& before, const Annotations& after)
{
    Result<NotesJson> json = readNotesJson(place);
    if (!json)
        return json.error();
    Result<NotesByPart> parts = parseNotes(*json, place);
    if (!parts)
        return parts.error();
    if ((*parts)[place.part] != before)
        return notesChangedError(place);
    (*parts)[place.part] = after;
    (*json)["notes"] = listOf(*parts);
    return writeNotesJson(place, std::move(*json));
}

} // namespace wattline
