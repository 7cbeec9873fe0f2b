/// \file
/// Where the bytes of a store come from.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dsnparse::store {

/// A stream of bytes, read once from front to end.
class Reader {
public:
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    virtual ~Reader() = default;

    /// Up to `size` bytes into `to`; 0: the end, or error() says why not.
    virtual std::size_t read(char* to, std::size_t size) = 0;
    /// Why reading ended early; empty: it did not.
    [[nodiscard]] const std::string& error() const { return error_; }
    /// How many bytes are to be expected in all; 0: not known.
    [[nodiscard]] virtual std::uint64_t size_hint() const { return 0; }

protected:
    void fail(std::string reason) { error_ = std::move(reason); }

private:
    std::string error_;
};

/// Reads a file, or standard input for `-`. A read that is shorter than the file was when it was opened is an error: somebody
/// cut it meanwhile. `counter` is advanced by what is read; null: nobody counts.
/// `stop`, `before_waiting`: as in SourceOptions; they must stay. Null, with `reason` set, where the file cannot be opened.
[[nodiscard]] std::unique_ptr<Reader> open_file(const std::string& path, std::uint64_t* counter, const std::atomic<bool>* stop,
                                                const std::function<void()>& before_waiting, std::string& reason);

/// Reads `bytes`, which must stay.
[[nodiscard]] std::unique_ptr<Reader> read_memory(std::string_view bytes, std::uint64_t* counter);

} // namespace dsnparse::store
