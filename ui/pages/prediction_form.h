// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forecast/predict_targets.h"
#include "ui/session.h"

#include <QGroupBox>
#include <QPointer>
#include <map>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

/// Asks for the six features of a run that has not been started and for a model, and predicts its wave with it from the
/// session's data set.
class PredictionForm : public QGroupBox {
    Q_OBJECT

public:
    explicit PredictionForm(Session& session, QWidget* parent = nullptr);

    RunFeatures features() const;

signals:
    void predicted(const wattline::TargetPrediction& prediction);

private:
    void refresh();
    void showDataset();
    void predict();
    void take(Result<TargetPrediction> prediction);

    Session& m_session;
    std::map<std::string, QDoubleSpinBox*> m_boxes;
    QComboBox* m_method;
    QPushButton* m_predict;
    QLabel* m_outcome;
    QPointer<Task> m_task;
};

} // namespace wattline::ui
