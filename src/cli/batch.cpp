#include "cli/batch.hpp"

#include "cli/interrupt.hpp"
#include "report/digest.hpp"

#include <dsnparse/parse.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace dsnparse::cli {

namespace {

/// A packet is full with so many bytes or messages.
constexpr std::size_t packet_bytes = std::size_t{256} << 10;
constexpr std::size_t packet_messages = 256;

/// A message within a packet.
struct Piece {
    std::size_t begin = 0;
    std::size_t size = 0;
    SourceMessage place; ///< without views
    std::string source;
    std::string container;
    Result result;
    std::string id; ///< for the journal
    bool done_before = false;
    bool wanted = false;
    bool bounce = false;
};

struct Packet {
    std::string bytes;
    std::vector<Piece> pieces;
    bool finished = false;
};

/// The pieces of a packet are kept for the next one, with their memory.
class Batch {
public:
    Batch(Messages& messages, const BatchSettings& settings, Sink& sink, Progress& progress)
        : messages_(messages), settings_(settings), sink_(sink), progress_(progress) {}

    std::string run() {
        messages_.before_waiting([this] { hand_on(); });
        if (settings_.workers <= 1)
            run_alone();
        else
            run_together();
        messages_.before_waiting({});
        // What a signal cut off is no fault of the input.
        messages_.tell_problems(settings_.quiet || interrupted());
        if (journal_error_.empty()) commit();
        return journal_error_;
    }

private:
    void run_alone() {
        SourceMessage message;
        Piece piece;
        while (writable_ && !interrupted() && next(message)) {
            piece.source = message.source;
            piece.container = message.container;
            piece.place = message;
            if (!skip(message.bytes, piece)) read(message.bytes, piece);
            write(piece);
        }
    }

    void run_together() {
        std::vector<std::thread> workers;
        for (unsigned i = 0; i < settings_.workers; ++i) workers.emplace_back([this] { work(); });
        const std::size_t most = std::size_t{settings_.workers} * 2 + 1;
        SourceMessage message;
        bool more = true;
        while (more && writable_) {
            while (packet_ == nullptr || (packet_->pieces.size() < packet_messages && packet_->bytes.size() < packet_bytes)) {
                more = writable_ && !interrupted() && next(message);
                if (!more) break;
                // It may have been handed over meanwhile.
                if (packet_ == nullptr) packet_ = fresh_packet();
                add(message, *packet_);
            }
            hand_over();
            while (writable_ && (order_.size() >= most || front_is_finished())) write_front();
        }
        while (writable_ && !order_.empty()) write_front();
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
            waiting_.clear();
        }
        to_do_.notify_all();
        for (std::thread& worker : workers) worker.join();
    }

    /// Nothing more comes for a while: what was read goes out.
    void hand_on() {
        hand_over();
        while (writable_ && !order_.empty()) write_front();
        if (writable_ && unsent_) writable_ = commit();
    }

    /// False at the end; what could not be read meanwhile is told.
    bool next(SourceMessage& message) {
        const bool more = messages_.next(message);
        // What a signal cut off is no message.
        if (interrupted()) return false;
        messages_.tell_problems(settings_.quiet);
        progress_.update(messages_.source().bytes_read());
        return more;
    }

    static void add(const SourceMessage& message, Packet& packet) {
        Piece& piece = packet.pieces.emplace_back();
        piece.begin = packet.bytes.size();
        piece.size = message.bytes.size();
        piece.source = message.source;
        piece.container = message.container;
        piece.place = message;
        packet.bytes.append(message.bytes);
    }

    std::unique_ptr<Packet> fresh_packet() {
        if (spare_.empty()) return std::make_unique<Packet>();
        std::unique_ptr<Packet> packet = std::move(spare_.back());
        spare_.pop_back();
        packet->pieces.clear();
        packet->finished = false;
        // The memory of a packet with one huge message is not kept.
        if (packet->bytes.capacity() > packet_bytes * 4)
            std::string().swap(packet->bytes);
        else
            packet->bytes.clear();
        return packet;
    }

