// SPDX-License-Identifier: GPL-3.0-or-later
// reading_speed FILE [THREADS]: how fast and with how much memory a recording is read, against the time of finding its
// line ends with memchr over a mapping on as many threads. The file should be in the page cache; each figure is the
// best of five, for other work on the machine only adds. Prints JSON.
#include "core/base/parallel.h"
#include "core/trace/read_trace.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace wattline;

namespace {

constexpr int Repeats = 5;

/// Wall and processor time of a piece of work.
struct Spent {
    double wallSeconds = 1e9;
    double cpuSeconds = 1e9;
};

double cpuSecondsSoFar()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Spent bestOf(const std::function<void()>& work)
{
    Spent best;
    for (int i = 0; i < Repeats; ++i) {
        const double cpu = cpuSecondsSoFar();
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
        best.wallSeconds = std::min(best.wallSeconds, wall.count());
        best.cpuSeconds = std::min(best.cpuSeconds, cpuSecondsSoFar() - cpu);
    }
    return best;
}

std::size_t countLines(const char* begin, const char* end)
{
    std::size_t lines = 0;
    while (begin < end) {
        const void* const at = std::memchr(begin, '\n', static_cast<std::size_t>(end - begin));
        if (at == nullptr)
            break;
        begin = static_cast<const char*>(at) + 1;
        ++lines;
    }
    return lines;
}

/// The ceiling: the line ends of the mapped file, in as many parts as there are threads.
std::size_t lineEnds(const char* path, std::size_t bytes, const RunContext& context)
{
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    void* const mapping = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (mapping == MAP_FAILED)
        return 0;
    const auto* const text = static_cast<const char*>(mapping);
    const std::size_t parts = threadCount(context);
    std::atomic<std::size_t> lines{0};
    parallelFor(parts, context, [&](std::size_t part) {
        lines += countLines(text + bytes * part / parts, text + bytes * (part + 1) / parts);
    });
    ::munmap(mapping, bytes);
    return lines;
}

/// A line of /proc/self/status in bytes, such as VmHWM, the most that was resident at once.
double statusBytes(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key + ":"))
            return 1024.0 * std::atof(line.c_str() + key.size() + 1);
    }
    return 0.0;
}

std::size_t samplesOf(const std::vector<Trace>& recordings)
{
    std::size_t samples = 0;
    for (const Trace& trace : recordings) {
        for (const GpuTrace& gpu : trace.gpus)
            samples += gpu.power.size();
    }
    return samples;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: reading_speed FILE [THREADS [keep]]\n", stderr);
        return 2;
    }
    RunContext context;
    context.threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 0;
    ReadOptions options;
    options.sideColumns = argc > 3 ? SideColumns::Keep : SideColumns::Skip;
    const double before = statusBytes("VmHWM");
    std::size_t samples = 0;
    std::size_t bytes = 0;
    std::size_t sides = 0;
    const auto read = [&] {
        const Result<std::vector<Trace>> recordings = readRecordings(argv[1], options, context);
        if (!recordings) {
            std::fprintf(stderr, "%s\n", recordings.error().message.c_str());
            std::exit(1);
        }
        samples = samplesOf(*recordings);
        bytes = recordings->front().bytes;
        sides = recordings->front().gpus.front().sides.size();
    };
    read();
    const double most = statusBytes("VmHWM") - before; // the file is read, not mapped: all of it is ours
    const Spent reading = bestOf(read);
    const Spent ceiling = bestOf([&] { lineEnds(argv[1], bytes, context); });
    fmt::print(
        "{{\"bytes\": {}, \"samples\": {}, \"side_columns\": {}, \"threads\": {}, \"read_s\": {:.4f}, "
        "\"read_cpu_s\": {:.4f}, \"read_mb_per_s\": {:.0f}, \"line_ends_s\": {:.4f}, \"line_ends_cpu_s\": {:.4f}, "
        "\"times_line_ends\": {:.2f}, \"bytes_per_sample\": {:.1f}}}\n",
        bytes, samples, sides, threadCount(context), reading.wallSeconds, reading.cpuSeconds,
        1e-6 * static_cast<double>(bytes) / reading.wallSeconds, ceiling.wallSeconds, ceiling.cpuSeconds,
        reading.wallSeconds / ceiling.wallSeconds, most / static_cast<double>(samples));
    return 0;
}
