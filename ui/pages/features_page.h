// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/session.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedWidget;
class QTabWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class FeatureModel;
class FigurePanel;
class SortedTable;

/// Which features speak of the target: the table of Pearson and mutual information, computed as soon as a data set is
/// there, and in tabs below it what shows more of them. The boxes of the table say what searches and comparisons use.
class FeaturesPage : public Page {
    Q_OBJECT

public:
    explicit FeaturesPage(Session& session, QWidget* parent = nullptr);

    QString title() const override { return tr("Features"); }
    bool showsFigure() const override;
    std::optional<Figure> currentFigure() const override;
    FigureView* currentView() const override;

private:
    QWidget* buildResults();
    void addFigures(FigurePanel* panel, const QString& title);
    /// Of the tab in front; null where that has no figures.
    const FigurePanel* shownPanel() const;
    void connectSession();

    void showDataset();
    void showChoice();
    void showTable();
    void chooseFeature();
    void rankIfNeeded();

    /// What the last ranking was for.
    struct Ranked {
        std::shared_ptr<const BuiltDataset> dataset;
        std::string target;
        std::map<std::string, std::string> where;
        FeatureSettings settings;
        bool operator==(const Ranked&) const = default;
    };

    Session& m_session;
    Ranked m_ranked;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_caption = nullptr;
    FeatureModel* m_model = nullptr;
    SortedTable* m_table = nullptr;
    QTabWidget* m_tabs = nullptr;
};

} // namespace wattline::ui
