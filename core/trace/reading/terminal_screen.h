// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// What a terminal shows while it takes in a text with cursor movements, as `watch` writes them: only what changes.
class TerminalScreen {
public:
    static constexpr std::size_t MostRows = 128;
    static constexpr std::size_t MostColumns = 256;

    /// A picture of the screen, and the line and byte of the text at which it was complete.
    struct Picture {
        const std::vector<std::string>& rows;
        std::size_t line = 0;
        std::size_t offset = 0;
    };
    using PictureSink = std::function<bool(const Picture&)>; ///< false: no more are wanted

    /// Plays the text. A picture is complete when the cursor goes up, the screen is cleared, or lines scroll off its
    /// top; one that shows nothing new is not handed on. Ends early once a stop is requested.
    static void play(std::string_view text, const PictureSink& sink, const std::stop_token& stop);

private:
    TerminalScreen(std::string_view text, const PictureSink& sink) : m_text(text), m_sink(sink) {}

    void run(const std::stop_token& stop);
    void escape();
    void control(char final, const std::vector<std::size_t>& numbers);
    void put(char c);
    void moveTo(std::size_t row, std::size_t column);
    void newLine();
    void eraseRow(std::size_t mode);
    void eraseScreen(std::size_t mode);
    void show();

    std::string_view m_text;
    const PictureSink& m_sink;
    std::vector<std::string> m_rows{std::string()};
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_row = 0;
    std::size_t m_column = 0;
    bool m_changed = false;
    bool m_goesOn = true;
};

} // namespace wattline
