// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/network_view.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace wattline::ui {

/// The networks of the catalogue, and of descriptions that are opened besides, to choose from; the chosen one is shown
/// with its layers.
class NetworkDialog : public QDialog {
    Q_OBJECT

public:
    explicit NetworkDialog(QWidget* parent = nullptr);

    /// Reads a description and adds its networks on top of the list; those of the same file read before are replaced.
    void openDescription(const QString& path);

private:
    QWidget* makeList();
    void askForDescription();
    void addDescription(NetworkFile file);
    /// Those networks whose names hold what is searched for; the chosen one stays chosen if it is among them.
    void fillList();
    void showChosen();

    NetworkFiles m_files;
    FoundNetwork m_chosen; ///< of m_files; none where nothing is listed
    QLineEdit* m_find;
    RowModel<FoundNetwork> m_networks;
    SortedTable* m_list;
    NetworkView* m_view;
    QLabel* m_message;
    LatestTask* m_reading;
};

} // namespace wattline::ui
