#include "store/outlook/mail.hpp"

#include "base/ascii.hpp"
#include "store/outlook/header.hpp"
#include "store/outlook/properties.hpp"
#include "store/outlook/report.hpp"
#include "store/outlook/rtf.hpp"

#include <utility>
#include <vector>

namespace dsnparse::store {

namespace {

constexpr std::string_view property_list = "__properties_version1.0";
constexpr std::size_t most_depth = 8;
/// Begins every boundary of ours; what has it within is encoded.
constexpr std::string_view boundary_mark = "=_outlook_";

/// Of the lists of properties (MS-OXMSG 2.4.1).
enum HeaderSize : std::size_t { in_the_file = 32, of_embedded_message = 24, of_recipient_or_attachment = 8 };

enum AttachMethod : std::uint32_t { embedded_message = 5 };

struct Part {
    std::string type; ///< value of Content-Type
    std::string file_name;
    std::string content;
    bool ours = false; ///< it may hold our boundaries
};

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t bytes_per_line = 57;
    std::string out;
    out.reserve(bytes.size() / 3 * 4 + bytes.size() / bytes_per_line + 8);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        const std::size_t have = bytes.size() - at < 3 ? bytes.size() - at : 3;
        for (std::size_t i = 0; i < 3; ++i) group = group << 8 | (i < have ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) out += i <= have ? letters[group >> (18 - 6 * i) & 63U] : '=';
        if ((at + 3) % bytes_per_line == 0) out += '\n';
    }
    if (!out.ends_with('\n')) out += '\n';
    return out;
}

/// A media type, if that is what it is.
bool is_media_type(std::string_view type) {
    const std::size_t slash = type.find('/');
    if (slash == 0 || slash == std::string_view::npos || slash + 1 == type.size()) return false;
    for (const char c : type)
        if (!ascii::is_alnum(c) && c != '/' && c != '-' && c != '+' && c != '.' && c != '_') return false;
    return true;
}

/// The type of an attachment that says none, by its first line; its name is not asked.
std::string type_by_content(std::string_view content) {
    for (const std::string_view field : {"Reporting-MTA:", "Original-Envelope-Id:", "Final-Recipient:"})
        if (ascii::istarts_with(content, field)) return "message/delivery-status";
    for (const std::string_view field : {"Received:", "Return-Path:", "Delivered-To:", "Message-ID:", "MIME-Version:"})
        if (ascii::istarts_with(content, field)) return "message/rfc822";
    return "application/octet-stream";
}

bool is_text(std::string_view type) { return ascii::istarts_with(type, "text/") || ascii::istarts_with(type, "message/"); }

void append_part(std::string& out, const Part& part) {
    const bool encoded = !part.ours && (!is_text(part.type) || part.content.find(boundary_mark) != std::string::npos);
    append_field(out, "Content-Type", part.type);
    append_field(out, "Content-Transfer-Encoding", encoded ? "base64" : "8bit");
    if (!part.file_name.empty()) {
        std::string quoted = "attachment; filename=\"";
        for (const char c : part.file_name) {
            if (c == '"' || c == '\\') quoted += '\\';
            quoted += c;
        }
        append_field(out, "Content-Disposition", quoted + "\"");
    }
    out += '\n';
    out += encoded ? base64(part.content) : part.content;
}

class MailWriter {
public:
    MailWriter(CompoundFile& file, std::size_t most) : file_(file), most_(most) {}

    OutlookMail write() {
        OutlookMail mail;
        mail.bytes = message(CompoundFile::root, in_the_file, 0, 0);
        mail.left_out = left_out_;
        return mail;
    }

private:
    std::string message(CompoundFile::Index storage, std::size_t header, std::uint32_t codepage, std::size_t depth) {
        const Properties item(file_, storage, header, codepage);
        std::vector<Properties> recipients;
        std::vector<CompoundFile::Index> attachments;
        for (const CompoundFile::Index child : file_.entry(storage).children) {
            const std::string_view name = file_.entry(child).name;
            if (ascii::istarts_with(name, "__recip_version1.0_"))
                recipients.emplace_back(file_, child, of_recipient_or_attachment, item.codepage());
            else if (ascii::istarts_with(name, "__attach_version1.0_"))
                attachments.push_back(child);
        }
        const std::string message_class = item.text(Property::message_class);
        const ItemKind kind = kind_of_class(message_class);

        std::vector<Part> parts;
        add_bodies(item, parts);
        const std::size_t first_attachment = parts.size();
        for (const CompoundFile::Index attachment : attachments) add_attachment(attachment, item.codepage(), depth, parts);
        if (kind != ItemKind::message) add_report(kind, message_class, item, recipients, first_attachment, parts);

        std::string mail = header_of(item, recipients, kind);
        append_field(mail, "MIME-Version", "1.0");
        if (parts.size() == 1 && parts.front().file_name.empty()) {
            append_part(mail, parts.front());
        } else {
            Part whole = joined(multipart_type(parts), parts);
            append_part(mail, whole);
        }
        return mail;
    }

