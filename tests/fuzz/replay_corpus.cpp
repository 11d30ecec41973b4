// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over the files of the folders named as arguments, without a fuzzer: what was once found stays
// mended.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv)
{
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            std::printf("%s\n", entry.path().c_str());
            std::fflush(stdout);
            // Every remainder of the size chooses other options; blanks at the end change nothing else.
            for (std::size_t more = 0; more < 16; ++more) {
                const std::string padded = bytes + std::string(more, ' ');
                LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(padded.data()), padded.size());
            }
            ++files;
        }
    }
    return files > 0 ? 0 : 1;
}
