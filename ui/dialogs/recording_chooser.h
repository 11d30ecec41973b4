// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/align.h"
#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QListWidget;
QT_END_NAMESPACE

namespace wattline::ui {

/// Recordings to be aligned, and how.
struct RecordingChoice {
    std::vector<std::shared_ptr<const Trace>> traces;
    std::string gpu; ///< empty: the mean of the GPUs
    AlignSettings settings;
};

/// The power that is chosen of each. Errors as powerOf().
Result<std::vector<NamedSeries>> seriesOf(const RecordingChoice& choice);

/// The recordings of the session, to be ticked, with boxes for the GPU and for what becomes time zero. Offers the GPUs
/// that every ticked recording has.
class RecordingChooser : public QWidget {
    Q_OBJECT

public:
    explicit RecordingChooser(const Session& session, QWidget* parent = nullptr);

    RecordingChoice choice() const;

signals:
    void changed();

private:
    void fillGpus();

    std::vector<std::shared_ptr<const Trace>> m_traces; ///< what is counted of each, as the list shows them
    QListWidget* m_list;
    QComboBox* m_gpu;
    QComboBox* m_alignAt;
};

} // namespace wattline::ui
