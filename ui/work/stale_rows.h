// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/recording_rows.h"
#include "ui/session.h"

#include <map>

namespace wattline::ui {

/// Watches whether the data set still speaks of the phases that the window shows. Where the phases of a recording are
/// changed by hand, a stretch of it is ignored, or runs are classed otherwise, after rows were measured, a message says
/// so and offers to measure them again: once for each data set.
class StaleRows : public QObject {
    Q_OBJECT

public:
    explicit StaleRows(Session& session, QObject* parent = nullptr);

private:
    /// What rows follow from beside the samples.
    struct Counted {
        std::shared_ptr<const std::vector<HandPhases>> phases;
        Annotations ignored;
        std::string runClass;
        bool operator==(const Counted& other) const;
    };

    void begin();
    void compare();
    void compareClasses();
    void tell(const QString& what);

    Session& m_session;
    std::shared_ptr<const BuiltDataset> m_dataset;
    std::optional<RecordingRows> m_rows;
    std::map<std::pair<std::string, std::size_t>, Counted> m_measured; ///< by path and part of the recording
    std::optional<ChosenClasses> m_classes;                            ///< of rows, once their notes were read
    bool m_told = false;
};

/// Reads the tasks CSV of the data set and its recordings anew, as they were read before.
void measureAgain(Session& session);

} // namespace wattline::ui
