/// \file
/// What ties a report to the message that was sent.
#pragma once

#include "dialects/facts.hpp"
#include "fields/delivery_status.hpp"
#include "fields/feedback.hpp"
#include "mime/part.hpp"

namespace dsnparse::diagnose {

/// Where ids are looked for. Each may be null.
struct CorrelationSources {
    const mime::Part* report_header = nullptr;
    const mime::Part* original = nullptr; ///< header of the returned message
    const fields::DeliveryStatus* status = nullptr;
    const dialects::Facts* facts = nullptr;
    const fields::Feedback* feedback = nullptr;
    const fields::Disposition* disposition = nullptr;
};

/// Every id, best first: the returned message's own Message-ID, ids that services keep of it in fields of their own, ids
/// in the machine-readable part, in the words, and last what the report refers to. A value is listed once, at its best place.
[[nodiscard]] Correlation correlate(detail::Context& context, const CorrelationSources& sources);

} // namespace dsnparse::diagnose
