#include "store/single.hpp"

#include <algorithm>

namespace dsnparse::store {

namespace {

class SingleMessage final : public Level {
public:
    SingleMessage(Context& context, std::string name, std::string_view container, std::unique_ptr<Window> window)
        : context_(context), name_(std::move(name)), container_(container), window_(std::move(window)) {}

    Step next(SourceMessage& message) override {
        if (done_) return Step::end;
        done_ = true;
        const std::size_t most = context_.options.message_bytes + 1;
        const bool all = !window_->ensure(most);
        const std::string& error = window_->error();
        if (all && !error.empty()) {
            context_.problems.push_back({name_, error, static_cast<std::int64_t>(window_->have().size()), false});
            if (window_->have().empty()) return Step::end;
        }
        message.bytes = window_->have().substr(0, most);
        message.source = name_;
        message.container = container_;
        message.truncated = all && !error.empty();
        return Step::message;
    }

private:
    Context& context_;
    std::string name_;
    std::string_view container_;
    std::unique_ptr<Window> window_;
    bool done_ = false;
};

} // namespace

std::unique_ptr<Level> single_message(Context& context, std::string name, std::string_view container,
                                      std::unique_ptr<Window> window) {
    return std::make_unique<SingleMessage>(context, std::move(name), container, std::move(window));
}

} // namespace dsnparse::store
