/// \file
/// What the name of a file tells about it: next to nothing.
#pragma once

#include <string_view>

namespace dsnparse::store {

/// Files that mail programs keep beside the messages: indexes, lists of ids.
[[nodiscard]] bool is_bookkeeping(std::string_view file_name);

/// The path of a file within an archive.
class MemberName {
public:
    explicit MemberName(std::string_view path);
    /// It is hidden, or lies in a hidden folder that is none of a Maildir, or is a mail program's bookkeeping.
    [[nodiscard]] bool passed_over() const { return passed_over_; }
    /// `maildir` for a file in `cur` or `new`; else empty.
    [[nodiscard]] std::string_view container() const { return container_; }

private:
    bool passed_over_ = false;
    std::string_view container_;
};

} // namespace dsnparse::store
