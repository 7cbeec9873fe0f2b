#include "diagnose/addressee.hpp"

namespace dsnparse::diagnose {

bool is_internet_address(std::string_view address) {
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos || at == 0 || address[0] == '/' || address[0] == '@' || address[0] == '|') return false;
    const std::string_view domain = address.substr(at + 1);
    return domain.find('.') != std::string_view::npos || (!domain.empty() && domain[0] == '[');
}

std::string_view choose_addressee(const fields::RecipientFields& group) {
    if (group.final_address.empty()) return group.original_address.empty() ? group.actual_recipient : group.original_address;
    const bool use_original = !is_internet_address(group.final_address) && is_internet_address(group.original_address);
    return use_original ? group.original_address : group.final_address;
}

} // namespace dsnparse::diagnose
