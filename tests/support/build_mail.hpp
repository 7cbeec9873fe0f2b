/// \file
/// Test messages as a mail program writes them: a thin cover over mimetic's MimeEntity.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace build_mail {

/// A MIME entity under construction.
///
///     Mail mail("multipart/report");
///     mail.parameter("boundary", "b").field("Subject", "Undelivered");
///     mail.add(std::move(Mail("text/plain").quoted_printable("caf\xE9")));
///     std::string bytes = mail.bytes("\r\n");
class Mail {
public:
    /// `media_type`: `text/plain`; empty: no Content-Type at all.
    explicit Mail(std::string_view media_type);
    Mail(Mail&&) noexcept;
    Mail& operator=(Mail&&) noexcept;
    ~Mail();

    /// Appends a header field.
    Mail& field(const std::string& name, const std::string& value);
    /// Sets a parameter of the Content-Type.
    Mail& parameter(const std::string& name, const std::string& value);
    /// Sets the body as it is, or encoded by mimetic, with the Content-Transfer-Encoding that says so.
    Mail& body(const std::string& text);
    Mail& quoted_printable(const std::string& text);
    Mail& base64(const std::string& text);
    /// Appends a part, or the content of a message/rfc822.
    Mail& add(Mail part);

    /// The message; every line end is `line_end`.
    [[nodiscard]] std::string bytes(std::string_view line_end = "\n") const;

private:
    struct Entity;
    std::unique_ptr<Entity> entity_;
};

} // namespace build_mail
