// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/render.h"

#include "core/base/file.h"
#include "ui/main_window.h"
#include "ui/plots/figure_export.h"
#include "ui/style/text.h"
#include "ui/work/compare_work.h"
#include "ui/work/feature_work.h"
#include "ui/work/search_work.h"

#include <QApplication>
#include <QBuffer>
#include <QDockWidget>
#include <QEventLoop>
#include <QStyleFactory>
#include <QTimer>
#include <algorithm>
#include <cstdio>

namespace wattline::ui {

namespace {

constexpr int LongestWaitMilliseconds = 10 * 60 * 1000;

QPalette darkPalette()
{
    QPalette palette(QColor(0x31, 0x34, 0x39), QColor(0x2a, 0x2d, 0x31));
    palette.setColor(QPalette::Base, QColor(0x1f, 0x22, 0x26));
    palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x29, 0x2e));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xa8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::ToolTipBase, QColor(0x31, 0x34, 0x39));
    palette.setColor(QPalette::ToolTipText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0x9f, 0xa6));
    return palette;
}

/// Until every task, and every one that follows from it, has ended.
bool waitForTasks(Session& session)
{
    QEventLoop loop;
    const auto endWhenIdle = [&] {
        // A delivery may start the next task; look again when the present events are done.
        QTimer::singleShot(0, &loop, [&] {
            if (session.runningTasks().empty())
                loop.quit();
        });
    };
    QObject::connect(&session, &Session::tasksChanged, &loop, endWhenIdle);
    bool intime = true;
    QTimer::singleShot(LongestWaitMilliseconds, &loop, [&] {
        intime = false;
        loop.quit();
    });
    endWhenIdle();
    loop.exec();
    return intime;
}

/// Pages draw at most ten times a second, so the last state may still be due.
void waitForRedraw()
{
    constexpr int Milliseconds = 300;
    QEventLoop loop;
    QTimer::singleShot(Milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

int fail(const QString& sentence, int code)
{
    std::fprintf(stderr, "wattline: %s\n", qPrintable(sentence));
    return code;
}

/// The page of that name; the window itself for "window"; null for anything else.
QWidget* widgetOf(MainWindow& window, const QString& name)
{
    for (std::size_t i = 0; i < window.pages().size(); ++i) {
        const QString title = window.pages()[i]->title().toLower();
        if (title == name || title.endsWith(QLatin1Char(' ') + name)) {
            window.showPage(i);
            return window.pages()[i];
        }
    }
    return name == QLatin1String("window") ? &window : nullptr;
}

/// Does the page's own work, small enough to be waited for, where there is a data set to do it on.
void startWorkOf(const QString& page, Session& session)
{
    constexpr std::size_t FewRepeats = 3;
    if (!session.learningData())
        return;
    if (page == QLatin1String("features"))
        rankFeaturesNow(session);
    if (page == QLatin1String("search")) {
        WorkSettings settings = session.settings();
        settings.search = withPreset(settings.search, SearchPreset::Modern);
        settings.search.modern = quickModernSettings();
        session.setSettings(settings);
        startSearch(session, settings.search);
    }
    if (page == QLatin1String("compare")) {
        ComparisonSettings settings = session.settings().comparison;
        settings.repeats = FewRepeats;
        trainBaselines(session, settings);
    }
}

std::optional<FigureFormat> vectorFormatOf(const QString& file)
{
    if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        return FigureFormat::Pdf;
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return FigureFormat::Svg;
    return std::nullopt;
}

/// The page's figure in print, one column wide, as the export dialog proposes it.
int writeFigure(const Page* page, FigureFormat format, const QString& file)
{
    const std::optional<Figure> figure = page != nullptr ? page->currentFigure() : std::nullopt;
    if (!figure)
        return fail(QObject::tr("the page shows no figure; nothing was written."), 1);
    FigureExportSettings settings;
    settings.format = format;
    settings.heightMillimetres = proposedHeightMillimetres(*figure);
    const Result<void> written = exportFigure(*figure, settings, pathOf(file));
    return written ? 0 : fail(shown(written.error().message), 1);
}

int writePicture(QWidget& widget, const QString& file)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!widget.grab().save(&buffer, "PNG"))
        return fail(QObject::tr("the page could not be drawn."), 1);
    const Result<void> written =
        writeFileAtomically(pathOf(file), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return written ? 0 : fail(shown(written.error().message), 1);
}

} // namespace

int renderPage(Session& session, const RenderRequest& request)
{
    if (request.ground == Ground::Dark) {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        QApplication::setPalette(darkPalette());
    }
    MainWindow window(session, Memory::Ignore);
    window.setAttribute(Qt::WA_DontShowOnScreen); // laid out and painted, but no platform window
    window.show();
    QWidget* widget = widgetOf(window, request.page);
    if (widget != &window) {
        for (QDockWidget* dock : window.findChildren<QDockWidget*>())
            dock->hide(); // the page alone is drawn, as large as the window lets it be
    }
    if (widget == nullptr)
        return fail(QObject::tr("\"%1\" is no page; there are trace, features, search, compare, report and window.")
                        .arg(request.page),
                    2);
    if (!waitForTasks(session))
        return fail(QObject::tr("the files took longer than ten minutes; nothing was drawn."), 1);
    startWorkOf(request.page, session);
    if (!waitForTasks(session))
        return fail(QObject::tr("the page's work took longer than ten minutes; nothing was drawn."), 1);
    waitForRedraw();
    for (const Message& message : session.messages()) {
        if (message.severity == Severity::Problem)
            return fail(message.text, 1);
    }
    if (const std::optional<FigureFormat> format = vectorFormatOf(request.file))
        return writeFigure(qobject_cast<Page*>(widget), *format, request.file);
    return writePicture(*widget, request.file);
}

} // namespace wattline::ui
