/// \file
/// The report as a mail, and the returned message as a mail.
#pragma once

#include "fields/delivery_status.hpp"
#include "report/layout.hpp"

namespace dsnparse::report {

/// Header fields of the report, and the per-message fields of its delivery-status (either may be missing).
[[nodiscard]] ReportMail read_report_mail(detail::Context& context, const mime::Part* header,
                                          const fields::DeliveryStatus* status);

/// What the report contains of the returned message.
[[nodiscard]] Original read_original(detail::Context& context, const Returned& returned);

} // namespace dsnparse::report
