// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/linear_model.h"

#include "core/base/text.h"

#include <cmath>

namespace wattline {

namespace {

class LinearModel : public Model {
public:
    LinearModel(const CentredRows& rows, Eigen::VectorXd coefficients, std::string note)
        : m_featureNames(rows.featureNames),
          m_scaler(rows.scaler),
          m_coefficients(std::move(coefficients)),
          m_intercept(rows.targetMean),
          m_note(std::move(note))
    {
    }

    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        return ((m_scaler.transform(rows.features) * m_coefficients).array() + m_intercept).matrix();
    }

    std::size_t size() const override { return 1 + static_cast<std::size_t>((m_coefficients.array() != 0.0).count()); }

    std::string description() const override
    {
        constexpr int Digits = 6;
        const Eigen::VectorXd slopes = m_coefficients.cwiseQuotient(m_scaler.scale.transpose());
        std::string text = formatShort(m_intercept - m_scaler.mean.dot(slopes.transpose()), Digits);
        for (Eigen::Index i = 0; i < slopes.size(); ++i) {
            if (slopes[i] == 0.0)
                continue;
            text += (slopes[i] < 0.0 ? " - " : " + ") + formatShort(std::abs(slopes[i]), Digits) + " " +
                    m_featureNames[static_cast<std::size_t>(i)];
        }
        return m_note.empty() ? text : text + "; " + m_note;
    }

private:
    std::vector<std::string> m_featureNames;
    Scaler m_scaler;
    Eigen::VectorXd m_coefficients;
    double m_intercept;
    std::string m_note;
};

Error tooLarge()
{
    return {ErrorKind::Numeric, "The values of a column are too large to compute with: give it in a larger unit."};
}

} // namespace

Result<CentredRows> centredRows(const RegressionData& train)
{
    if (train.rows() == 0)
        return Error{ErrorKind::Data, "There are no training rows to fit."};
    CentredRows rows;
    rows.featureNames = train.featureNames;
    rows.scaler = fitScaler(train.features);
    rows.features = rows.scaler.transform(train.features);
    rows.targetMean = train.target.mean();
    rows.target = (train.target.array() - rows.targetMean).matrix();
    if (!rows.scaler.scale.allFinite() || !rows.features.allFinite() || !rows.target.allFinite())
        return tooLarge();
    return rows;
}

Result<std::shared_ptr<const Model>> linearModel(const CentredRows& rows, const Eigen::VectorXd& coefficients,
                                                 const std::string& note)
{
    if (!coefficients.allFinite())
        return tooLarge();
    return std::shared_ptr<const Model>(std::make_shared<LinearModel>(rows, coefficients, note));
}

} // namespace wattline
