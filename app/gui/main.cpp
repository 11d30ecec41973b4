// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/render.h"
#include "ui/main_window.h"
#include "ui/style/icons.h"
#include "ui/style/text.h"
#include "ui/work/search_shelf.h"
#include "ui/work/search_work.h"
#include "ui/work/trace_work.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>
#include <algorithm>
#include <clocale>
#include <cstdio>

namespace {

using namespace wattline;
using namespace wattline::ui;

struct CommandLine {
    std::vector<std::filesystem::path> files;
    bool sample = false;
    std::optional<RenderRequest> render;
};

CommandLine readCommandLine(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QObject::tr("Workbench for the power that GPUs draw while they train."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("files"),
                                 QObject::tr("Recordings, tasks CSV, data sets or searches to open."),
                                 QStringLiteral("[files…]"));
    const QCommandLineOption sample(QStringLiteral("sample"), QObject::tr("Open the sample project."));
    const QCommandLineOption render(QStringLiteral("render"),
                                    QObject::tr("Draw a page (trace, features, search, compare, report) or the whole "
                                                "window of the given files, without showing it, and end."),
                                    QStringLiteral("page"));
    const QCommandLineOption output(
        {QStringLiteral("o"), QStringLiteral("output")},
        QObject::tr("What --render writes: a PNG of the page, or its figure as PDF or SVG."), QStringLiteral("file"));
    const QCommandLineOption dark(QStringLiteral("dark"), QObject::tr("Draw with --render in a dark scheme."));
    parser.addOptions({sample, render, output, dark});
    parser.process(application);

    CommandLine line;
    for (const QString& file : parser.positionalArguments())
        line.files.push_back(std::filesystem::absolute(pathOf(file)));
    line.sample = parser.isSet(sample);
    if (parser.isSet(render) != parser.isSet(output)) {
        std::fputs("wattline: --render PAGE needs -o FILE, and the other way round.\n", stderr);
        std::exit(2);
    }
    if (parser.isSet(render))
        line.render = RenderRequest{parser.value(render), parser.value(output),
                                    parser.isSet(dark) ? Ground::Dark : Ground::Light};
    return line;
}

/// Whether the arguments ask for a picture or a text instead of a window; looked at before there is an application,
/// because it decides which platform that one needs.
bool needsNoDisplay(int argc, char** argv)
{
    return std::any_of(argv, argv + argc, [](std::string_view argument) {
        return argument.starts_with("--render") || argument == "--version" || argument == "-v" ||
               argument == "--help" || argument == "-h";
    });
}

/// The offscreen platform warns of every window that it cannot size; nobody who asked for a picture wants to read that.
void withoutSizeHints(QtMsgType, const QMessageLogContext&, const QString& text)
{
    if (!text.startsWith(QLatin1String("This plugin does not support propagateSizeHints")))
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

/// Where searches are kept against a crash.
std::filesystem::path searchFolder()
{
    return pathOf(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)) / "searches";
}

} // namespace

int main(int argc, char** argv)
{
    if (needsNoDisplay(argc, argv) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (needsNoDisplay(argc, argv))
        qInstallMessageHandler(withoutSizeHints);
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // QApplication took the user's, and with it the decimal comma
    QApplication::setApplicationName(QStringLiteral("wattline"));
    QApplication::setApplicationDisplayName(QStringLiteral("Wattline"));
    QApplication::setApplicationVersion(QStringLiteral(WATTLINE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("wattline"));
    QApplication::setWindowIcon(iconOf(Icon::Application));
    const CommandLine line = readCommandLine(application);

    Session session;
    if (line.render) {
        if (line.sample)
            openSampleProject(session);
        openFiles(session, line.files);
        return renderPage(session, *line.render);
    }
    session.setShelf(std::make_shared<SearchShelf>(searchFolder()));
    MainWindow window(session);
    window.show();
    tellLeftSearches(session);
    if (line.sample)
        openSampleProject(session);
    openFiles(session, line.files);
    return QApplication::exec();
}
