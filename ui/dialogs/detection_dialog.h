// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDialogButtonBox;
QT_END_NAMESPACE

namespace wattline::ui {

class DetectionForm;
class DetectionPreview;

/// Edits the settings with which phases are looked for, and shows what they find in the selected GPU's lane. OK is
/// offered unless the settings make no sense.
class DetectionDialog : public QDialog {
    Q_OBJECT

public:
    /// Of the selected recording, which there must be.
    explicit DetectionDialog(const Session& session, QWidget* parent = nullptr);

    SegmentationSettings settings() const;
    /// The recording that was selected at first, unless it is gone, or all that are open.
    std::vector<std::size_t> recordings() const;

private:
    QDialogButtonBox* makeButtons();

    const Session& m_session;
    std::shared_ptr<const Trace> m_trace; ///< on which the settings are tried
    DetectionForm* m_form;
    DetectionPreview* m_preview;
    QComboBox* m_scope;
};

/// Asks for settings and looks for phases anew with them; one step of the undo stack.
void changeDetectionByDialog(Session& session, QWidget* parent);

} // namespace wattline::ui
