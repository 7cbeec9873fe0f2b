#include "store/outlook_item.hpp"

#include "store/outlook/compound_file.hpp"
#include "store/outlook/mail.hpp"

namespace dsnparse::store {

namespace {

class OutlookItem final : public Level {
public:
    OutlookItem(Context& context, std::string name, std::string mail, bool cut)
        : context_(context), name_(std::move(name)), mail_(std::move(mail)), cut_(cut) {}

    Step next(SourceMessage& message) override {
        if (done_) return Step::end;
        done_ = true;
        message.bytes = std::string_view(mail_).substr(0, context_.options.message_bytes + 1);
        message.source = name_;
        message.container = "msg";
        message.truncated = cut_;
        return Step::message;
    }

private:
    Context& context_;
    std::string name_;
    std::string mail_;
    bool cut_;
    bool done_ = false;
};

} // namespace

bool begins_compound_file(std::string_view head) { return head.starts_with(compound_file_magic); }

std::unique_ptr<Level> outlook_item(Context& context, const std::string& name, Window& window) {
    // The file is not read from front to end, so it must be held. Texts of 16 bits take twice the place.
    const std::size_t most = context.options.message_bytes * 2 + (std::size_t{16} << 20);
    const bool too_long = window.ensure(most + 1);
    const auto tell = [&](std::string reason) { context.problems.push_back({name, std::move(reason), -1, false}); };

    CompoundFile file(window.have().substr(0, most));
    const bool cut = too_long || !window.error().empty();
    if (!is_outlook_item(file)) {
        if (file.damage().empty() && !cut) return nullptr;
        tell("the compound file cannot be read: "
             + (cut && !too_long ? window.error()
                : too_long       ? "it is longer than the limit"
                                 : file.damage()));
        return std::make_unique<Nothing>();
    }
    OutlookMail mail = outlook_mail(file, context.options.message_bytes);
    if (too_long)
        tell("the Outlook item is longer than the limit");
    else if (!window.error().empty())
        tell(window.error());
    else if (!file.damage().empty())
        tell("the Outlook item is damaged: " + file.damage());
    const bool damaged = cut || !file.damage().empty();
    if (!damaged && mail.left_out && mail.bytes.size() <= context.options.message_bytes)
        tell("messages lie within each other too deep; the innermost are not read");
    return std::make_unique<OutlookItem>(context, name, std::move(mail.bytes), damaged);
}

} // namespace dsnparse::store
