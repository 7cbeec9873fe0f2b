#include "dialects/facts.hpp"

#include "fields/address.hpp"

namespace dsnparse::dialects {

RecipientFact& Facts::recipient(detail::Arena& arena, std::string_view address) {
    for (RecipientFact& known : detail::Arena::items(recipients))
        if (fields::same_address(known.address, address)) return known;
    RecipientFact fact;
    fact.address = address;
    return arena.append(recipients, fact);
}

} // namespace dsnparse::dialects
