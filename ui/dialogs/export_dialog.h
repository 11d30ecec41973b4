// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_export.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QTimer;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;
class Session;

/// What goes on paper by the dialog.
struct ExportSubject {
    QString title;
    double heightMillimetres = 60.0; ///< proposed
    std::function<QImage(const FigureExportSettings&)> picture;
    std::function<Result<void>(const FigureExportSettings&, const std::filesystem::path&)> write;
};
ExportSubject exportOf(const Figure& figure);
ExportSubject exportOf(const PaperDrawing& drawing);

/// Asks how a figure or drawing shall go on paper, and shows it as it will be. `visible` is the stretch of x in view,
/// which a figure can be limited to.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    ExportDialog(ExportSubject subject, std::optional<std::pair<double, double>> visible, QWidget* parent = nullptr);

    FigureExportSettings settings() const;

private:
    void takePreset(int index);
    void showPreset();
    void drawPreview();

    ExportSubject m_subject;
    std::optional<std::pair<double, double>> m_visible;
    QComboBox* m_format;
    QComboBox* m_preset;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QDoubleSpinBox* m_font;
    QDoubleSpinBox* m_line;
    QSpinBox* m_dots;
    QCheckBox* m_visibleOnly;
    QLabel* m_preview;
    QTimer* m_redraw;
};

/// Asks for settings and file, writes the figure and says where; where it cannot be written it offers another place.
void exportByDialog(Session& session, const Figure& figure, const FigureView* view, QWidget* parent);
void exportByDialog(Session& session, const PaperDrawing& drawing, QWidget* parent);

} // namespace wattline::ui
