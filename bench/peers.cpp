#include "peers.hpp"

#if defined(DSNPARSE_BENCH_GMIME)
#include <gmime/gmime.h>
#endif
#include <mimetic/mimetic.h>

namespace peers {

#if defined(DSNPARSE_BENCH_GMIME)

bool has_gmime() {
    static const bool ready = (g_mime_init(), true);
    return ready;
}

std::size_t gmime_parse(const std::string& message) {
    GMimeStream* stream = g_mime_stream_mem_new_with_buffer(message.data(), message.size());
    GMimeParser* parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    GMimeMessage* parsed = g_mime_parser_construct_message(parser, nullptr);
    g_object_unref(parser);
    if (parsed == nullptr) return 0;
    const std::size_t found = g_mime_message_get_mime_part(parsed) != nullptr ? 1U : 0U;
    g_object_unref(parsed);
    return found;
}

#else

bool has_gmime() { return false; }
std::size_t gmime_parse(const std::string&) { return 0; }

#endif

std::size_t mimetic_load(const std::string& message) {
    mimetic::MimeEntity entity;
    entity.load(message.data(), message.data() + message.size());
    return entity.body().parts().size() + 1;
}

} // namespace peers
