// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session.h"

#include <algorithm>
#include <iterator>

namespace wattline::ui {

std::size_t Session::addRecording(std::shared_ptr<const Trace> trace)
{
    return addRecording(Recording{std::move(trace)});
}

std::size_t Session::addRecording(Recording recording)
{
    m_recordings.push_back(std::move(recording));
    emit recordingsChanged();
    return m_recordings.size() - 1;
}

std::optional<std::size_t> Session::placeOf(const std::shared_ptr<const Trace>& trace) const
{
    const auto found = std::find_if(m_recordings.begin(), m_recordings.end(),
                                    [&](const Recording& recording) { return recording.trace == trace; });
    if (found == m_recordings.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_recordings.begin());
}

Recording Session::removeRecording(std::size_t place)
{
    Recording removed = std::move(m_recordings.at(place));
    m_recordings.erase(m_recordings.begin() + static_cast<std::ptrdiff_t>(place));
    const Selection before = m_selection;
    if (m_selection.recording == place) {
        m_selection = Selection();
        m_selection.feature = before.feature;
        if (!m_recordings.empty())
            m_selection.recording = std::min(place, m_recordings.size() - 1);
    } else if (m_selection.recording && *m_selection.recording > place) {
        --*m_selection.recording;
    }
    followSelected();
    emit recordingsChanged();
    if (m_selection != before)
        emit selectionChanged();
    return removed;
}

void Session::insertRecording(std::size_t place, Recording recording)
{
    m_recordings.insert(m_recordings.begin() + static_cast<std::ptrdiff_t>(place), std::move(recording));
    Selection selection;
    selection.recording = place;
    selection.feature = m_selection.feature;
    m_selection = selection;
    followSelected();
    emit recordingsChanged();
    emit selectionChanged();
}

void Session::replaceRecordings(std::size_t first, std::size_t count, std::vector<Recording> recordings)
{
    const std::size_t added = recordings.size();
    const auto begin = m_recordings.begin() + static_cast<std::ptrdiff_t>(first);
    const auto behind = m_recordings.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    m_recordings.insert(behind, std::make_move_iterator(recordings.begin()), std::make_move_iterator(recordings.end()));
    const Selection before = m_selection;
    if (m_selection.recording && *m_selection.recording >= first + count) {
        m_selection.recording = *m_selection.recording - count + added;
    } else if (m_selection.recording && *m_selection.recording >= first) {
        m_selection.recording = std::min(*m_selection.recording, first + added - 1);
        m_selection.phase.reset();
        m_selection.annotation.reset();
        const std::shared_ptr<const Trace>& trace = m_recordings[*m_selection.recording].trace;
        if (m_selection.gpu && *m_selection.gpu >= trace->gpus.size())
            m_selection.gpu.reset();
        if (m_lastSelected && m_lastSelected->gpus.size() == trace->gpus.size())
            m_lastSelected = trace; // cursors and lanes speak of this one as well
    }
    followSelected();
    emit recordingsChanged();
    if (m_selection != before)
        emit selectionChanged();
}

void Session::setNotes(std::size_t recording, RecordingNotes notes)
{
    RecordingNotes& present = m_recordings.at(recording).notes;
    const bool stale = m_selection.recording == recording && m_selection.annotation &&
                       notes.present->size() != present.present->size();
    present = std::move(notes);
    if (stale)
        m_selection.annotation.reset();
    emit recordingsChanged();
    if (stale)
        emit selectionChanged();
}

void Session::setCounted(std::size_t recording, std::shared_ptr<const Trace> counted)
{
    Recording& open = m_recordings.at(recording);
    if (counted == open.counted)
        return;
    open.counted = std::move(counted);
    open.numbers = nullptr;
    emit recordingsChanged();
}

void Session::setNumbers(std::size_t recording, std::shared_ptr<const RecordingNumbers> numbers,
                         std::shared_ptr<const TraceQuality> quality)
{
    m_recordings.at(recording).quality = std::move(quality);
    m_recordings.at(recording).numbers = std::move(numbers);
    emit recordingsChanged();
}

void Session::setChosenSensors(std::size_t recording, std::map<std::string, std::size_t> sensors)
{
    m_recordings.at(recording).chosenSensors = std::move(sensors);
    emit recordingsChanged();
}

void Session::setPhases(std::size_t recording, std::shared_ptr<const TracePhases> phases)
{
    m_recordings.at(recording).phases = std::move(phases);
    m_recordings.at(recording).detection = Detection::Idle;
    const bool stale = m_selection.recording == recording && m_selection.phase;
    if (stale) {
        m_selection.phase.reset();
        m_selection.range.reset();
    }
    emit recordingsChanged();
    if (stale)
        emit selectionChanged();
}

void Session::setPhasesWithout(std::size_t recording, Annotations ignored)
{
    m_recordings.at(recording).phasesWithout = std::move(ignored);
}

void Session::setDetection(std::size_t recording, Detection detection)
{
    m_recordings.at(recording).detection = detection;
    emit recordingsChanged();
}

void Session::setDetectionSettings(std::size_t recording, const SegmentationSettings& settings)
{
    m_recordings.at(recording).detectionSettings = settings;
    emit recordingsChanged();
}

void Session::setCurves(std::size_t recording, std::shared_ptr<const TraceCurves> curves)
{
    m_recordings.at(recording).curves = std::move(curves);
    emit recordingsChanged();
}

} // namespace wattline::ui
