// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/front_errors.h"

#include <algorithm>

namespace wattline::ui {

void FrontErrors::measure(std::shared_ptr<const Front> front, std::shared_ptr<const RegressionData> train,
                          std::shared_ptr<const RegressionData> validation)
{
    m_wanted = {std::move(front), std::move(train), std::move(validation)};
    begin();
}

void FrontErrors::begin()
{
    if (m_busy || m_wanted == m_known || !m_wanted.front || !m_wanted.train)
        return;
    m_busy = true;
    using Errors = std::vector<CandidateErrors>;
    const auto compute = [question = m_wanted](const RunContext& context) {
        return errorsOf(*question.front, *question.train, *question.validation, context);
    };
    const auto deliver = [this, question = m_wanted](Result<Errors> errors) {
        m_busy = false;
        if (!errors)
            return; // stopped: the window is closing
        m_known = question;
        m_errors = *std::move(errors);
        emit changed();
        begin();
    };
    m_task.ask(tr("Measuring the candidates"), workOf<Errors>(compute, deliver));
}

CandidateErrors FrontErrors::of(const FormulaCandidate& candidate) const
{
    if (!m_known.front || m_known.train != m_wanted.train)
        return {};
    const auto found = std::find(m_known.front->begin(), m_known.front->end(), candidate);
    return found == m_known.front->end() ? CandidateErrors()
                                         : m_errors[static_cast<std::size_t>(found - m_known.front->begin())];
}

} // namespace wattline::ui
