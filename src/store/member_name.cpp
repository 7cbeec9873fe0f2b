#include "store/member_name.hpp"

#include <algorithm>
#include <array>

namespace dsnparse::store {

bool is_bookkeeping(std::string_view file_name) {
    static constexpr std::array<std::string_view, 9> starts{"dovecot.",      "dovecot-",      "courierimap",
                                                            "courierpop3",   "maildirfolder", "maildirsize",
                                                            "maildirfilter", "subscriptions", "shared-maildirs"};
    return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return file_name.starts_with(start); });
}

MemberName::MemberName(std::string_view path) {
    bool hidden_folder = false;
    std::string_view parent;
    while (true) {
        const std::size_t slash = path.find('/');
        const std::string_view part = path.substr(0, slash);
        const bool hidden = part.starts_with('.') && part != "." && part != "..";
        if (slash == std::string_view::npos) {
            if (parent == "cur" || parent == "new") container_ = "maildir";
            passed_over_ = hidden || is_bookkeeping(part) || (hidden_folder && container_.empty());
            return;
        }
        // The second is what macOS puts into every zip file.
        hidden_folder = hidden_folder || hidden || part == "__MACOSX";
        parent = part;
        path.remove_prefix(slash + 1);
    }
}

} // namespace dsnparse::store
