// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/detection_preview.h"

#include "core/report/figures.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"

#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

QString summaryOf(const Segmentation& found)
{
    const auto counted = [](std::size_t count, const QString& one, const QString& several) {
        return count == 1 ? one : several.arg(count);
    };
    QString text =
        QStringLiteral("<b>%1 · %2 · %3</b>")
            .arg(capitalised(nameOf(found.shape)),
                 counted(found.epochs, DetectionPreview::tr("1 epoch"), DetectionPreview::tr("%1 epochs")),
                 counted(found.regimes.size(), DetectionPreview::tr("1 regime"), DetectionPreview::tr("%1 regimes")));
    const auto wave = waveOf(found);
    if (wave)
        text += DetectionPreview::tr(" · cycle %1 s · duty cycle %2")
                    .arg(numberText(wave->cycleSeconds()), percentText(wave->dutyCycle()));
    return text + QStringLiteral("<br>") + shown(found.reason).toHtmlEscaped();
}

} // namespace

DetectionPreview::DetectionPreview(Recording recording, std::size_t gpu, QWidget* parent)
    : QWidget(parent),
      m_recording(std::move(recording)),
      m_gpu(gpu),
      m_view(new FigureView),
      m_summary(new QLabel),
      m_delay(new QTimer(this))
{
    m_view->setAccessibleName(tr("Preview of the phases"));
    m_view->setMinimumSize(420, 220);
    m_summary->setAccessibleName(tr("What these settings find"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setMinimumHeight(4 * fontMetrics().lineSpacing());
    m_summary->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_delay->setSingleShot(true);
    m_delay->setInterval(120);
    connect(m_delay, &QTimer::timeout, this, &DetectionPreview::look);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view, 1);
    layout->addWidget(m_summary);
    if (m_recording.phases)
        draw(m_recording.phases->gpus.at(m_gpu));
    else
        draw({});
}

void DetectionPreview::show(const SegmentationSettings& settings)
{
    m_settings = settings;
    m_found = nullptr;
    m_summary->setText(tr("Looking…"));
    if (m_task)
        m_task->requestStop();
    m_delay->start();
}

void DetectionPreview::look()
{
    if (m_task) {
        m_delay->start(); // the one before has not answered the stop yet
        return;
    }
    const auto counted = m_recording.counted;
    m_task = new Task(tr("Trying settings"),
                      workOf<Segmentation>(
                          [counted, gpu = m_gpu, settings = m_settings](const RunContext& context) {
                              return segment(counted->gpus.at(gpu).power, settings, context);
                          },
                          [this](Result<Segmentation> found) { take(std::move(found)); }),
                      this);
    connect(m_task, &Task::finished, m_task, &QObject::deleteLater);
}

void DetectionPreview::take(Result<Segmentation> found)
{
    if (m_delay->isActive())
        return; // of settings that have changed meanwhile
    if (found) {
        m_found = std::make_shared<const Segmentation>(std::move(*found));
        m_summary->setText(summaryOf(*m_found));
        draw(*m_found);
    } else {
        m_summary->setText(shown(found.error().message));
    }
    emit lookEnded();
}

void DetectionPreview::draw(const Segmentation& found)
{
    if (!m_recording.curves)
        return;
    TracePhases phases;
    phases.gpus.resize(m_recording.curves->gpus.size());
    phases.gpus[m_gpu] = found;
    m_view->setFigure(traceFigure(*m_recording.curves, &phases, {Lane{{m_gpu}, std::nullopt, false}}),
                      m_view->figure().panels.empty() ? ViewRange::FitAll : ViewRange::Keep);
}

} // namespace wattline::ui
