// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/json_samples.h"

#include <algorithm>

namespace wattline {

namespace {

constexpr std::size_t DeepestNesting = 32;
constexpr std::size_t MostValues = 512;
constexpr std::size_t LongestName = 100;
constexpr std::size_t LongestArray = 64; ///< of numbers that are one sample; longer ones are columns
constexpr std::size_t MostWaiting = 64;  ///< boards of one host

} // namespace

void JsonSamples::restart()
{
    m_frames.clear();
    m_values.clear();
}

void JsonSamples::finish()
{
    for (Frame& frame : m_frames)
        flush(frame);
}

bool JsonSamples::key(string_t& name)
{
    m_frames.back().name = name.substr(0, LongestName);
    return true;
}

std::string JsonSamples::pathOfMember()
{
    if (m_frames.empty())
        return {};
    Frame& frame = m_frames.back();
    const std::string member = frame.kind == Kind::Object ? frame.name : std::to_string(frame.index++);
    return frame.path.empty() ? member : frame.path + '.' + member;
}

bool JsonSamples::scalar(std::string text)
{
    const bool tooFar =
        !m_frames.empty() && m_frames.back().kind == Kind::Array && m_frames.back().index >= LongestArray;
    std::string path = pathOfMember();
    if (!tooFar && m_values.size() < MostValues)
        m_values.emplace_back(std::move(path), std::move(text));
    else
        m_leftValuesOut = true;
    return !m_stop.stop_requested();
}

bool JsonSamples::open(Kind kind)
{
    if (m_frames.size() >= DeepestNesting)
        return false;
    Frame frame;
    frame.kind = kind;
    frame.isSample = kind == Kind::Object && (m_frames.empty() || m_frames.back().kind == Kind::Array);
    frame.path = pathOfMember();
    frame.values = m_values.size();
    if (frame.isSample)
        frame.path.clear(); // "power" of an element of "gpus" is the board's power
    m_frames.push_back(std::move(frame));
    return true;
}

bool JsonSamples::end_array()
{
    m_frames.pop_back();
    return true;
}

bool JsonSamples::end_object()
{
    Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    if (!frame.isSample)
        return true; // its values belong to the object around it
    if (frame.holdsSamples) {
        flush(frame);
        if (Frame* around = sampleAround())
            around->holdsSamples = true;
    }
    const auto begin = m_values.begin() + static_cast<std::ptrdiff_t>(std::min(frame.values, m_values.size()));
    std::vector<JsonValue> sample(std::make_move_iterator(begin), std::make_move_iterator(m_values.end()));
    m_values.erase(begin, m_values.end());
    if (!frame.holdsSamples)
        handOn(std::move(sample));
    return m_goesOn;
}

JsonSamples::Frame* JsonSamples::sampleAround()
{
    const auto around =
        std::find_if(m_frames.rbegin(), m_frames.rend(), [](const Frame& frame) { return frame.isSample; });
    return around == m_frames.rend() ? nullptr : &*around;
}

/// The object around the sample may name its time only after it.
void JsonSamples::handOn(std::vector<JsonValue> sample)
{
    Frame* around = sampleAround();
    if (around == nullptr) {
        emit(sample);
        return;
    }
    around->holdsSamples = true;
    around->waiting.push_back(std::move(sample));
    if (around->waiting.size() > MostWaiting)
        flush(*around);
}

bool JsonSamples::flush(Frame& frame)
{
    for (const std::vector<JsonValue>& sample : frame.waiting) {
        if (!emit(sample))
            break;
    }
    frame.waiting.clear();
    return m_goesOn;
}

bool JsonSamples::emit(const std::vector<JsonValue>& sample)
{
    std::vector<const JsonValue*> values;
    for (const JsonValue& value : m_values)
        values.push_back(&value);
    for (const JsonValue& value : sample)
        values.push_back(&value);
    m_goesOn = m_goesOn && m_sink(values);
    return m_goesOn;
}

} // namespace wattline
