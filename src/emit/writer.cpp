#include <dsnparse/write.hpp>

#include "emit/describe.hpp"
#include "emit/text_sink.hpp"

namespace dsnparse {

void append_json(const Report& report, std::string& out) {
    emit::TextSink sink(out);
    emit::describe(report, sink);
    sink.finish();
}

} // namespace dsnparse
