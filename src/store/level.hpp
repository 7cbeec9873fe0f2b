/// \file
/// What every kind of store has in common.
#pragma once

#include "store/window.hpp"

#include <dsnparse/source.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dsnparse::store {

/// Shared by all levels of one MessageSource.
struct Context {
    SourceOptions options;
    std::vector<SourceProblem> problems;
    Buffer spare; ///< between two windows
    std::uint64_t bytes_read = 0;
};

enum class Step {
    message, ///< the message was filled
    child, ///< take_child() is to be read first
    end
};

/// An open store: a list of paths, a folder, an archive, a mailbox, a file with one message. Levels lie upon each other like
/// plates: the topmost one is read to its end, then the one below goes on.
class Level {
public:
    Level() = default;
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    virtual ~Level() = default;

    /// The next message, or the next store within this one.
    virtual Step next(SourceMessage& message) = 0;
    [[nodiscard]] std::unique_ptr<Level> take_child() { return std::move(child_); }

protected:
    Step give(std::unique_ptr<Level> child) {
        child_ = std::move(child);
        return Step::child;
    }

private:
    std::unique_ptr<Level> child_;
};

/// A file without messages.
class Nothing final : public Level {
public:
    Step next(SourceMessage&) override { return Step::end; }
};

struct Budget;

/// A file of any kind, before it is known which.
struct Item {
    std::string name; ///< as SourceMessage::source
    std::unique_ptr<Reader> reader;
    std::string_view container; ///< what to call the container of a file with one message; empty: nothing
    bool named = false; ///< it is no file found below a folder or in an archive
    std::shared_ptr<Budget> budget; ///< of the archive that it is in; null: it is in none
};

/// The store that the content of `item` is (store/open.cpp).
[[nodiscard]] std::unique_ptr<Level> open_item(Context& context, Item item);

} // namespace dsnparse::store
