// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/run_classes_file.h"

#include "core/trace/notes_json.h"

#include <fmt/format.h>

namespace wattline {

namespace {

constexpr const char* ListName = "classes";

using ClassesByPart = std::map<std::size_t, ChosenClasses>;

Result<ClassesByPart> parseClasses(const NotesJson& json, const NotesPlace& place)
{
    const Result<NotesJson> list = notesList(json, ListName, place);
    if (!list)
        return list.error();
    ClassesByPart parts;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const NotesJson& entry = (*list)[i];
        const std::size_t part = entry.is_object() ? partOf(entry) : 0;
        const std::optional<std::string> run = part > 0 ? textAt(entry, "run") : std::nullopt;
        const std::optional<std::string> name = part > 0 ? textAt(entry, "class") : std::nullopt;
        if (!run || !name || name->empty())
            return notesFormatError(place, fmt::format("class {} cannot be read; the file was left as it is.", i + 1));
        parts[part][*run] = *name;
    }
    return parts;
}

NotesJson listOf(const ClassesByPart& parts)
{
    NotesJson list = NotesJson::array();
    for (const auto& [part, classes] : parts) {
        for (const auto& [run, name] : classes) {
            NotesJson entry = {{"part", part}};
            if (!run.empty())
                entry["run"] = run;
            entry["class"] = name;
            list.push_back(std::move(entry));
        }
    }
    return list;
}

} // namespace

NotesPlace notesPlaceOfTable(const std::filesystem::path& table)
{
    return {table.string() + ".notes.json", table.filename().string(), 1};
}

Result<ChosenClasses> readClasses(const NotesPlace& place)
{
    const Result<NotesJson> json = readNotesJson(place);
    if (!json)
        return json.error();
    Result<ClassesByPart> parts = parseClasses(*json, place);
    if (!parts)
        return parts.error();
    return std::move((*parts)[place.part]);
}

Result<std::string> readRunClass(const NotesPlace& place)
{
    Result<ChosenClasses> classes = readClasses(place);
    if (!classes)
        return classes.error();
    return std::move((*classes)[""]);
}

Result<void> storeClasses(const NotesPlace& place, const ChosenClasses& before, const ChosenClasses& after)
{
    Result<NotesJson> json = readNotesJson(place);
    if (!json)
        return json.error();
    Result<ClassesByPart> parts = parseClasses(*json, place);
    if (!parts)
        return parts.error();
    if ((*parts)[place.part] != before)
        return notesChangedError(place);
    (*parts)[place.part] = after;
    (*json)[ListName] = listOf(*parts);
    return writeNotesJson(place, std::move(*json));
}

} // namespace wattline
