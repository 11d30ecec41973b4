// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wattline {

/// How the bytes of a file are text.
enum class TextEncoding { Utf8, Utf16Little, Utf16Big, Latin1 };

std::string nameOf(TextEncoding encoding);

constexpr bool isUtf16(TextEncoding encoding)
{
    return encoding == TextEncoding::Utf16Little || encoding == TextEncoding::Utf16Big;
}

/// What the first bytes of a file say of the rest.
struct ByteOrderMark {
    TextEncoding encoding = TextEncoding::Utf8;
    std::size_t bytes = 0; ///< the mark's own; 0 where there is none
};

ByteOrderMark byteOrderMarkOf(std::string_view bytes);

// These look at the stop token each MiB; what a stop ended has no meaning.

/// Appends the text that the bytes are as UTF-8; a UTF-16 unit without its partner becomes U+FFFD.
void appendDecoded(std::string_view bytes, TextEncoding encoding, std::string& out, const RunContext& context = {});

/// The place of the first byte above 127, or npos. Eight bytes at a time: recordings are plain ASCII nearly always.
std::size_t firstHighByte(std::string_view text, const RunContext& context = {});

/// Whether the text from there on is UTF-8; a sequence that its end cuts is let pass.
bool isUtf8(std::string_view text, std::size_t from, const RunContext& context = {});

/// Whether the first bytes of a file are no text, which holds hardly any control bytes; NUL is left out of the account,
/// for a crash leaves holes of them.
bool looksBinary(std::string_view bytes);

std::size_t countOf(char wanted, std::string_view text, const RunContext& context = {});

/// The number, from 1, of the line on which a place stands.
std::size_t lineAt(std::string_view text, std::size_t place, const RunContext& context = {});

} // namespace wattline
