// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/study.h"

namespace wattline {

/// The results file of a study: a first line that says which study, then one line for each finished run, as JSON. Each
/// writing replaces the file as a whole (writeFileAtomically), so an interrupted study leaves whole lines; a last line
/// that lost its end elsewhere is dropped and its run made again.
class StudyFile {
public:
    /// The stored run, if it was measured after every number of generations of the plan.
    const StudyRun* find(const StudyPlan& plan, std::size_t population, double crossover, std::size_t repeat) const;
    /// Adds the run and writes the file. An earlier one of the same point gives its place, and what was measured after
    /// other numbers of generations stays: it is the same search (see StudyRun). Errors of writeFileAtomically().
    Result<void> append(const StudyRun& run);
    /// Whether a last line without its end was dropped.
    bool hadTornLine() const { return m_torn; }

private:
    friend Result<StudyFile> openStudyFile(const std::filesystem::path& path, const RegressionData& data,
                                           const StudyPlan& plan);
    Result<void> write() const;

    std::filesystem::path m_path;
    std::string m_header;
    std::vector<StudyRun> m_runs;
    bool m_torn = false;
};

/// Opens a results file or begins a new one, and writes it once, so that a folder that cannot be written is told before
/// hours of work. Error Io where it cannot be read or written, or is marked as read-only; Error Format where it is no
/// results file or a line other than the last is damaged, naming the line; Error Data where it is of another study:
/// other rows, target, features, mode, seed or settings, saying which.
Result<StudyFile> openStudyFile(const std::filesystem::path& path, const RegressionData& data, const StudyPlan& plan);

} // namespace wattline