    void hand_over() {
        if (packet_ == nullptr) return;
        // What was done before is found in the order of the input, so here.
        for (Piece& piece : packet_->pieces)
            piece.done_before = skip(std::string_view(packet_->bytes).substr(piece.begin, piece.size), piece);
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(packet_.get());
        }
        order_.push_back(std::move(packet_));
        to_do_.notify_one();
    }

    void work() {
        while (true) {
            Packet* packet = nullptr;
            {
                std::unique_lock lock(mutex_);
                to_do_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                packet = waiting_.front();
                waiting_.pop_front();
            }
            for (Piece& piece : packet->pieces)
                if (!piece.done_before) read(std::string_view(packet->bytes).substr(piece.begin, piece.size), piece);
            {
                const std::lock_guard lock(mutex_);
                packet->finished = true;
            }
            done_.notify_one();
        }
    }

    bool front_is_finished() {
        const std::lock_guard lock(mutex_);
        return !order_.empty() && order_.front()->finished;
    }

    void write_front() {
        {
            std::unique_lock lock(mutex_);
            done_.wait(lock, [this] { return order_.front()->finished; });
        }
        std::unique_ptr<Packet> packet = std::move(order_.front());
        order_.pop_front();
        for (Piece& piece : packet->pieces)
            if (writable_) write(piece);
        spare_.push_back(std::move(packet));
    }

    /// True if an earlier run has done the message.
    bool skip(std::string_view bytes, Piece& piece) {
        if (settings_.journal == nullptr) return false;
        detail::Arena arena;
        piece.id = report::digest_of(bytes, arena);
        piece.done_before = settings_.journal->take(piece.id);
        return piece.done_before;
    }

    /// From the message to a prepared result. Thread-safe.
    void read(std::string_view bytes, Piece& piece) const {
        Options options = settings_.options;
        options.source = piece.source;
        options.container = piece.container;
        options.index = piece.place.index;
        options.offset = piece.place.offset;
        Result& result = piece.result;
        result.report = parse(bytes, options);
        result.report.input.truncated = result.report.input.truncated || piece.place.truncated;
        piece.bounce = result.report.is_bounce();
        piece.wanted = settings_.only.empty()
                       || std::find(settings_.only.begin(), settings_.only.end(), result.report.kind) != settings_.only.end();
        result.text.clear();
        if (!piece.wanted) return;
        if (settings_.redactor != nullptr) settings_.redactor->redact(result.report);
        SourceMessage named = piece.place;
        named.source = result.report.input.source;
        result.name = name_of(named);
        sink_.prepare(result);
    }

    void write(Piece& piece) {
        if (piece.done_before) return;
        if (piece.wanted && !sink_.write(piece.result)) {
            writable_ = false;
            return;
        }
        unsent_ = true;
        progress_.count(piece.bounce);
        if (settings_.journal != nullptr) settings_.journal->add(piece.id);
        const auto now = std::chrono::steady_clock::now();
        if (now - last_flush_ < std::chrono::milliseconds(500)) return;
        last_flush_ = now;
        writable_ = commit();
    }

    /// First the results, then the journal that says so.
    bool commit() {
        unsent_ = false;
        if (!sink_.flush()) return false;
        if (settings_.journal != nullptr) journal_error_ = settings_.journal->commit();
        return journal_error_.empty();
    }

    Messages& messages_;
    const BatchSettings& settings_;
    Sink& sink_;
    Progress& progress_;
    std::string journal_error_;
    bool writable_ = true; ///< the results can still be written
    bool unsent_ = false; ///< something was written and not committed
    std::chrono::steady_clock::time_point last_flush_ = std::chrono::steady_clock::now();

    std::unique_ptr<Packet> packet_; ///< being filled; null: it is to be begun
    std::deque<std::unique_ptr<Packet>> order_; ///< handed over and not yet written; of the first thread alone
    std::vector<std::unique_ptr<Packet>> spare_;
    std::mutex mutex_; ///< for what follows, and Packet::finished
    std::condition_variable to_do_;
    std::condition_variable done_;
    std::deque<Packet*> waiting_;
    bool ended_ = false;
};

} // namespace

std::string run_batch(Messages& messages, const BatchSettings& settings, Sink& sink, Progress& progress) {
    return Batch(messages, settings, sink, progress).run();
}

} // namespace dsnparse::cli
