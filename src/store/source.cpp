#include <dsnparse/source.hpp>

#include "store/folder.hpp"
#include "store/level.hpp"

#include <limits>

namespace dsnparse {

class MessageSource::Impl {
public:
    explicit Impl(SourceOptions options) {
        context_.options = std::move(options);
        constexpr std::size_t most = std::numeric_limits<std::size_t>::max() / 8;
        if (context_.options.message_bytes > most) context_.options.message_bytes = most;
    }

    void push(std::unique_ptr<store::Level> level) { levels_.push_back(std::move(level)); }
    [[nodiscard]] store::Context& context() { return context_; }

    bool next(SourceMessage& message) {
        message = {};
        while (!levels_.empty()) {
            switch (levels_.back()->next(message)) {
            case store::Step::message: return true;
            case store::Step::child: levels_.push_back(levels_.back()->take_child()); break;
            case store::Step::end: levels_.pop_back(); break;
            }
        }
        return false;
    }

private:
    store::Context context_;
    std::vector<std::unique_ptr<store::Level>> levels_; ///< the topmost is read
};

MessageSource MessageSource::open(std::vector<std::string> paths, SourceOptions options) {
    auto impl = std::make_unique<Impl>(std::move(options));
    impl->push(store::named_paths(impl->context(), std::move(paths)));
    return MessageSource(std::move(impl));
}

MessageSource MessageSource::from_memory(std::string_view bytes, std::string name, SourceOptions options) {
    auto impl = std::make_unique<Impl>(std::move(options));
    store::Context& context = impl->context();
    store::Item item;
    item.name = std::move(name);
    item.reader = store::read_memory(bytes, &context.bytes_read);
    impl->push(store::open_item(context, std::move(item)));
    return MessageSource(std::move(impl));
}

MessageSource::MessageSource(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MessageSource::MessageSource(MessageSource&&) noexcept = default;
MessageSource& MessageSource::operator=(MessageSource&&) noexcept = default;
MessageSource::~MessageSource() = default;

bool MessageSource::next(SourceMessage& message) { return impl_->next(message); }

std::vector<SourceProblem> MessageSource::take_problems() { return std::exchange(impl_->context().problems, {}); }

std::uint64_t MessageSource::bytes_read() const noexcept { return impl_->context().bytes_read; }

} // namespace dsnparse
