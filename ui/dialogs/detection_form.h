// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/segmentation.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QDoubleSpinBox;
class QFormLayout;
class QGroupBox;
class QSpinBox;
QT_END_NAMESPACE

namespace wattline::ui {

/// A field for each setting of the phase detector, in the unit that people think in, with what it does as tool tip.
class DetectionForm : public QWidget {
    Q_OBJECT

public:
    explicit DetectionForm(QWidget* parent = nullptr);

    SegmentationSettings settings() const;
    void setSettings(const SegmentationSettings& settings);

signals:
    void changed();

private:
    struct Real;  // a field of a number, and the setting that it shows
    struct Count; // likewise of a count

    static const std::vector<Real>& reals();
    static const std::vector<Count>& counts();
    QGroupBox* makeGroup(const QString& title, int group);
    QGroupBox* makeHints();
    void alignFields();
    void addField(QFormLayout* form, const QString& label, const QString& toolTip, QWidget* field);

    QSpinBox* m_smoothing;
    std::vector<QDoubleSpinBox*> m_reals; ///< in the order of reals()
    std::vector<QSpinBox*> m_counts;      ///< in the order of counts()
    QCheckBox* m_knowsEpochs;
    QSpinBox* m_epochs;
    QCheckBox* m_knowsPeriod;
    QDoubleSpinBox* m_period;
};

} // namespace wattline::ui
