#include "store/folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <dirent.h>
#include <sys/stat.h>

namespace dsnparse::store {

namespace {

/// The files below a folder, in the order of their names.
class Folder final : public Level {
public:
    Folder(Context& context, std::string path, bool named) : context_(context), path_(std::move(path)) {
        list(named);
        if (!path_.ends_with('/')) path_ += '/';
    }

    Step next(SourceMessage&) override {
        while (at_ < entries_.size()) {
            const std::string path = path_ + (names_.c_str() + entries_[at_]);
            ++at_;
            if (std::unique_ptr<Level> child = open(path)) return give(std::move(child));
        }
        return Step::end;
    }

private:
    void list(bool named) {
        DIR* folder = opendir(path_.c_str());
        if (folder == nullptr) {
            context_.problems.push_back({path_, std::strerror(errno), -1, named});
            return;
        }
        errno = 0;
        while (const dirent* entry = readdir(folder)) {
            if (entry->d_name[0] != '.') {
                entries_.push_back(names_.size());
                names_.append(entry->d_name).push_back('\0');
            }
            errno = 0;
        }
        if (errno != 0) context_.problems.push_back({path_, std::strerror(errno), -1, false});
        closedir(folder);
        std::sort(entries_.begin(), entries_.end(),
                  [this](std::size_t a, std::size_t b) { return std::strcmp(names_.c_str() + a, names_.c_str() + b) < 0; });
    }

    /// Null: nothing to read there.
    std::unique_ptr<Level> open(const std::string& path) {
        struct stat own {};
        struct stat about {};
        if (lstat(path.c_str(), &own) != 0 || stat(path.c_str(), &about) != 0) {
            context_.problems.push_back({path, std::strerror(errno), -1, false});
            return nullptr;
        }
        if (S_ISDIR(own.st_mode)) return std::make_unique<Folder>(context_, path, false);
        // A link to a folder could lead back here; a pipe or a device could never end.
        if (!S_ISREG(about.st_mode)) return nullptr;
        std::string reason;
        std::unique_ptr<Reader> reader = open_file(path, &context_.bytes_read, reason);
        if (reader == nullptr) {
            context_.problems.push_back({path, std::move(reason), -1, false});
            return nullptr;
        }
        return open_item(context_, {path, std::move(reader), {}});
    }

    Context& context_;
    std::string path_;
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
                return give(std::make_unique<Folder>(context_, path, true));
            std::string reason;
            if (std::unique_ptr<Reader> reader = open_file(path, &context_.bytes_read, reason))
                return give(open_item(context_, {path, std::move(reader), {}}));
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
