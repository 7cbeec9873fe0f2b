#include "store/folder.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <dirent.h>
#include <sys/stat.h>

namespace dsnparse::store {

namespace {

bool is_folder(const std::string& path) {
    struct stat about {};
    return lstat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}

bool is_number(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return ascii::is_digit(c); });
}

Item item_of(std::string name, std::unique_ptr<Reader> reader) {
    Item item;
    item.name = std::move(name);
    item.reader = std::move(reader);
    return item;
}

/// The files below a folder, in the order of their names.
class Folder final : public Level {
public:
    /// `container`: what a file with one message in it lies in; empty: that is to be seen.
    Folder(Context& context, std::string path, std::string_view container, bool named)
        : context_(context), path_(std::move(path)), container_(container) {
        list(named);
        if (!path_.ends_with('/')) path_ += '/';
        if (container_.empty()) recognise();
        arrange();
    }

    Step next(SourceMessage&) override {
        while (at_ < entries_.size()) {
            if (std::unique_ptr<Level> child = open(name_at(entries_[at_++]))) return give(std::move(child));
        }
        return Step::end;
    }

private:
    [[nodiscard]] std::string_view name_at(std::size_t place) const { return names_.c_str() + place; }

    void list(bool named) {
        DIR* folder = opendir(path_.c_str());
        if (folder == nullptr) {
            context_.problems.push_back({path_, std::strerror(errno), -1, named});
            return;
        }
        errno = 0;
        while (const dirent* entry = readdir(folder)) {
            const std::string_view name = entry->d_name;
            if (name != "." && name != "..") {
                entries_.push_back(names_.size());
                names_.append(name).push_back('\0');
            }
            errno = 0;
        }
        if (errno != 0) context_.problems.push_back({path_, std::strerror(errno), -1, false});
        closedir(folder);
    }

    [[nodiscard]] bool has(std::string_view name) const {
        return std::any_of(entries_.begin(), entries_.end(), [&](std::size_t entry) { return name_at(entry) == name; });
    }

    /// A Maildir has `cur` and `new`; MH numbers its messages and keeps `.mh_sequences`.
    void recognise() {
        maildir_ = has("cur") && has("new") && is_folder(path_ + "cur") && is_folder(path_ + "new");
        if (maildir_) return;
        const bool sequences = has(".mh_sequences");
        bool numbers = false;
        for (const std::size_t entry : entries_) {
            const std::string_view name = name_at(entry);
            if (is_number(name))
                numbers = true;
            else if (!sequences && !name.starts_with('.') && !is_folder(path_ + std::string(name)))
                return;
        }
        if (numbers) container_ = "mh";
    }

    [[nodiscard]] bool is_wanted(std::string_view name) const {
        if (maildir_) {
            // What is in tmp is not delivered yet; files beside the three folders are bookkeeping; Maildir++ hides its folders.
            const std::string path = path_ + std::string(name);
            return name != "tmp" && is_folder(path) && (!name.starts_with('.') || is_folder(path + "/cur"));
        }
        if (name.starts_with('.')) return false;
        // MH puts a comma in front of what was deleted.
        return container_ != "mh" || is_number(name) || is_folder(path_ + std::string(name));
    }

    void arrange() {
        std::erase_if(entries_, [this](std::size_t entry) { return !is_wanted(name_at(entry)); });
        const bool by_number = container_ == "mh";
        std::sort(entries_.begin(), entries_.end(), [&](std::size_t a, std::size_t b) {
            const std::string_view one = name_at(a);
            const std::string_view other = name_at(b);
            if (by_number && one.size() != other.size() && is_number(one) && is_number(other)) return one.size() < other.size();
            return one < other;
        });
    }

    /// Null: nothing to read there.
    std::unique_ptr<Level> open(std::string_view name) {
        const std::string path = path_ + std::string(name);
        struct stat own {};
        struct stat about {};
        if (lstat(path.c_str(), &own) != 0 || stat(path.c_str(), &about) != 0) {
            // Maildirs are read while mail programs move what is in them.
            if (errno != ENOENT || S_ISLNK(own.st_mode)) context_.problems.push_back({path, std::strerror(errno), -1, false});
            return nullptr;
        }
        if (S_ISDIR(own.st_mode)) {
            const bool of_maildir = maildir_ && (name == "cur" || name == "new");
            return std::make_unique<Folder>(context_, path, of_maildir ? "maildir" : "", false);
        }
        // A link to a folder could lead back here; a pipe or a device could never end.
        if (!S_ISREG(about.st_mode)) return nullptr;
        std::string reason;
        std::unique_ptr<Reader> reader =
            open_file(path, &context_.bytes_read, context_.options.stop, context_.options.before_waiting, reason);
        if (reader == nullptr) {
            context_.problems.push_back({path, std::move(reason), -1, false});
            return nullptr;
        }
        Item item = item_of(path, std::move(reader));
        item.container = container_;
        return open_item(context_, std::move(item));
    }

    Context& context_;
    std::string path_;
    std::string_view container_;
    bool maildir_ = false;
    std::string names_; ///< each with a zero behind it: folders may hold millions
    std::vector<std::size_t> entries_; ///< where they begin, sorted
    std::size_t at_ = 0;
};

class NamedPaths final : public Level {
public:
    NamedPaths(Context& context, std::vector<std::string> paths) : context_(context), paths_(std::move(paths)) {}

    Step next(SourceMessage&) override {
        while (at_ < paths_.size()) {
            const std::string& path = paths_[at_++];
            struct stat about {};
            if (path != "-" && stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode))
                return give(std::make_unique<Folder>(context_, path, "", true));
            std::string reason;
            if (std::unique_ptr<Reader> reader =
                    open_file(path, &context_.bytes_read, context_.options.stop, context_.options.before_waiting, reason)) {
                Item item = item_of(path, std::move(reader));
                item.named = true;
                return give(open_item(context_, std::move(item)));
            }
            context_.problems.push_back({path, std::move(reason), -1, true});
        }
        return Step::end;
    }

private:
    Context& context_;
    std::vector<std::string> paths_;
    std::size_t at_ = 0;
};

} // namespace

std::unique_ptr<Level> named_paths(Context& context, std::vector<std::string> paths) {
    return std::make_unique<NamedPaths>(context, std::move(paths));
}

} // namespace dsnparse::store
