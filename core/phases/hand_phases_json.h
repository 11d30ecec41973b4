// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/hand_phases.h"
#include "core/trace/notes_json.h"

namespace wattline {

/// One entry of the list `phases` of a notes file: an object with what docs/formats.md names. Nothing where a key is
/// absent or makes no sense: times out of order, a phase in no regime, an unknown name.
std::optional<HandPhases> handPhasesIn(const NotesJson& entry);

/// The entry for phases of one recording of the log.
NotesJson jsonOf(std::size_t part, const HandPhases& made);

} // namespace wattline
