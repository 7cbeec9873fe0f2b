// Every reader of the fields layer, on the input as it is and mapped onto an alphabet in which more of it is syntax.
#include "fields/address.hpp"
#include "fields/date.hpp"
#include "fields/delivery_status.hpp"
#include "fields/feedback.hpp"
#include "fields/host.hpp"
#include "fields/ip.hpp"
#include "fields/message_id.hpp"
#include "fields/reply.hpp"
#include "fields/status.hpp"
#include "text/encoded_word.hpp"
#include "text/parameters.hpp"

#include <string>

namespace {

using namespace dsnparse;

void read_all(std::string_view text) {
    detail::Arena arena;
    detail::Arena scratch;
    detail::WarningLog warnings(arena);
    const Options options;
    detail::Context context{text, options, arena, scratch, warnings};
    const text::MappedText mapped = text::identity(text, 0, arena);
    static_cast<void>(fields::read_delivery_status(context, mapped, "1"));
    static_cast<void>(fields::find_delivery_status(text));
    static_cast<void>(fields::read_feedback(context, mapped));
    static_cast<void>(fields::read_disposition(context, mapped));
    static_cast<void>(fields::read_reply(text, arena));
    static_cast<void>(fields::find_quoted_client(text));
    static_cast<void>(fields::find_status(text));
    static_cast<void>(fields::read_mailboxes(text, arena));
    static_cast<void>(fields::read_recipient_address(fields::read_typed(text, arena), arena));
    static_cast<void>(fields::find_address(text));
    static_cast<void>(fields::read_date(text, arena));
    static_cast<void>(fields::read_host(text, arena));
    static_cast<void>(fields::find_ip(text, arena));
    static_cast<void>(fields::read_message_ids(text, arena));
    text::CharsetOutcome outcome;
    static_cast<void>(text::decode_header(text, arena, outcome));
    static_cast<void>(text::read_parameters(text, arena));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string raw(reinterpret_cast<const char*>(data), size);
    read_all(raw);
    static constexpr std::string_view alphabet = "ab1254.:;-@<>()[]\"\\=?+* \t\n,/xEF";
    std::string mapped = raw;
    for (char& c : mapped) c = alphabet[static_cast<unsigned char>(c) % alphabet.size()];
    read_all(mapped);
    return 0;
}
