// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/method_residuals_panel.h"

#include "core/report/comparison_figures.h"
#include "core/report/figures.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>

namespace wattline::ui {

MethodResidualsPanel::MethodResidualsPanel(Session& session, QWidget* parent)
    : MethodPanel(session, tr("Residuals of the method"), parent), m_against(new QComboBox)
{
    m_against->setAccessibleName(tr("Residuals of the method against"));
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* label = new QLabel(tr("Against:"));
    label->setBuddy(m_against);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_against);
    row->addStretch();
    column().insertLayout(0, row);
    connect(&session, &Session::comparisonChanged, this, &MethodResidualsPanel::fillAgainst);
    connect(m_against, &QComboBox::currentIndexChanged, this, [this] { draw(); });
    fillAgainst();
}

void MethodResidualsPanel::fillAgainst()
{
    const auto data = session().comparisonData();
    QStringList names{QString()};
    for (std::size_t i = 0; data && i < data->featureNames.size(); ++i)
        names << shown(data->featureNames[i]);
    QStringList present;
    for (int i = 0; i < m_against->count(); ++i)
        present << m_against->itemData(i).toString();
    if (names == present)
        return;
    const QString before = m_against->currentData().toString();
    {
        const QSignalBlocker blocker(m_against);
        m_against->clear();
        for (const QString& name : names)
            m_against->addItem(name.isEmpty() ? tr("Prediction") : shown(axisOfColumn(plain(name)).quantity), name);
        m_against->setCurrentIndex(std::max(0, m_against->findData(before)));
    }
    draw();
}

Figure MethodResidualsPanel::figureOf(const Comparison& comparison, std::size_t method) const
{
    const auto data = session().comparisonData();
    const std::string name = plain(m_against->currentData().toString());
    if (!data || name.empty())
        return methodResidualFigure(comparison, method, data ? *data : RegressionData(), {});
    const auto feature = std::find(data->featureNames.begin(), data->featureNames.end(), name);
    if (feature == data->featureNames.end())
        return {}; // the chooser is about to be filled anew
    return methodResidualFigure(comparison, method, *data,
                                static_cast<std::size_t>(feature - data->featureNames.begin()));
}

} // namespace wattline::ui
