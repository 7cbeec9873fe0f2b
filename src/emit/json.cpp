#include <dsnparse/json.hpp>

#include "emit/describe.hpp"

#include <vector>

namespace dsnparse {

namespace {

using Json = nlohmann::ordered_json;

/// Builds the document bottom up: open containers on a stack, each handed to its parent when it is complete.
class JsonSink {
public:
    void begin_object() { open(Json::object()); }
    void begin_array() { open(Json::array()); }
    void end_object() { close(); }
    void end_array() { close(); }
    void key(std::string_view name) { stack_.back().key = name; }
    void text(std::string_view value) { add(Json(value)); }
    void integer(std::int64_t value) { add(Json(value)); }
    void real(double value) { add(Json(value)); }
    void boolean(bool value) { add(Json(value)); }
    void null() { add(Json()); }

    [[nodiscard]] Json take() { return std::move(result_); }

private:
    struct Open {
        Json value;
        std::string_view key; ///< of the member that comes next
    };

    void open(Json value) { stack_.push_back({std::move(value), {}}); }

    void close() {
        Json value = std::move(stack_.back().value);
        stack_.pop_back();
        add(std::move(value));
    }

    void add(Json value) {
        if (stack_.empty()) {
            result_ = std::move(value);
            return;
        }
        Open& parent = stack_.back();
        // Keys are unique by construction: appending without a look-up keeps objects linear.
        if (parent.value.is_array())
            parent.value.push_back(std::move(value));
        else
            parent.value.get_ref<Json::object_t&>().emplace_back(std::string(parent.key), std::move(value));
    }

    std::vector<Open> stack_;
    Json result_;
};

} // namespace

nlohmann::ordered_json to_json(const Report& report) {
    JsonSink sink;
    emit::describe(report, sink);
    return sink.take();
}

} // namespace dsnparse
