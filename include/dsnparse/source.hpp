/// \file
/// MessageSource: the messages of files, folders, mailboxes and archives, one after the other.
#pragma once

#include <dsnparse/export.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dsnparse {

/// What a file is taken for. `automatic` looks at its content, never at its name.
enum class SourceFormat : std::uint8_t {
    automatic,
    message, ///< the whole file is one message, whatever it looks like
    mbox, ///< an mbox; quoted `>From ` lines are left as they are stored
    mboxrd, ///< an mbox in which one `>` is taken off every `>From ` line
    ndjson, ///< one JSON object per line, with the message in `SourceOptions::field`, as text or base64
};

/// Choices and bounds of a MessageSource. Reaching a bound is a SourceProblem; what lies within it is still read.
struct SourceOptions {
    /// Of the files named and found, also of standard input. Folders are found by themselves.
    SourceFormat format = SourceFormat::automatic;
    /// The member of a JSON object that is the message; dots lead into objects within it.
    std::string field = "raw";
    /// Of one message. Of a longer one this many bytes and one more are given, so that parse() with the same limit sees that it
    /// goes on; the rest is passed over. Bounds the memory of a source, whatever it reads.
    std::size_t message_bytes = std::size_t{256} << 20;
    /// Reading ends soon after this is set, by another thread or a signal handler, as if there were nothing more; the message
    /// that next() gives then may be cut. Null: nobody stops it. Not owned.
    const std::atomic<bool>* stop = nullptr;
    /// Called by next(), in its thread, before it waits for a pipe or a terminal that has had nothing for a moment: the
    /// time to hand on what was made of the messages so far. It must not use the source. Empty: nobody wants to know.
    std::function<void()> before_waiting;
    /// Of one archive with all that is in it, against bombs. Memory is bounded without them; these bound time.
    std::uint64_t archive_bytes = std::uint64_t{1} << 40; ///< unpacked
    std::uint64_t archive_ratio = 1000; ///< unpacked to packed, beyond the first 64 MiB
    std::uint64_t archive_members = 10'000'000;
    std::size_t archive_depth = 4; ///< archives within archives; a compressed tar is one
};

/// One message, as it is stored; of an Outlook item the mail made of it. Everything in it is valid until the next call of
/// MessageSource::next().
struct SourceMessage {
    std::string_view bytes; ///< an mbox `From ` line and the blank line that ends the message in an mbox are not part of it
    std::string_view
        source; ///< the path as given, or as found below a folder; in an archive `a.zip!2024/b.eml`; `-`: standard input
    /// `mbox`, `maildir`, `mh`, `ndjson`, `ses`, `msg`.  For Options::container. Empty: a file with one message; parse() then
    /// says `eml` or `text`.
    std::string_view container;
    std::int64_t index = -1; ///< position in its container, from 0; -1: it is a file of its own
    std::int64_t offset = -1; ///< of its first byte in the container; -1: it is a file of its own
    bool truncated = false; ///< the store ends within it; told as a SourceProblem as well
};

/// Something that could not be read. Never fatal: all else is.
struct SourceProblem {
    std::string source; ///< path, as SourceMessage::source
    std::string reason; ///< one line
    std::int64_t offset = -1; ///< where in the file; -1: not known, or the whole of it
    bool named = false; ///< a path given to open() is missing or cannot be opened
};

/// Reads messages, and nothing but reads: a store is never changed, locked or marked.
///
/// A path is a file, a folder (all files below it in the order of their names; hidden ones are left out, links to folders are
/// not followed; Maildir and MH in their own ways), or `-` for standard input. A file holds one message, or many: an mbox,
/// JSON objects, an archive, an Outlook item, or any of these compressed. docs/stores.md says how each is known and read. A file
/// that merely begins with a `From ` line and holds one message is one message, `From ` line and all.
///
/// Memory is that of the longest message, not that of the file, which may be compressed. How the bytes arrive makes no
/// difference. Not thread-safe; one source per thread.
///
///     dsnparse::MessageSource source = dsnparse::MessageSource::open({"bounces.mbox"});
///     dsnparse::SourceMessage message;
///     while (source.next(message)) {
///         dsnparse::Options options;
///         options.source = message.source;
///         options.container = message.container;
///         options.index = message.index;
///         options.offset = message.offset;
///         const dsnparse::Report report = dsnparse::parse(message.bytes, options);
///     }
///     for (const dsnparse::SourceProblem& problem : source.take_problems()) ...
class DSNPARSE_API MessageSource {
public:
    /// Never fails: a path that cannot be read is a problem, told when its turn comes.
    [[nodiscard]] static MessageSource open(std::vector<std::string> paths, SourceOptions options = {});
    /// Reads `bytes` as a file with that content. `bytes` is not copied: it must stay until the last message was read.
    [[nodiscard]] static MessageSource from_memory(std::string_view bytes, std::string name, SourceOptions options = {});

    MessageSource(MessageSource&&) noexcept;
    MessageSource& operator=(MessageSource&&) noexcept;
    ~MessageSource();

    /// The next message; false: there is none. Throws nothing but `std::bad_alloc`.
    [[nodiscard]] bool next(SourceMessage& message);
    /// What could not be read since the last call, in order.
    [[nodiscard]] std::vector<SourceProblem> take_problems();
    /// Bytes read so far of the files named and found, as they lie on the disk.
    [[nodiscard]] std::uint64_t bytes_read() const noexcept;

private:
    class Impl;
    explicit MessageSource(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace dsnparse
