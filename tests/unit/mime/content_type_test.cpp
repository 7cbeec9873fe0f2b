#include "mime/content_type.hpp"

#include "unit/mime/framed.hpp"

using dsnparse::mime::Encoding;
using dsnparse::mime::Media;
using dsnparse::mime::Part;

TEST_CASE("read_content_type: usual and unusual values") {
    struct Row {
        std::string_view raw;
        std::string_view type;
        std::string_view charset;
        std::string_view boundary;
        std::string_view name;
    };
    const Row rows[] = {
        {"text/plain", "text/plain", "", "", ""},
        {" \r\n text/plain", "text/plain", "", "", ""},
        {"text/plain; charset=us-ascii", "text/plain", "us-ascii", "", ""},
        {"text/plain;charset=us-ascii;", "text/plain", "us-ascii", "", ""},
        {"TEXT/Plain; CHARSET=\"US-ASCII\" ; format=flowed", "text/plain", "US-ASCII", "", ""},
        {"text/plain;\r\n\tcharset=\"utf-8\"", "text/plain", "utf-8", "", ""},
        {"text/plain; charset = \"utf-8\"", "text/plain", "utf-8", "", ""},
        {"text/plain;; charset=utf-8", "text/plain", "utf-8", "", ""},
        {"text/plain; charset=a; charset=b", "text/plain", "a", "", ""},
        {"text/plain charset=utf-8", "text/plain", "utf-8", "", ""},
        {"text / plain; charset=utf-8", "text/plain", "utf-8", "", ""},
        {"text/plain (a comment); charset=utf-8 (another)", "text/plain", "utf-8", "", ""},
        {"text/plain; charset*=us-ascii'en'utf-8", "text/plain", "utf-8", "", ""},
        {"text/plain; charset=\"utf-8", "text/plain", "utf-8", "", ""},
        {"text/plain; charset", "text/plain", "", "", ""},
        {"multipart/mixed; boundary=\"a;b\"", "multipart/mixed", "", "a;b", ""},
        {"multipart/mixed; boundary=\"a\\\"b\"", "multipart/mixed", "", "a\"b", ""},
        {"multipart/mixed; boundary=a=b/c?d", "multipart/mixed", "", "a=b/c?d", ""},
        {"multipart/mixed; boundary=a b", "multipart/mixed", "", "a b", ""},
        {"multipart/mixed; boundary=\"a \"", "multipart/mixed", "", "a", ""}, // RFC 2046: no blank at its end
        {"multipart/mixed; boundary='a'", "multipart/mixed", "", "'a'", ""},
        {"multipart/mixed; boundary*0=a; boundary*1=b", "multipart/mixed", "", "ab", ""},
        {"multipart/mixed; boundary=\"\"", "multipart/mixed", "", "", ""},
        {"image/png; name=\"a b.png\"", "image/png", "", "", "a b.png"},
        {"image/png; name=a b.png; charset=x", "image/png", "x", "", "a b.png"},
        {"image/png; name*=utf-8''%C3%A9.png", "image/png", "", "", "\xC3\xA9.png"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.raw);
        test::Reading reading("");
        Part part;
        read_content_type(reading.context, row.raw, part);
        CHECK(part.declared);
        CHECK(std::string(part.type) + "/" + std::string(part.subtype) == row.type);
        CHECK(part.charset == row.charset);
        CHECK(part.boundary == row.boundary);
        CHECK(part.file_name == row.name);
    }
}

TEST_CASE("read_content_type: what is no media type declares nothing") {
    for (std::string_view raw :
         {"", " ", "text", "text; charset=x", "/", ";", "=", "/plain", "text/", "text/;", "\"text/plain\"", "(text/plain)"}) {
        CAPTURE(raw);
        test::Reading reading("");
        Part part;
        read_content_type(reading.context, raw, part);
        CHECK_FALSE(part.declared);
        CHECK(part.media == Media::text_plain);
        CHECK(part.type == "");
    }
}

