// SPDX-License-Identifier: GPL-3.0-or-later
// make_recording FILE [MEGABYTES] [GPUS]: a synthetic recording as nvidia-smi writes it with ten columns and units in
// the cells, the GPUs taking turns every 100 ms.
#include "core/base/random.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <string>

namespace {

constexpr int TicksPerSecond = 10;
constexpr int SecondsPerDay = 86400;

void appendRow(std::string& text, int tick, int gpu, wattline::RandomStream& chance)
{
    const int second = tick / TicksPerSecond;
    const bool valley = second % 60 >= 54;
    const int utilization = valley ? 3 : 97 + static_cast<int>(chance.below(4));
    fmt::format_to(std::back_inserter(text),
                   "2026/{:02}/{:02} {:02}:{:02}:{:02}.{}{:02}, {}, GPU-8f6c2a1e-{:04x}-4b7d-9a52-0c1e5d7f3b68, "
                   "NVIDIA A800-SXM4-80GB, {:.2f} W, {} %, {} %, {} MiB, {}, {} MHz\n",
                   1 + second / SecondsPerDay / 28 % 12, 1 + second / SecondsPerDay % 28, second / 3600 % 24,
                   second / 60 % 60, second % 60, tick % TicksPerSecond, 2 * gpu + static_cast<int>(chance.below(2)),
                   gpu, 0x1000 + gpu, (valley ? 62.0 : 291.0) + 5.0 * chance.normal(), utilization, utilization / 2,
                   40536 + gpu, 61 - (valley ? 8 : 0), valley ? 210 : 1410);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: make_recording FILE [MEGABYTES] [GPUS]\n", stderr);
        return 2;
    }
    const auto bytes = static_cast<std::size_t>(argc > 2 ? std::atoll(argv[2]) : 1000) * 1'000'000;
    const int gpus = argc > 3 ? std::atoi(argv[3]) : 8;
    std::FILE* file = std::fopen(argv[1], "wb");
    if (file == nullptr) {
        std::perror(argv[1]);
        return 1;
    }
    wattline::RandomStream chance(1);
    std::string text = "timestamp, index, uuid, name, power.draw [W], utilization.gpu [%], utilization.memory [%], "
                       "memory.used [MiB], temperature.gpu, clocks.current.sm [MHz]\n";
    std::size_t written = 0;
    bool whole = true;
    for (int tick = 0; written < bytes && whole; ++tick) {
        for (int gpu = 0; gpu < gpus; ++gpu)
            appendRow(text, tick, gpu, chance);
        if (text.size() < (std::size_t{1} << 20U) && written + text.size() < bytes)
            continue;
        whole = std::fwrite(text.data(), 1, text.size(), file) == text.size();
        written += text.size();
        text.clear();
    }
    if (std::fclose(file) != 0 || !whole) {
        std::perror(argv[1]);
        return 1;
    }
    return 0;
}
