// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session.h"

#include <algorithm>

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

void Session::replaceRecording(std::size_t place, Recording recording)
{
    m_recordings.at(place) = std::move(recording);
    const Selection before = m_selection;
    if (m_selection.recording == place) {
        m_selection.phase.reset();
        m_selection.annotation.reset();
        if (m_selection.gpu && *m_selection.gpu >= m_recordings[place].trace->gpus.size())
            m_selection.gpu.reset();
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
    m_recordings.at(recording).counted = std::move(counted);
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
