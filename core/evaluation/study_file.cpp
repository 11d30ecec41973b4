// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/study_file.h"

#include "core/base/file.h"
#include "core/evaluation/study_json.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wattline {

namespace {

bool isSamePoint(const StudyRun& run, std::size_t population, double crossover, std::size_t repeat)
{
    const bool sameCrossover = run.crossover == crossover || (std::isnan(run.crossover) && std::isnan(crossover));
    return run.population == population && sameCrossover && run.repeat == repeat;
}

bool coversGenerations(const StudyRun& run, const StudyPlan& plan)
{
    return std::ranges::all_of(plan.generations, [&run](std::size_t generations) {
        return std::ranges::find(run.measures, generations, &StudyMeasure::generations) != run.measures.end();
    });
}

/// Adds the measures of an earlier run of the same point that the later one was not asked for.
void takeOver(StudyRun& run, const StudyRun& earlier)
{
    for (const StudyMeasure& measure : earlier.measures) {
        if (std::ranges::find(run.measures, measure.generations, &StudyMeasure::generations) == run.measures.end())
            run.measures.push_back(measure);
    }
    std::ranges::sort(run.measures, {}, &StudyMeasure::generations);
    if (!run.measures.empty())
        run.failure.clear(); // of further generations alone: they are searched again when asked for
}

/// A file that its owner may not write is meant to stay; the renamed new one would take its place all the same.
Result<void> checkWritable(const std::filesystem::path& path)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    const bool isReadOnly =
        std::filesystem::is_regular_file(status) &&
        (status.permissions() & std::filesystem::perms::owner_write) == std::filesystem::perms::none;
    if (isReadOnly)
        return Error{ErrorKind::Io, fmt::format("{}: the file is read-only, so the study could not go on in it; name "
                                                "another results file or allow writing.",
                                                path.string())};
    return {};
}

Error atLine(const std::filesystem::path& path, std::size_t line, const std::string& sentence)
{
    return {ErrorKind::Format, fmt::format("{}:{}: {}", path.string(), line, sentence)};
}

/// What is in a results file.
struct FileContents {
    std::string header;
    std::vector<StudyRun> runs;
    bool torn = false;
};

Result<FileContents> contentsOf(const std::filesystem::path& path, const std::string& text)
{
    FileContents contents;
    std::size_t line = 0;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        const std::size_t end = text.find('\n', begin);
        const bool torn = end == std::string::npos;
        const std::string one = text.substr(begin, torn ? end : end - begin);
        begin = torn ? text.size() : end + 1;
        if (line == 0) {
            if (!isStudyHeader(one))
                return atLine(path, 1, "this is no results file of a study; name another file, which will be begun.");
            contents.header = one;
            continue;
        }
        std::optional<StudyRun> run = studyRunOf(one);
        if (run)
            contents.runs.push_back(*std::move(run));
        else if (torn)
            contents.torn = true;
        else
            return atLine(path, line + 1, "this line is no run of a study; delete it, and the run is made again.");
    }
    return contents;
}

} // namespace

const StudyRun* StudyFile::find(const StudyPlan& plan, std::size_t population, double crossover,
                                std::size_t repeat) const
{
    const auto found = std::ranges::find_if(m_runs, [&](const StudyRun& run) {
        return isSamePoint(run, population, crossover, repeat) && coversGenerations(run, plan);
    });
    return found == m_runs.end() ? nullptr : &*found;
}

Result<void> StudyFile::append(const StudyRun& run)
{
    StudyRun merged = run;
    for (const StudyRun& old : m_runs) {
        if (isSamePoint(old, run.population, run.crossover, run.repeat))
            takeOver(merged, old);
    }
    std::erase_if(m_runs,
                  [&run](const StudyRun& old) { return isSamePoint(old, run.population, run.crossover, run.repeat); });
    m_runs.push_back(std::move(merged));
    return write();
}

Result<void> StudyFile::write() const
{
    std::string text = m_header + "\n";
    for (const StudyRun& run : m_runs)
        text += studyLine(run) + "\n";
    return writeFileAtomically(m_path, text);
}

Result<StudyFile> openStudyFile(const std::filesystem::path& path, const RegressionData& data, const StudyPlan& plan)
{
    StudyFile file;
    file.m_path = path;
    file.m_header = studyHeader(data, plan);
    std::error_code error;
    if (std::filesystem::exists(path, error)) {
        const Result<std::string> text = readFile(path);
        if (!text)
            return text.error();
        if (const Result<void> writable = checkWritable(path); !writable)
            return writable.error();
        if (!text->empty()) {
            Result<FileContents> contents = contentsOf(path, *text);
            if (!contents)
                return contents.error();
            if (const std::string other = studyDifference(contents->header, file.m_header); !other.empty())
                return Error{ErrorKind::Data,
                             fmt::format("{}: these are the results of another study ({}); name another results file, "
                                         "or repeat that study's choices.",
                                         path.string(), other)};
            file.m_runs = std::move(contents->runs);
            file.m_torn = contents->torn;
        }
    }
    if (const Result<void> written = file.write(); !written)
        return written.error();
    return file;
}

} // namespace wattline