TEST_CASE("read_content_type: hostile values are borne") {
    for (std::string raw :
         {std::string(1 << 20, '('), std::string(1 << 20, ';'), std::string(1 << 20, '"'), std::string(1 << 20, '\0'),
          "text/plain; " + std::string(1 << 20, 'x') + "=y", "multipart/mixed; boundary=" + std::string(1 << 20, 'x'),
          std::string("text/plain; charset=a\0b", 23)}) {
        test::Reading reading("");
        Part part;
        read_content_type(reading.context, raw, part);
        CHECK(part.boundary.size() <= 1000);
    }
}

TEST_CASE("read_disposition: attachment and file name") {
    struct Row {
        std::string_view raw;
        bool attachment;
        std::string_view name;
    };
    const Row rows[] = {
        {"attachment; filename=\"a.txt\"", true, "a.txt"},
        {"ATTACHMENT;\r\n filename=a.txt; size=3", true, "a.txt"},
        {"attachment; filename=a b.txt", true, "a b.txt"},
        {"attachment; filename*=utf-8''%e2%82%ac.txt", true, "\xE2\x82\xAC.txt"},
        {"attachment; filename*0=\"a.\"; filename*1=\"txt\"", true, "a.txt"},
        {"attachment (x); filename=a.txt", true, "a.txt"},
        {"inline; filename=a.txt", false, "a.txt"},
        {"inline", false, ""},
        {"", false, ""},
        {";", false, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.raw);
        test::Reading reading("");
        Part part;
        read_disposition(reading.context, row.raw, part);
        CHECK(part.attachment == row.attachment);
        CHECK(part.file_name == row.name);
    }
    test::Reading reading("");
    Part part;
    read_content_type(reading.context, "image/png; name=n.png", part);
    read_disposition(reading.context, "attachment", part);
    CHECK(part.file_name == "n.png");
    read_disposition(reading.context, "attachment; filename=f.png", part);
    CHECK(part.file_name == "f.png");
}

TEST_CASE("read_encoding: mechanisms as they are spelled") {
    struct Row {
        std::string_view raw;
        Encoding encoding;
    };
    const Row rows[] = {
        {"base64", Encoding::base64},       {"\r\n BASE64 ", Encoding::base64}, {"\"base64\"", Encoding::base64},
        {"base64;", Encoding::base64},      {"base64 (x)", Encoding::base64},   {"Quoted-Printable", Encoding::quoted_printable},
        {"x-uuencode", Encoding::uuencode}, {"uuencode", Encoding::uuencode},   {"7bit", Encoding::identity},
        {"8bit", Encoding::identity},       {"binary", Encoding::identity},     {"base9000", Encoding::identity},
        {"quoted", Encoding::identity},     {"", Encoding::identity},
    };
    for (const Row& row : rows) {
        CAPTURE(row.raw);
        CHECK(dsnparse::mime::read_encoding(row.raw) == row.encoding);
    }
}

TEST_CASE("media_of: the types that matter to a bounce") {
    struct Row {
        std::string_view type;
        std::string_view subtype;
        Media media;
    };
    const Row rows[] = {
        {"text", "plain", Media::text_plain},
        {"text", "richtext", Media::text_plain},
        {"test", "plain", Media::text_plain},
        {"text", "html", Media::text_html},
        {"text", "rfc822-headers", Media::headers},
        {"message", "global-headers", Media::headers},
        {"multipart", "report", Media::multipart},
        {"multipart", "mx6d", Media::multipart},
        {"message", "rfc822", Media::message},
        {"message", "global", Media::message},
        {"message", "delivery-status", Media::delivery_status},
        {"message", "global-delivery-status", Media::delivery_status},
        {"message", "disposition-notification", Media::disposition},
        {"message", "global-disposition-notification", Media::disposition},
        {"message", "feedback-report", Media::feedback},
        {"message", "partial", Media::other},
        {"application", "octet-stream", Media::other},
    };
    for (const Row& row : rows) {
        CAPTURE(row.type);
        CAPTURE(row.subtype);
        CHECK(dsnparse::mime::media_of(row.type, row.subtype) == row.media);
    }
}
