// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open_dialog.h"

#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/metadata_dialog.h"
#include "ui/style/text.h"
#include "ui/window_memory.h"
#include "ui/work/file_content.h"
#include "ui/work/reading_work.h"
#include "ui/work/trace_work.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <algorithm>

namespace wattline::ui {

namespace {

/// A file, and whether it is open already.
struct Asked {
    std::filesystem::path path;
    bool isOpen = false;
};

/// What was found of a file before it is opened; nothing where it is neither recording nor metadata that somebody
/// should look at, where a recording is open already, or where nobody can be asked about it.
struct LookedAt {
    std::filesystem::path path;
    std::optional<ImportFile> recording = {};
    std::optional<TaskPreview> metadata = {};
    std::optional<TaskReading> reading = {}; ///< as it was chosen
};

LookedAt lookAt(const Asked& asked, const RunContext& context)
{
    const std::filesystem::path& path = asked.path;
    if (asked.isOpen)
        return {path};
    if (looksLikeTasksFile(path)) {
        Result<TaskPreview> metadata = previewTasks(path, {}, context);
        if (!metadata || (metadata->table && metadata->table->isExact()))
            return {path}; // where it cannot be read opening it says why
        return {.path = path, .metadata = std::move(*metadata)};
    }
    if (!mayBeRecording(path, context))
        return {path};
    Result<ImportPreview> preview = previewImport(path, windowReadOptions(), context);
    if (!preview)
        return {path}; // opening it says why
    return {path, ImportFile{path, windowReadOptions(), std::move(preview)}};
}

Result<std::vector<LookedAt>> lookAtAll(const std::vector<Asked>& all, const RunContext& context)
{
    std::vector<LookedAt> files;
    for (const Asked& asked : all) {
        context.report(static_cast<double>(files.size()) / static_cast<double>(all.size()), asked.path.string());
        files.push_back(lookAt(asked, context));
        if (context.stopRequested())
            return canceledError();
    }
    return files;
}

/// Opens everything in the order in which it was asked for, recordings as they were chosen.
void openChosen(Session& session, const std::vector<LookedAt>& files, const std::vector<ImportFile>& chosen)
{
    std::vector<FileToOpen> toOpen;
    for (const LookedAt& file : files) {
        if (!file.recording) {
            toOpen.push_back({.path = file.path, .tasks = file.reading});
            continue;
        }
        for (const ImportFile& each : chosen) {
            if (each.path == file.path)
                toOpen.push_back({each.path, each.options});
        }
    }
    openFiles(session, std::move(toOpen));
}

void ask(Session& session, std::vector<LookedAt> files, QWidget* parent)
{
    std::vector<ImportFile> recordings;
    for (const LookedAt& file : files) {
        if (file.recording)
            recordings.push_back(*file.recording);
    }
    const auto certain = [](const ImportFile& file) { return file.isCertain(); };
    if (!asksForCertainFiles() && std::all_of(recordings.begin(), recordings.end(), certain))
        return openChosen(session, files, recordings);
    if (recordings.empty())
        return openChosen(session, files, {});
    auto* dialog = new ImportDialog(std::move(recordings), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, dialog,
                     [&session, dialog, files] { openChosen(session, files, dialog->chosenFiles()); });
    dialog->open();
}

MetadataDialog* metadataDialog(const std::filesystem::path& path, const TaskReading& reading,
                               const Result<TaskPreview>& preview, QWidget* parent)
{
    auto* dialog = new MetadataDialog(path, reading, preview, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);
    return dialog;
}

/// Asks about the metadata one after another, then about the recordings. A table that is refused is not opened.
void askAboutMetadata(Session& session, std::vector<LookedAt> files, QWidget* parent)
{
    const auto waiting =
        std::find_if(files.begin(), files.end(), [](const LookedAt& file) { return file.metadata && !file.reading; });
    if (waiting == files.end())
        return ask(session, std::move(files), parent);
    const auto place = waiting - files.begin();
    MetadataDialog* dialog = metadataDialog(waiting->path, {}, *waiting->metadata, parent);
    const auto goOn = [&session, files = std::move(files), place, dialog,
                       parent = QPointer<QWidget>(parent)](int result) {
        std::vector<LookedAt> others = files;
        if (result == QDialog::Accepted)
            others[static_cast<std::size_t>(place)].reading = dialog->chosen();
        else
            others.erase(others.begin() + place);
        askAboutMetadata(session, std::move(others), parent);
    };
    QObject::connect(dialog, &QDialog::finished, dialog, goOn);
    dialog->show();
}

void askForFiles(Session& session, QWidget* parent, const QString& title, const QString& kinds)
{
    const QStringList files = QFileDialog::getOpenFileNames(parent, title, rememberedFolder(), kinds);
    if (files.isEmpty())
        return;
    rememberFolder(QFileInfo(files.front()).absolutePath());
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files)
        paths.push_back(pathOf(file));
    openAfterPreview(session, paths, parent);
}

} // namespace

