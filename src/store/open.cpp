#include "store/archive.hpp"
#include "store/archive_adapter.hpp"
#include "store/json_records.hpp"
#include "store/level.hpp"
#include "store/mbox.hpp"
#include "store/outlook_item.hpp"
#include "store/single.hpp"

namespace dsnparse::store {

namespace {

/// Thunderbird's index beside each of its mailboxes.
constexpr std::string_view mork = "// <!-- <mdb:mork";

} // namespace

std::unique_ptr<Level> open_item(Context& context, Item item) {
    auto window = std::make_unique<Window>(std::move(item.reader), context.spare);
    const SourceFormat format = context.options.format;
    if (format == SourceFormat::message) return single_message(context, std::move(item.name), item.container, std::move(window));
    window->ensure(archive_head);
    if (begins_compound_file(window->have()))
        if (auto outlook = outlook_item(context, item.name, *window)) return outlook;
    // Reading on moves what was read: only now, and no further than the next that reads on.
    const std::string_view head = window->have();
    if (begins_archive(head)) return archive_members(context, std::move(item.name), std::move(item.budget), std::move(window));
    const bool automatic = format == SourceFormat::automatic;
    // That the `From ` line has a date is not asked here: where no second message follows, it is one message.
    if (!automatic ? format != SourceFormat::ndjson : head.starts_with("From "))
        return mbox_messages(context, std::move(item.name), item.container, automatic, std::move(window));
    if (!automatic || begins_json_records(*window, context.options))
        return json_records(context, std::move(item.name), std::move(window));
    if (!item.named && window->have().starts_with(mork)) return std::make_unique<Nothing>();
    return single_message(context, std::move(item.name), item.container, std::move(window));
}

} // namespace dsnparse::store
