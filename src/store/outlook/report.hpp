/// \file
/// The reports of Exchange that Outlook keeps as properties instead of as MIME.
#pragma once

#include "store/outlook/properties.hpp"

#include <string>
#include <vector>

namespace dsnparse::store {

/// What a message class says about an item (MS-OXCMAIL 2.2.3.7.1.1 and 2.2.3.7.2).
enum class ItemKind : unsigned char { message, delivery_report, receipt };
[[nodiscard]] ItemKind kind_of_class(std::string_view message_class);

/// The message/delivery-status (RFC 3464) that a delivery report says with its properties and those of its recipients, as
/// Exchange writes it (MS-OXCMAIL 2.1.3.6.1), but for what the item does not know: that is left out.
[[nodiscard]] std::string delivery_status(std::string_view message_class, const Properties& item,
                                          const std::vector<Properties>& recipients);

/// The message/disposition-notification (RFC 8098) of a receipt (MS-OXCMAIL 2.1.3.6.2).
[[nodiscard]] std::string disposition(std::string_view message_class, const Properties& item);

/// The fields that the item knows of the message it reports about; empty: none.
[[nodiscard]] std::string original_fields(const Properties& item);

/// The mail address of a recipient; empty: it has none, as one that is known by its Exchange name only.
[[nodiscard]] std::string mail_address(const Properties& recipient);

/// Appends a field with its value in one line; nothing where `value` is empty.
void append_field(std::string& fields, std::string_view name, std::string_view value);

/// A date of RFC 5322, in UTC; empty: it lies in no year of four digits.
[[nodiscard]] std::string format_date(std::int64_t seconds);

} // namespace dsnparse::store
