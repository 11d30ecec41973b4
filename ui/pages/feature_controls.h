// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

/// Edits what is explained and over which rows, the threshold of the selection and whether scores get intervals; starts
/// the ranking and takes its selection over.
class FeatureControls : public QWidget {
    Q_OBJECT

public:
    explicit FeatureControls(Session& session, QWidget* parent = nullptr);

private:
    /// A box that keeps the rows with one value of a column.
    struct RowFilter {
        std::string column;
        QComboBox* box = nullptr;
        QLabel* label = nullptr;
    };

    void buildChoice(QHBoxLayout& row);
    void buildSettings(QHBoxLayout& row);
    void connectSession();
    void showDataset();
    void showChoice();
    void showSettings();
    void takeSettings();

    Session& m_session;
    QComboBox* m_target = nullptr;
    std::vector<RowFilter> m_filters;
    QDoubleSpinBox* m_threshold = nullptr;
    QCheckBox* m_intervals = nullptr;
    QPushButton* m_compute = nullptr;
    QPushButton* m_useSelected = nullptr;
};

} // namespace wattline::ui
