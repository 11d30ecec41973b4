// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/detection_form.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

namespace wattline::ui {

namespace {

enum Group { Levels, Cycles, Marks };

QString percent()
{
    return QStringLiteral(" %");
}

} // namespace

/// `scale` times the setting is what the field shows.
struct DetectionForm::Real {
    Group group;
    double SegmentationSettings::*setting;
    QString label;
    QString toolTip;
    QString suffix;
    double scale;
    double highest;
    int decimals;
};

struct DetectionForm::Count {
    Group group;
    std::size_t SegmentationSettings::*setting;
    QString label;
    QString toolTip;
};

const std::vector<DetectionForm::Real>& DetectionForm::reals()
{
    using S = SegmentationSettings;
    static const std::vector<Real> fields = {
        {Levels, &S::minimumContrast, tr("Least &contrast:"),
         tr("How far the two levels must lie apart, as a share of the upper one; below, the recording is flat"),
         percent(), 100.0, 100.0, 1},
        {Levels, &S::minimumSeparation, tr("Least s&eparation:"),
         tr("How many times their own spread the two levels must lie apart; below, the power is irregular"),
         tr(" spreads"), 1.0, 1e6, 1},
        {Levels, &S::hysteresis, tr("Undecided &band:"),
         tr("How far from the middle between the levels the power must go to count as changed, as a share of their "
            "distance"),
         percent(), 100.0, 50.0, 1},
        {Levels, &S::minimumDwellSeconds, tr("Shortest &phase:"),
         tr("Shorter ones join their neighbours; 0 stands for three sampling intervals"), tr(" s"), 1.0, 1e9, 3},
        {Cycles, &S::maximumPeriodSpread, tr("Greatest &spread of cycles:"),
         tr("Coefficient of variation of the cycles' lengths, above which the power is irregular"), percent(), 100.0,
         1000.0, 1},
        {Marks, &S::minimumRepetition, tr("Least &likeness:"),
         tr("How many standard deviations of chance the likeness of the cycles must exceed, for marks that no "
            "threshold separates"),
         tr(" std"), 1.0, 1e6, 1},
        {Marks, &S::periodReach, tr("&Drift of a cycle:"),
         tr("How far one cycle may differ from the period, as a share of it"), percent(), 100.0, 100.0, 1},
    };
    return fields;
}

const std::vector<DetectionForm::Count>& DetectionForm::counts()
{
    using S = SegmentationSettings;
    static const std::vector<Count> fields = {
        {Cycles, &S::minimumCycles, tr("Fewest c&ycles:"), tr("Fewer complete cycles than this are no wave")},
        {Marks, &S::minimumRepeats, tr("Fewest &marks:"),
         tr("Fewer repeating marks than this, where no threshold separates them, are no wave")},
    };
    return fields;
}

DetectionForm::DetectionForm(QWidget* parent)
    : QWidget(parent),
      m_smoothing(new QSpinBox),
      m_knowsEpochs(new QCheckBox(tr("Known epoc&hs:"))),
      m_epochs(new QSpinBox),
      m_knowsPeriod(new QCheckBox(tr("Known peri&od:"))),
      m_period(new QDoubleSpinBox)
{
    m_smoothing->setRange(1, 99);
    m_smoothing->setSingleStep(2);
    m_smoothing->setSuffix(tr(" samples"));
    connect(m_smoothing, &QSpinBox::editingFinished, this,
            [this] { m_smoothing->setValue(settings().smoothingSamples); });
    connect(m_smoothing, &QSpinBox::valueChanged, this, &DetectionForm::changed);
    m_reals.resize(reals().size());
    m_counts.resize(counts().size());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeGroup(tr("Two levels"), Levels));
    layout->addWidget(makeGroup(tr("Cycles"), Cycles));
    layout->addWidget(makeGroup(tr("Marks that repeat"), Marks));
    layout->addWidget(makeHints());
    layout->addStretch();
    alignFields();
    setSettings({});
}

void DetectionForm::addField(QFormLayout* form, const QString& label, const QString& toolTip, QWidget* field)
{
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
    field->setAccessibleDescription(toolTip);
    field->setToolTip(toolTip);
    form->addRow(label, field);
    form->labelForField(field)->setToolTip(toolTip);
}

/// The fields of all groups begin below each other.
void DetectionForm::alignFields()
{
    std::vector<QWidget*> labels;
    int widest = 0;
    for (const QFormLayout* form : findChildren<QFormLayout*>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            labels.push_back(form->itemAt(row, QFormLayout::LabelRole)->widget());
            widest = std::max(widest, labels.back()->sizeHint().width());
        }
    }
    for (QWidget* label : labels)
        label->setMinimumWidth(widest);
}

