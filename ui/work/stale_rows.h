// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <filesystem>
#include <map>

namespace wattline::ui {

/// Watches whether the data set still follows from the notes beside its recordings. Where phases are changed by hand, a
/// stretch is ignored, or runs are classed otherwise than when the rows were measured, a message says so and offers to
/// measure them again: once, until all is as it was. Recordings whose notes are kept elsewhere are not watched, for
/// data sets do not look there.
class StaleRows : public QObject {
    Q_OBJECT

public:
    explicit StaleRows(Session& session, QObject* parent = nullptr);

private:
    void compare();
    void takeDataset();
    /// What was measured of a recording; null where nothing was, or where its notes lie elsewhere.
    const MeasuredRecording* measuredOf(const Recording& open) const;
    void tell(const QString& what);

    Session& m_session;
    std::shared_ptr<const BuiltDataset> m_dataset;
    std::map<std::pair<std::filesystem::path, std::size_t>, const MeasuredRecording*> m_measured; ///< by place and part
    bool m_told = false;
};

/// Whether the data set was measured from recordings, so that it can be measured again.
bool canMeasureAgain(const Session& session);

/// Reads the tasks CSV of the data set and its recordings anew, as they were read before.
void measureAgain(Session& session);

} // namespace wattline::ui
