// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/own_formula_edit.h"

#include "ui/style/palette.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>

namespace wattline::ui {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

/// Keys that choose from the list while it is open.
bool isForList(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape || key == Qt::Key_Tab ||
           key == Qt::Key_Backtab;
}

} // namespace

OwnFormulaEdit::OwnFormulaEdit(const QStringList& words, QWidget* parent)
    : QPlainTextEdit(parent), m_completer(new QCompleter(words, this))
{
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->popup()->setAccessibleName(tr("Names"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &OwnFormulaEdit::complete);
}

QString OwnFormulaEdit::wordBeforeCursor() const
{
    const QString before = toPlainText().left(textCursor().position());
    qsizetype begin = before.size();
    while (begin > 0 && isWordCharacter(before[begin - 1]))
        --begin;
    return before.mid(begin);
}

void OwnFormulaEdit::complete(const QString& word)
{
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(wordBeforeCursor().size()));
    cursor.insertText(word);
    if (word.endsWith(QLatin1String("()")))
        cursor.movePosition(QTextCursor::Left);
    setTextCursor(cursor);
}

void OwnFormulaEdit::keyPressEvent(QKeyEvent* event)
{
    if (m_completer->popup()->isVisible() && isForList(event->key()))
        return event->ignore();
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)
        return offerWords(0);
    QPlainTextEdit::keyPressEvent(event);
    if (!event->text().isEmpty())
        offerWords(2);
}

/// Opens the list of the names that begin with the word before the cursor, or closes it where there are none or too few
/// letters stand.
void OwnFormulaEdit::offerWords(qsizetype leastLetters)
{
    const QString word = wordBeforeCursor();
    m_completer->setCompletionPrefix(word);
    const bool isWhole = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (word.size() < leastLetters || m_completer->completionCount() == 0 || isWhole)
        return m_completer->popup()->hide();
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width());
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    m_completer->complete(place);
}

void OwnFormulaEdit::markMistake(std::optional<std::pair<qsizetype, qsizetype>> place)
{
    QList<QTextEdit::ExtraSelection> marks;
    const qsizetype size = toPlainText().size();
    if (place && size > 0) {
        const qsizetype end = std::clamp<qsizetype>(place->first + place->second, 1, size);
        const qsizetype begin = std::min(place->first, end - 1);
        QTextEdit::ExtraSelection mark;
        mark.cursor = textCursor();
        mark.cursor.setPosition(static_cast<int>(begin));
        mark.cursor.setPosition(static_cast<int>(end), QTextCursor::KeepAnchor);
        QColor shade = seriesColour(1, groundOf(palette()));
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(shade);
        shade.setAlphaF(0.3F);
        mark.format.setBackground(shade);
        marks.push_back(mark);
    }
    setExtraSelections(marks);
}

} // namespace wattline::ui