    void add_bodies(const Properties& item, std::vector<Part>& parts) {
        std::vector<Part> bodies;
        std::string text = item.text(Property::body);
        std::string html = item.binary(Property::html);
        std::string html_charset;
        if (const auto codepage = item.number(Property::internet_codepage)) html_charset = charset_of_codepage(*codepage);
        if (html.empty() && !(html = item.text(Property::html)).empty()) html_charset = "utf-8";
        if (text.empty() && html.empty()) {
            RtfContent rtf = read_rtf(decompress_rtf(item.binary(Property::rtf_compressed)));
            (rtf.html ? html : text) = std::move(rtf.text);
            html_charset = "utf-8";
        }
        if (text.empty() && html.empty()) text = item.text(Property::report_text);
        if (!text.empty() || html.empty()) bodies.push_back({"text/plain; charset=utf-8", {}, std::move(text)});
        if (!html.empty())
            bodies.push_back({html_charset.empty() ? "text/html" : "text/html; charset=" + html_charset, {}, std::move(html)});
        parts.push_back(bodies.size() == 1 ? std::move(bodies.front()) : joined("multipart/alternative", bodies));
    }

    void add_attachment(CompoundFile::Index storage, std::uint32_t codepage, std::size_t depth, std::vector<Part>& parts) {
        if (written_ > most_) {
            left_out_ = true;
            return;
        }
        const Properties about(file_, storage, of_recipient_or_attachment, codepage);
        Part part;
        const CompoundFile::Index object = about.object(Property::attach_data);
        if (object != CompoundFile::root) {
            // Other objects than messages are documents of programs.
            if (about.number(Property::attach_method) != embedded_message
                && file_.find(object, property_list) == CompoundFile::root)
                return;
            if (depth == most_depth) {
                left_out_ = true;
                return;
            }
            part.type = "message/rfc822";
            part.content = message(object, of_embedded_message, codepage, depth + 1);
            part.ours = true;
        } else {
            part.content = about.binary(Property::attach_data);
            part.type = about.text(Property::attach_mime_tag);
            if (!is_media_type(part.type)) part.type = type_by_content(part.content);
            part.file_name = about.text(Property::attach_long_filename);
            if (part.file_name.empty()) part.file_name = about.text(Property::attach_filename);
        }
        written_ += part.content.size();
        parts.push_back(std::move(part));
    }

    /// Puts what the item reports behind its words, unless an attachment does so already.
    static void add_report(ItemKind kind, std::string_view message_class, const Properties& item,
                           const std::vector<Properties>& recipients, std::size_t at, std::vector<Part>& parts) {
        bool has_original = false;
        for (const Part& part : parts) {
            if (ascii::iequals(part.type, "message/delivery-status")) return;
            has_original = has_original || ascii::istarts_with(part.type, "message/rfc822")
                           || ascii::istarts_with(part.type, "text/rfc822-headers");
        }
        const auto place = parts.begin() + static_cast<std::ptrdiff_t>(at);
        if (kind == ItemKind::receipt) {
            parts.insert(place, {"message/disposition-notification", {}, disposition(message_class, item)});
            return;
        }
        parts.insert(place, {"message/delivery-status", {}, delivery_status(message_class, item, recipients)});
        std::string original = has_original ? std::string() : original_fields(item);
        if (!original.empty()) parts.push_back({"text/rfc822-headers; charset=utf-8", {}, std::move(original)});
    }

    static std::string_view multipart_type(const std::vector<Part>& parts) {
        for (const Part& part : parts) {
            if (ascii::iequals(part.type, "message/delivery-status")) return "multipart/report; report-type=delivery-status";
            if (ascii::iequals(part.type, "message/feedback-report")) return "multipart/report; report-type=feedback-report";
            if (ascii::iequals(part.type, "message/disposition-notification"))
                return "multipart/report; report-type=disposition-notification";
        }
        return "multipart/mixed";
    }

    Part joined(std::string_view type, std::vector<Part>& parts) {
        const std::string boundary = std::string(boundary_mark) + std::to_string(boundaries_++) + "_";
        Part whole;
        whole.ours = true;
        whole.type = std::string(type) + "; boundary=\"" + boundary + "\"";
        for (Part& part : parts) {
            whole.content += "--" + boundary + "\n";
            append_part(whole.content, part);
            whole.content += '\n';
            part.content = {};
        }
        whole.content += "--" + boundary + "--\n";
        return whole;
    }

    CompoundFile& file_;
    std::size_t most_;
    std::size_t written_ = 0; ///< of attachments
    std::size_t boundaries_ = 0;
    bool left_out_ = false;
};

} // namespace

bool is_outlook_item(const CompoundFile& file) { return file.find(CompoundFile::root, property_list) != CompoundFile::root; }

OutlookMail outlook_mail(CompoundFile& file, std::size_t most) { return MailWriter(file, most).write(); }

} // namespace dsnparse::store
