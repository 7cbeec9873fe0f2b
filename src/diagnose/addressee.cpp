#include "diagnose/addressee.hpp"

#include "base/ascii.hpp"
#include "fields/address.hpp"
#include "fields/host.hpp"
#include "mime/decode.hpp"

namespace dsnparse::diagnose {

namespace {

bool header_names(detail::Context& context, const mime::Part& original, std::string_view address) {
    for (const mime::HeaderField& field : original.headers) {
        if (!ascii::iequals(field.name, "To") && !ascii::iequals(field.name, "Cc") && !ascii::iequals(field.name, "Received")
            && !ascii::iequals(field.name, "X-Original-To") && !ascii::iequals(field.name, "Delivered-To"))
            continue;
        std::string_view value = mime::header_value(context, &field);
        if (ascii::iequals(field.name, "Received")) {
            const std::size_t clause = ascii::ifind(value, " for ");
            if (clause == std::string_view::npos) continue;
            value = value.substr(clause);
        }
        if (ascii::icontains(value, address)) return true;
    }
    return false;
}

} // namespace

bool is_internet_address(std::string_view address) {
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos || at == 0 || address[0] == '/' || address[0] == '@' || address[0] == '|') return false;
    const std::string_view domain = address.substr(at + 1);
    return domain.find('.') != std::string_view::npos || (!domain.empty() && domain[0] == '[');
}

std::string_view choose_addressee(detail::Context& context, const fields::RecipientFields& group, const mime::Part* original) {
    if (group.final_address.empty()) return group.original_address.empty() ? group.actual_recipient : group.original_address;
    if (group.original_address.empty() || fields::same_address(group.final_address, group.original_address))
        return group.final_address;
    if (!is_internet_address(group.final_address) && is_internet_address(group.original_address)) return group.original_address;
    if (!is_internet_address(group.original_address)) return group.final_address;
    if (original != nullptr) {
        const bool names_original = header_names(context, *original, group.original_address);
        const bool names_final = header_names(context, *original, group.final_address);
        if (names_original != names_final) return names_original ? group.original_address : group.final_address;
    }
    return group.final_address;
}

} // namespace dsnparse::diagnose