QGroupBox* DetectionForm::makeGroup(const QString& title, int group)
{
    auto* box = new QGroupBox(title);
    auto* form = new QFormLayout(box);
    if (group == Levels)
        addField(form, tr("Smooth&ing:"),
                 tr("Centred moving average that the detection looks at, an odd number; energies are never smoothed"),
                 m_smoothing);
    for (std::size_t i = 0; i < reals().size(); ++i) {
        const Real& real = reals()[i];
        if (real.group != group)
            continue;
        auto* field = m_reals[i] = new QDoubleSpinBox;
        field->setDecimals(real.decimals);
        field->setRange(0.0, real.highest);
        field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        field->setSuffix(real.suffix);
        addField(form, real.label, real.toolTip, field);
        connect(field, &QDoubleSpinBox::valueChanged, this, &DetectionForm::changed);
    }
    for (std::size_t i = 0; i < counts().size(); ++i) {
        const Count& count = counts()[i];
        if (count.group != group)
            continue;
        auto* field = m_counts[i] = new QSpinBox;
        field->setRange(1, 1'000'000);
        addField(form, count.label, count.toolTip, field);
        connect(field, &QSpinBox::valueChanged, this, &DetectionForm::changed);
    }
    return box;
}

QGroupBox* DetectionForm::makeHints()
{
    auto* box = new QGroupBox(tr("What is known"));
    auto* form = new QFormLayout(box);
    m_epochs->setRange(1, 1'000'000);
    m_epochs->setValue(10);
    m_period->setRange(0.001, 1e7);
    m_period->setDecimals(3);
    m_period->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_period->setValue(60.0);
    m_period->setSuffix(tr(" s"));
    const QString epochs = tr("It decides between readings of the recording and never forces one");
    const QString period = tr("Other periods are not looked at where marks are searched for");
    for (const auto& [check, field, toolTip] :
         {std::tuple<QCheckBox*, QAbstractSpinBox*, QString>{m_knowsEpochs, m_epochs, epochs},
          std::tuple<QCheckBox*, QAbstractSpinBox*, QString>{m_knowsPeriod, m_period, period}}) {
        form->addRow(check, field);
        check->setToolTip(toolTip);
        field->setToolTip(toolTip);
        field->setAccessibleName(QString(check->text()).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
        field->setEnabled(false);
        connect(check, &QCheckBox::toggled, field, &QWidget::setEnabled);
        connect(check, &QCheckBox::toggled, this, &DetectionForm::changed);
    }
    connect(m_epochs, &QSpinBox::valueChanged, this, &DetectionForm::changed);
    connect(m_period, &QDoubleSpinBox::valueChanged, this, &DetectionForm::changed);
    return box;
}

SegmentationSettings DetectionForm::settings() const
{
    SegmentationSettings settings;
    settings.smoothingSamples = m_smoothing->value() | 1; // the next odd number
    for (std::size_t i = 0; i < m_reals.size(); ++i)
        settings.*reals()[i].setting = m_reals[i]->value() / reals()[i].scale;
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        settings.*counts()[i].setting = static_cast<std::size_t>(m_counts[i]->value());
    if (m_knowsEpochs->isChecked())
        settings.knownEpochs = static_cast<std::size_t>(m_epochs->value());
    if (m_knowsPeriod->isChecked())
        settings.knownPeriodSeconds = m_period->value();
    return settings;
}

void DetectionForm::setSettings(const SegmentationSettings& settings)
{
    {
        const QSignalBlocker quiet(this); // one change, not one for each field
        m_smoothing->setValue(settings.smoothingSamples);
        for (std::size_t i = 0; i < m_reals.size(); ++i)
            m_reals[i]->setValue(settings.*reals()[i].setting * reals()[i].scale);
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            m_counts[i]->setValue(static_cast<int>(settings.*counts()[i].setting));
        m_knowsEpochs->setChecked(settings.knownEpochs.has_value());
        m_knowsPeriod->setChecked(settings.knownPeriodSeconds.has_value());
        if (settings.knownEpochs)
            m_epochs->setValue(static_cast<int>(*settings.knownEpochs));
        if (settings.knownPeriodSeconds)
            m_period->setValue(*settings.knownPeriodSeconds);
    }
    emit changed();
}

} // namespace wattline::ui