void openByDialog(Session& session, QWidget* parent)
{
    askForFiles(session, parent, QObject::tr("Open"),
                QObject::tr("Recordings, tables and searches (*.csv *.txt *.log *.tsv *.json *.jsonl *.gz "
                            "*.wattline-search);;All files (*)"));
}

void addRecordingsByDialog(Session& session, QWidget* parent)
{
    askForFiles(session, parent, QObject::tr("Add Recording"),
                QObject::tr("Recordings (*.csv *.txt *.log *.tsv *.json *.jsonl *.gz);;All files (*)"));
}

void openAfterPreview(Session& session, const std::vector<std::filesystem::path>& paths, QWidget* parent)
{
    if (paths.empty())
        return;
    std::vector<Asked> all;
    for (const std::filesystem::path& path : paths)
        all.push_back({path, isOpen(session, path)});
    const QString title = paths.size() == 1 ? Session::tr("Looking at %1").arg(fileName(paths.front()))
                                            : Session::tr("Looking at %1 files").arg(paths.size());
    session.start(title, workOf<std::vector<LookedAt>>(
                             [all](const RunContext& context) { return lookAtAll(all, context); },
                             [&session, parent = QPointer<QWidget>(parent)](Result<std::vector<LookedAt>> files) {
                                 if (files) // not stopped
                                     askAboutMetadata(session, std::move(*files), parent);
                             }));
}

void importMetadataByDialog(Session& session, QWidget* parent)
{
    const QString file =
        QFileDialog::getOpenFileName(parent, QObject::tr("Import Metadata"), rememberedFolder(),
                                     QObject::tr("Metadata of runs (*.csv *.tsv *.txt);;All files (*)"));
    if (file.isEmpty())
        return;
    rememberFolder(QFileInfo(file).absolutePath());
    importMetadata(session, pathOf(file), {}, parent);
}

void importMetadata(Session& session, const std::filesystem::path& path, const TaskReading& reading, QWidget* parent)
{
    const auto show = [&session, path, reading,
                       parent = QPointer<QWidget>(parent)](const Result<TaskPreview>& preview) {
        if (!preview && preview.error().kind == ErrorKind::Canceled)
            return;
        MetadataDialog* dialog = metadataDialog(path, reading, preview, parent);
        QObject::connect(dialog, &QDialog::accepted, dialog, [&session, path, dialog] {
            openFiles(session, {FileToOpen{.path = path, .tasks = dialog->chosen()}});
        });
        dialog->show();
    };
    session.start(
        Session::tr("Looking at %1").arg(fileName(path)),
        workOf<TaskPreview>([path, reading](const RunContext& context) { return previewTasks(path, reading, context); },
                            [show](Result<TaskPreview> preview) { show(preview); }));
}

void changeReadingByDialog(Session& session, std::size_t recording, QWidget* parent)
{
    const std::shared_ptr<const Trace> trace = session.recordings().at(recording).trace;
    const ReadOptions options = session.recordings()[recording].options;
    const std::filesystem::path path = trace->path;
    session.start(
        Session::tr("Looking at %1").arg(fileName(path)),
        workOf<ImportPreview>(
            [path, options](const RunContext& context) { return previewImport(path, options, context); },
            [&session, trace, path, options, parent = QPointer<QWidget>(parent)](Result<ImportPreview> preview) {
                if (!preview && preview.error().kind == ErrorKind::Canceled)
                    return;
                auto* dialog = new ImportDialog({{path, options, std::move(preview)}}, parent);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->setWindowTitle(QObject::tr("Reading of %1").arg(fileName(path)));
                QObject::connect(dialog, &QDialog::accepted, dialog, [&session, trace, dialog] {
                    const auto place = session.placeOf(trace);
                    if (place && !dialog->chosenFiles().empty())
                        changeReading(session, *place, dialog->chosenFiles().front().options);
                });
                dialog->open();
            }));
}

} // namespace wattline::ui
