#include "support/build_mail.hpp"

#include <mimetic/mimetic.h>

#include <sstream>

namespace build_mail {

struct Mail::Entity {
    std::unique_ptr<mimetic::MimeEntity> value = std::make_unique<mimetic::MimeEntity>();
};

Mail::Mail(std::string_view media_type) : entity_(std::make_unique<Entity>()) {
    if (!media_type.empty()) entity_->value->header().contentType(mimetic::ContentType(std::string(media_type)));
}

Mail::Mail(Mail&&) noexcept = default;
Mail& Mail::operator=(Mail&&) noexcept = default;
Mail::~Mail() = default;

Mail& Mail::field(const std::string& name, const std::string& value) {
    entity_->value->header().push_back(mimetic::Field(name, value));
    return *this;
}

Mail& Mail::parameter(const std::string& name, const std::string& value) {
    entity_->value->header().contentType().param(name, value);
    return *this;
}

Mail& Mail::body(const std::string& text) {
    entity_->value->body().set(text);
    return *this;
}

Mail& Mail::quoted_printable(const std::string& text) {
    entity_->value->header().contentTransferEncoding("quoted-printable");
    body(text);
    entity_->value->body().code(mimetic::QP::Encoder());
    return *this;
}

Mail& Mail::base64(const std::string& text) {
    entity_->value->header().contentTransferEncoding("base64");
    body(text);
    entity_->value->body().code(mimetic::Base64::Encoder());
    return *this;
}

Mail& Mail::add(Mail part) {
    // mimetic's Body owns its parts and deletes them.
    entity_->value->body().parts().push_back(part.entity_->value.release());
    return *this;
}

std::string Mail::bytes(std::string_view line_end) const {
    std::ostringstream out;
    out << *entity_->value;
    std::string result;
    for (char c : out.str()) { // mimetic ends header lines with CRLF and leaves bodies alone
        if (c == '\r') continue;
        if (c == '\n')
            result += line_end;
        else
            result += c;
    }
    return result;
}

} // namespace build_mail
