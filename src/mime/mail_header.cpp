#include "base/ascii.hpp"
#include "mime/header_block.hpp"

#include <array>
#include <cstdint>

namespace dsnparse::mime {

namespace {

/// Names of RFC 5322, 2045, 2369, 3834, 6376, 8601, 8617 and common use that no delivery-status field shares.
constexpr std::array<std::string_view, 38> mail_fields = {"Received",
                                                          "Return-Path",
                                                          "From",
                                                          "To",
                                                          "Subject",
                                                          "Date",
                                                          "Message-ID",
                                                          "MIME-Version",
                                                          "Content-Type",
                                                          "Delivered-To",
                                                          "DKIM-Signature",
                                                          "Content-Transfer-Encoding",
                                                          "Reply-To",
                                                          "Sender",
                                                          "Cc",
                                                          "Auto-Submitted",
                                                          "Authentication-Results",
                                                          "ARC-Seal",
                                                          "ARC-Message-Signature",
                                                          "ARC-Authentication-Results",
                                                          "Received-SPF",
                                                          "References",
                                                          "In-Reply-To",
                                                          "Precedence",
                                                          "Errors-To",
                                                          "Envelope-To",
                                                          "Delivery-Date",
                                                          "Bcc",
                                                          "User-Agent",
                                                          "Thread-Index",
                                                          "Thread-Topic",
                                                          "Importance",
                                                          "DomainKey-Signature",
                                                          "List-Id",
                                                          "List-Unsubscribe",
                                                          "Content-Disposition",
                                                          "Resent-From",
                                                          "Resent-To"};

constexpr std::size_t not_a_mail_field = mail_fields.size();

std::size_t mail_field_index(std::string_view name) {
    for (std::size_t i = 0; i < mail_fields.size(); ++i)
        if (ascii::iequals(name, mail_fields[i])) return i;
    return not_a_mail_field;
}

/// A field that alone says that a body follows.
bool announces_body(const HeaderField& field) {
    if (ascii::iequals(field.name, "Content-Type")) return field.raw.find('/') != std::string_view::npos;
    if (ascii::iequals(field.name, "Received")) return ascii::icontains(field.raw.substr(0, 1000), "from ");
    return ascii::iequals(field.name, "Return-Path") && field.raw.find('<') != std::string_view::npos;
}

} // namespace

bool looks_like_mail_header(const HeaderBlock& block, std::size_t size) {
    if (block.fields.empty()) return false;
    if (block.garbage_lines > block.fields.size() && !block.too_many) return false;
    const bool goes_on_in_text = block.stray && block.body < size;
    const int enough = goes_on_in_text ? 3 : 2;
    std::uint64_t seen = 0;
    int distinct = 0;
    bool extension = false;
    for (const HeaderField& field : block.fields) {
        extension = extension || ascii::istarts_with(field.name, "X-");
        const std::size_t index = mail_field_index(field.name);
        if (index == not_a_mail_field || (seen >> index & 1U) != 0) continue;
        seen |= std::uint64_t{1} << index;
        if (++distinct >= enough) return true;
    }
    if (distinct != 1 || !block.blank_line || block.garbage_lines != 0) return false;
    return extension || announces_body(block.fields[0]);
}

} // namespace dsnparse::mime
