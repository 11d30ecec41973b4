// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/import_preview.h"
#include "ui/tables/row_model.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QTableView;
QT_END_NAMESPACE

namespace wattline::ui {

/// What reading would make of one file, and the boxes that overrule it.
class ImportView : public QWidget {
    Q_OBJECT

public:
    explicit ImportView(QWidget* parent = nullptr);

    /// Fills the boxes from the options and shows what came of them.
    void show(const ReadOptions& options, const ImportPreview& preview);

signals:
    /// Somebody has overruled something; show() is expected to follow.
    void optionsChanged(const wattline::ReadOptions& options);

private:
    QWidget* makeBoxes();
    void fillForms();
    void fillColumns(QComboBox& box, const std::string& chosen, ColumnRole role);
    void fillFacts();
    void fillRows();
    void takeBoxes();

    ReadOptions m_options;
    ImportPreview m_preview;
    QLabel* m_problem;
    QComboBox* m_form = nullptr;
    QLabel* m_formReason = nullptr;
    QComboBox* m_power = nullptr;
    QComboBox* m_time = nullptr;
    QLabel* m_timeFacts = nullptr;
    QComboBox* m_gpu = nullptr;
    QLabel* m_gpuFacts = nullptr;
    QDoubleSpinBox* m_interval = nullptr;
    QLabel* m_facts = nullptr;
    RowModel<PreviewRow> m_rows;
    QTableView* m_table;
    QListWidget* m_issues;
};

} // namespace wattline::ui
