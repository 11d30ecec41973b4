// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/import_preview.h"
#include "ui/tasks/task.h"

#include <QDialog>
#include <filesystem>
#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace wattline::ui {

class ImportView;

/// A file that is about to be read, how it shall be, and what came of looking at its beginning that way.
struct ImportFile {
    std::filesystem::path path;
    ReadOptions options;
    Result<ImportPreview> preview;

    bool canBeRead() const { return preview && preview->problem.empty(); }
    /// Nothing was guessed, and nothing has to be given.
    bool isCertain() const;
};

/// Shows what reading would make of files, and takes what the analyst overrules; each change is looked at anew on a
/// task. Return opens the ticked files that can be read.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    /// Never without files.
    explicit ImportDialog(std::vector<ImportFile> files, QWidget* parent = nullptr);

    /// Those that are ticked and can be read.
    std::vector<ImportFile> chosenFiles() const;

private:
    QWidget* makeList();
    QWidget* makeFoot();
    void showFile(std::size_t index);
    void change(const ReadOptions& options);
    void lookAtNext();
    void take(std::size_t index, Result<ImportPreview> preview);
    void refreshList();
    bool isTicked(std::size_t index) const;

    std::vector<ImportFile> m_files;
    std::vector<bool> m_stale; ///< options have changed since the preview
    std::size_t m_shown = 0;
    QListWidget* m_list = nullptr; ///< null for a single file
    QCheckBox* m_sameForAll = nullptr;
    ImportView* m_view;
    QLabel* m_error;
    QCheckBox* m_ask = nullptr;
    QPushButton* m_open = nullptr;
    Task* m_looking = nullptr;
};

} // namespace wattline::ui
