// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/method_panel.h"

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// What the selected method leaves unexplained on the test rows, against its prediction or against a feature.
class MethodResidualsPanel : public MethodPanel {
    Q_OBJECT

public:
    explicit MethodResidualsPanel(Session& session, QWidget* parent = nullptr);

private:
    Figure figureOf(const Comparison& comparison, std::size_t method) const override;
    void fillAgainst();

    QComboBox* m_against = nullptr;
};

} // namespace wattline::ui
