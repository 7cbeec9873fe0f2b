#include "store/level.hpp"
#include "store/mbox.hpp"
#include "store/mbox_line.hpp"
#include "store/single.hpp"

namespace dsnparse::store {

namespace {

/// An mbox begins with a `From ` line. That it has a date is not asked here: where no second message follows, it is one message.
bool begins_mbox(std::string_view head) { return head.starts_with("From "); }

} // namespace

std::unique_ptr<Level> open_item(Context& context, Item item) {
    auto window = std::make_unique<Window>(std::move(item.reader), context.spare);
    const SourceFormat format = context.options.format;
    if (format == SourceFormat::mbox || format == SourceFormat::mboxrd)
        return mbox_messages(context, std::move(item.name), item.container, false, std::move(window));
    if (format == SourceFormat::automatic) {
        window->ensure(5);
        if (begins_mbox(window->have()))
            return mbox_messages(context, std::move(item.name), item.container, true, std::move(window));
    }
    return single_message(context, std::move(item.name), item.container, std::move(window));
}

} // namespace dsnparse::store
