// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/session.h"

#include "core/forecast/predict_targets.h"

#include <array>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

class ForecastForm;
class PredictionForm;

/// One line of what a forecast says: "Duty cycle", "96.6 %".
struct ForecastLine {
    QString name;
    QString value;
};

/// What a forecast says, in the order in which it is read; the unit grows with the number.
std::vector<ForecastLine> forecastLines(const Forecast& forecast);

/// The forecast of a run: its wave typed, taken from the selected recording or predicted from metadata; the power
/// curve, and energy and CO2 of the run, a day and a fleet.
class ReportPage : public Page {
    Q_OBJECT

public:
    explicit ReportPage(Session& session, QWidget* parent = nullptr);

    QString title() const override { return tr("Report"); }
    bool showsFigure() const override { return m_valid; }
    std::optional<Figure> currentFigure() const override;
    FigureView* currentView() const override { return m_view; }

private:
    QWidget* makeInputs();
    QWidget* makeResults();
    void refresh();
    void refreshSource();
    void takePublished();
    void takeRecording();
    void takePrediction(const TargetPrediction& prediction);

    Session& m_session;
    ForecastForm* m_form = nullptr;
    PredictionForm* m_prediction = nullptr;
    QLabel* m_source = nullptr;
    QPushButton* m_fromRecording = nullptr;
    QLabel* m_problem = nullptr;
    QGridLayout* m_lines = nullptr;
    std::vector<QLabel*> m_values;
    FigureView* m_view = nullptr;
    bool m_valid = false;
};

} // namespace wattline::ui
