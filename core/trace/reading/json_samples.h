// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace wattline {

/// One value of a JSON object by its path ("gpu.power"), as text.
using JsonValue = std::pair<std::string, std::string>;

/// Takes the values of one sample, outer ones first; false: no more are wanted.
using JsonSink = std::function<bool(const std::vector<const JsonValue*>&)>;

/// Listens to the parser and makes samples of objects: an object that stands alone or in an array is a sample unless
/// such objects stand in it, which then are samples and inherit its values. Objects below a key, and short arrays of
/// numbers, lengthen the path instead ("power.0"). Parsing ends once a stop is requested. Nesting beyond 32 levels is
/// refused, values beyond 512 are left out.
class JsonSamples : public nlohmann::json_sax<nlohmann::json> {
public:
    JsonSamples(const JsonSink& sink, const std::stop_token& stop) : m_sink(sink), m_stop(stop) {}

    /// For the next top-level value, after whatever the one before was.
    void restart();
    bool goesOn() const { return m_goesOn; }

    /// Hands on the samples that still wait, after a text that ends in the middle.
    void finish();
    /// Whether values were left out: an array of too many numbers, an object of too many values.
    bool leftValuesOut() const { return m_leftValuesOut; }

    bool null() override { return scalar(""); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& text) override { return scalar(text); }
    bool string(string_t& text) override { return scalar(text); }
    bool binary(binary_t&) override { return false; }
    bool key(string_t& name) override;
    bool start_object(std::size_t) override { return open(Kind::Object); }
    bool end_object() override;
    bool start_array(std::size_t) override { return open(Kind::Array); }
    bool end_array() override;
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

private:
    enum class Kind { Object, Array };

    struct Frame {
        Kind kind = Kind::Object;
        bool isSample = false; ///< an object that stands alone or in an array
        bool holdsSamples = false;
        std::string path;                            ///< before the names of its members
        std::string name;                            ///< of the present member
        std::size_t index = 0;                       ///< of the present element
        std::size_t values = 0;                      ///< of m_values before it
        std::vector<std::vector<JsonValue>> waiting; ///< samples in it that may inherit values yet to come
    };

    bool scalar(std::string text);
    bool open(Kind kind);
    std::string pathOfMember();
    Frame* sampleAround();
    void handOn(std::vector<JsonValue> sample);
    bool flush(Frame& frame);
    bool emit(const std::vector<JsonValue>& sample);

    const JsonSink& m_sink;
    std::stop_token m_stop;
    std::vector<Frame> m_frames;
    std::vector<JsonValue> m_values;
    bool m_goesOn = true;
    bool m_leftValuesOut = false;
};

} // namespace wattline
