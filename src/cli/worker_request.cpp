#include "cli/worker_request.hpp"

#include "base/ascii.hpp"
#include "text/base64.hpp"

#include <dsnparse/json.hpp>

#include <optional>

namespace dsnparse::cli {

namespace {

using nlohmann::ordered_json;

/// Takes the members of the outermost object and lets everything below them pass.
class RequestReader final : public nlohmann::json_sax<ordered_json> {
public:
    bool null() override { return scalar("null", false); }
    bool boolean(bool) override { return scalar({}, false); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value), false); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value), false); }
    bool number_float(number_float_t, const string_t& text) override { return scalar(text, false); }
    bool string(string_t& value) override {
        if (depth_ == 1 && key_ == "raw_b64") raw_.swap(value), has_raw_ = true;
        if (depth_ == 1 && key_ == "text") text_.swap(value), has_text_ = true;
        if (depth_ == 1 && key_ == "id") return scalar(ordered_json(value).dump(), true);
        return depth_ > 0 || scalar({}, true);
    }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return open(true); }
    bool start_array(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        if (depth_ == 1) key_.swap(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
        broken_ = "no JSON at byte " + std::to_string(position);
        static_cast<void>(error);
        return false;
    }

    [[nodiscard]] RequestError finish(WorkerRequest& request, std::string& message) {
        request.id = id_;
        if (!broken_.empty()) return {"bad_json", broken_};
        if (!object_) return {"bad_json", "a JSON object is expected"};
        if (!wrong_.empty()) return {"bad_request", wrong_};
        if (has_raw_ == has_text_)
            return {"bad_request",
                    has_raw_ ? "\"raw_b64\" and \"text\" are both there" : "neither \"raw_b64\" nor \"text\" is there"};
        if (has_text_) {
            message = std::move(text_);
            return {};
        }
        return decode(message);
    }

private:
    bool scalar(std::string json, bool is_text) {
        if (depth_ != 1) return true;
        if (key_ == "id") {
            if (json.empty())
                wrong_ = "\"id\" must be a text, a number or null";
            else
                id_ = std::move(json);
        } else if (!is_text) {
            must_be_text();
        }
        return true;
    }

    bool open(bool object) {
        if (depth_ == 0) object_ = object;
        if (depth_ == 1 && key_ == "id") wrong_ = "\"id\" must be a text, a number or null";
        if (depth_ == 1) must_be_text();
        ++depth_;
        return true;
    }

    bool close() {
        --depth_;
        return true;
    }

    void must_be_text() {
        if (key_ == "raw_b64" || key_ == "text") wrong_ = "\"" + key_ + "\" must be a text";
    }

    RequestError decode(std::string& message) {
        std::erase_if(raw_, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
        std::string_view letters = raw_;
        while (!letters.empty() && letters.back() == '=') letters.remove_suffix(1);
        for (std::size_t i = 0; i < letters.size(); ++i)
            if (!ascii::is_alnum(letters[i]) && letters[i] != '+' && letters[i] != '/')
                return {"bad_base64", "\"raw_b64\": no base64 at character " + std::to_string(i + 1)};
        const std::size_t padding = raw_.size() - letters.size();
        if (letters.size() % 4 == 1 || padding > 2 || (padding > 0 && raw_.size() % 4 != 0))
            return {"bad_base64", "\"raw_b64\" is cut short"};
        message.resize(letters.size());
        message.resize(text::decode_base64(letters, message.data()));
        return {};
    }

    std::size_t depth_ = 0;
    bool object_ = false;
    std::string key_; ///< of the member that comes
    std::string id_ = "null";
    std::string raw_;
    std::string text_;
    bool has_raw_ = false;
    bool has_text_ = false;
    std::string broken_;
    std::string wrong_; ///< what is of a wrong type
};

} // namespace

RequestError read_request(std::string_view line, WorkerRequest& request, std::string& message) {
    RequestReader reader;
    ordered_json::sax_parse(line.begin(), line.end(), &reader);
    return reader.finish(request, message);
}

} // namespace dsnparse::cli
