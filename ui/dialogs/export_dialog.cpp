// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "ui/plots/figure_view.h"
#include "ui/style/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QTimer>
#include <array>

namespace wattline::ui {

namespace {

/// What a publisher asks for. No text is smaller than 5 pt in either.
struct Preset {
    const char* title;
    double widthMillimetres;
    double fontPoints;
};
constexpr std::array Presets = {Preset{QT_TRANSLATE_NOOP("ExportDialog", "Nature, one column (89 mm)"), 89.0, 7.0},
                                Preset{QT_TRANSLATE_NOOP("ExportDialog", "Nature, two columns (183 mm)"), 183.0, 7.0},
                                Preset{QT_TRANSLATE_NOOP("ExportDialog", "IEEE, one column (88.9 mm)"), 88.9, 8.0},
                                Preset{QT_TRANSLATE_NOOP("ExportDialog", "IEEE, two columns (182 mm)"), 182.0, 8.0}};

QDoubleSpinBox* numberBox(double value, std::pair<double, double> range, int decimals, const QString& unit)
{
    auto* box = new QDoubleSpinBox;
    box->setRange(range.first, range.second);
    box->setDecimals(decimals);
    box->setSuffix(QLatin1Char(' ') + unit);
    box->setValue(value);
    return box;
}

} // namespace

ExportSubject exportOf(const Figure& figure)
{
    return {shown(figure.title), proposedHeightMillimetres(figure),
            [figure](const FigureExportSettings& settings) { return figureImage(figure, settings); },
            [figure](const FigureExportSettings& settings, const std::filesystem::path& path) {
                return exportFigure(figure, settings, path);
            }};
}

ExportSubject exportOf(const PaperDrawing& drawing)
{
    return {shown(drawing.title), drawing.heightMillimetres,
            [drawing](const FigureExportSettings& settings) { return drawingImage(drawing, settings); },
            [drawing](const FigureExportSettings& settings, const std::filesystem::path& path) {
                return exportDrawing(drawing, settings, path);
            }};
}

ExportDialog::ExportDialog(ExportSubject subject, std::optional<std::pair<double, double>> visible, QWidget* parent)
    : QDialog(parent),
      m_subject(std::move(subject)),
      m_visible(visible),
      m_format(new QComboBox),
      m_preset(new QComboBox),
      m_dots(new QSpinBox),
      m_visibleOnly(new QCheckBox(tr("Visible range only"))),
      m_preview(new QLabel),
      m_redraw(new QTimer(this))
{
    setWindowTitle(tr("Export Figure"));
    const FigureExportSettings defaults;
    m_width = numberBox(defaults.widthMillimetres, {20.0, 500.0}, 1, tr("mm"));
    m_height = numberBox(m_subject.heightMillimetres, {20.0, 500.0}, 1, tr("mm"));
    m_font = numberBox(defaults.fontPoints, {3.0, 40.0}, 1, tr("pt"));
    m_line = numberBox(defaults.linePoints, {0.1, 10.0}, 2, tr("pt"));
    m_format->addItems({tr("PDF (vector)"), tr("SVG (vector)"), tr("PNG (picture)")});
    for (const Preset& preset : Presets)
        m_preset->addItem(tr(preset.title));
    m_preset->addItem(tr("Own size"));
    m_dots->setRange(50, 1200);
    m_dots->setValue(defaults.dotsPerInch);
    m_dots->setSuffix(tr(" dpi"));
    m_visibleOnly->setEnabled(m_visible.has_value());

    auto* form = new QFormLayout;
    form->addRow(tr("&Format:"), m_format);
    form->addRow(tr("&Size for:"), m_preset);
    form->addRow(tr("&Width:"), m_width);
    form->addRow(tr("&Height:"), m_height);
    form->addRow(tr("F&ont:"), m_font);
    form->addRow(tr("&Lines:"), m_line);
    form->addRow(tr("&Resolution:"), m_dots);
    form->addRow(m_visibleOnly);
    m_preview->setFrameShape(QFrame::StyledPanel);
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setMinimumSize(460, 330);
    m_preview->setAccessibleName(tr("Preview"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    auto* columns = new QHBoxLayout;
    columns->addLayout(form);
    columns->addWidget(m_preview, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_preset, &QComboBox::activated, this, &ExportDialog::takePreset);
    m_redraw->setSingleShot(true);
    m_redraw->setInterval(50);
    connect(m_redraw, &QTimer::timeout, this, &ExportDialog::drawPreview);
    for (const QDoubleSpinBox* box : {m_width, m_height, m_font, m_line})
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
            showPreset();
            m_redraw->start();
        });
    connect(m_visibleOnly, &QCheckBox::toggled, m_redraw, qOverload<>(&QTimer::start));
    const auto showResolution = [this](int format) { m_dots->setEnabled(format == 2); };
    connect(m_format, &QComboBox::currentIndexChanged, this, showResolution);
    showResolution(0);
    showPreset();
    drawPreview();
}

FigureExportSettings ExportDialog::settings() const
{
    constexpr std::array Formats = {FigureFormat::Pdf, FigureFormat::Svg, FigureFormat::Png};
    FigureExportSettings settings;
    settings.format = Formats[static_cast<std::size_t>(m_format->currentIndex())];
    settings.widthMillimetres = m_width->value();
    settings.heightMillimetres = m_height->value();
    settings.fontPoints = m_font->value();
    settings.linePoints = m_line->value();
    settings.dotsPerInch = m_dots->value();
    if (m_visibleOnly->isChecked())
        settings.range = m_visible;
    return settings;
}

void ExportDialog::takePreset(int index)
{
    if (static_cast<std::size_t>(index) >= Presets.size())
        return;
    const Preset& preset = Presets[static_cast<std::size_t>(index)];
    m_width->setValue(preset.widthMillimetres);
    m_font->setValue(preset.fontPoints);
}

void ExportDialog::showPreset()
{
    int index = 0;
    for (const Preset& preset : Presets) {
        if (qFuzzyCompare(preset.widthMillimetres, m_width->value()))
            break;
        ++index;
    }
    m_preset->setCurrentIndex(index);
}

void ExportDialog::drawPreview()
{
    FigureExportSettings preview = settings();
    const double ratio = devicePixelRatioF();
    const QSizeF room = QSizeF(m_preview->minimumSize() - QSize(16, 16)) * ratio;
    constexpr double MillimetresPerInch = 25.4;
    const double fit = MillimetresPerInch *
                       std::min(room.width() / preview.widthMillimetres, room.height() / preview.heightMillimetres);
    preview.dotsPerInch = std::clamp(static_cast<int>(fit), 20, 1200);
    QPixmap picture = QPixmap::fromImage(m_subject.picture(preview));
    picture.setDevicePixelRatio(ratio);
    m_preview->setPixmap(picture);
}

} // namespace wattline::ui
