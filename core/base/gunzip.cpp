// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gunzip.h"

#include <algorithm>
#include <array>
#include <limits>
#include <zlib.h>

namespace wattline {

namespace {

constexpr std::string_view Magic = "\x1f\x8b";

/// A zlib stream that unpacks gzip members.
class Inflater {
public:
    Inflater()
    {
        constexpr int GzipWindow = 15 + 16; // the largest window; gzip headers only
        m_ready = inflateInit2(&m_stream, GzipWindow) == Z_OK;
    }
    ~Inflater()
    {
        if (m_ready)
            inflateEnd(&m_stream);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    bool isReady() const { return m_ready; }
    void restart() { inflateReset(&m_stream); }

    /// Unpacks into the buffer; `packed` loses what was used. The status of zlib; `written` says how much came out.
    int step(std::string_view& packed, std::array<char, 65536>& buffer, std::size_t& written)
    {
        const std::size_t given = std::min<std::size_t>(packed.size(), std::numeric_limits<unsigned>::max());
        // zlib does not write to its input, it only lacks the const.
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        m_stream.avail_in = static_cast<unsigned>(given);
        m_stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        m_stream.avail_out = static_cast<unsigned>(buffer.size());
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        packed.remove_prefix(given - m_stream.avail_in);
        written = buffer.size() - m_stream.avail_out;
        return status;
    }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

} // namespace

bool isGzip(std::string_view bytes)
{
    return bytes.starts_with(Magic);
}

Result<Unpacked> gunzip(std::string_view packed, std::size_t mostBytes, const RunContext& context)
{
    Unpacked unpacked;
    Inflater inflater;
    if (!inflater.isReady())
        return Error{ErrorKind::Internal, "zlib cannot be started."};
    std::array<char, 65536> buffer{};
    const auto endWith = [&](UnpackEnd end) {
        unpacked.end = end;
        return std::move(unpacked);
    };
    while (true) {
        if (context.stopRequested())
            return canceledError();
        std::size_t written = 0;
        const int status = inflater.step(packed, buffer, written);
        const std::size_t room = mostBytes - unpacked.bytes.size();
        unpacked.bytes.append(buffer.data(), std::min(written, room));
        if (written > room)
            return endWith(UnpackEnd::Limit);
        if (status == Z_STREAM_END) {
            if (!isGzip(packed))
                return endWith(UnpackEnd::Whole);
            inflater.restart();
        } else if (status != Z_OK) {
            return endWith(status == Z_BUF_ERROR && packed.empty() ? UnpackEnd::Cut : UnpackEnd::Damaged);
        }
    }
}

} // namespace wattline
