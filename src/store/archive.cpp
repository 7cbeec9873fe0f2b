#include "store/archive.hpp"

#include "store/archive_adapter.hpp"
#include "store/member_name.hpp"

namespace dsnparse::store {

/// What one archive, with all that is in it, may still unpack.
struct Budget {
    const SourceOptions& options;
    const ArchiveStream* outermost = nullptr;
    std::uint64_t unpacked = 0;
    std::uint64_t members = 0;
    std::size_t depth = 0; ///< archives in archives at the moment
    bool spent = false; ///< and told

    /// Why nothing more may be unpacked; empty: more may be.
    [[nodiscard]] std::string exceeded() const {
        if (unpacked > options.archive_bytes)
            return "the archive unpacks to more than " + std::to_string(options.archive_bytes) + " bytes; the rest is not read";
        // Every short text packs well; a bomb is told by its size and its ratio together.
        constexpr std::uint64_t harmless = std::uint64_t{64} << 20;
        if (unpacked > harmless && unpacked / options.archive_ratio > outermost->packed_bytes())
            return "the archive unpacks to more than " + std::to_string(options.archive_ratio)
                   + " times its size; the rest is not read";
        if (members > options.archive_members)
            return "the archive has more than " + std::to_string(options.archive_members) + " members; the rest is not read";
        return {};
    }
};

namespace {

/// The content of the member at which an archive stands.
class MemberReader final : public Reader {
public:
    MemberReader(ArchiveStream& stream, Budget& budget) : stream_(stream), budget_(budget) {}

    std::size_t read(char* to, std::size_t size) override {
        if (budget_.spent) return 0;
        const std::size_t got = stream_.read(to, size);
        if (got == 0 && !stream_.error().empty()) fail(stream_.error());
        budget_.unpacked += got;
        const std::string reason = budget_.exceeded();
        if (reason.empty()) return got;
        budget_.spent = true;
        fail(reason);
        return 0;
    }

private:
    ArchiveStream& stream_;
    Budget& budget_;
};

class Archive final : public Level {
public:
    Archive(Context& context, std::string name, std::shared_ptr<Budget> budget, std::unique_ptr<Window> window)
        : context_(context), name_(std::move(name)), stream_(std::move(window)), budget_(std::move(budget)) {
        if (budget_ == nullptr) budget_ = std::make_shared<Budget>(Budget{context.options, &stream_});
        too_deep_ = ++budget_->depth > context.options.archive_depth;
    }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    ~Archive() override { --budget_->depth; }

    Step next(SourceMessage&) override {
        if (too_deep_) {
            tell("archives lie within archives more than " + std::to_string(context_.options.archive_depth)
                 + " deep; it is not read");
            return Step::end;
        }
        const bool told = given_ && !stream_.error().empty(); // by the member
        while (!budget_->spent && stream_.next_member()) {
            const MemberName member(stream_.name());
            if (member.passed_over()) continue;
            ++budget_->members;
            const std::string reason = budget_->exceeded();
            if (!reason.empty()) {
                tell(reason);
                budget_->spent = true;
                return Step::end;
            }
            Item item;
            item.name = stream_.name().empty() ? name_ : name_ + "!" + stream_.name();
            item.reader = std::make_unique<MemberReader>(stream_, *budget_);
            item.container = member.container();
            item.budget = budget_;
            given_ = true;
            return give(open_item(context_, std::move(item)));
        }
        if (!stream_.error().empty() && !told) tell(stream_.error());
        return Step::end;
    }

private:
    void tell(std::string reason) {
        context_.problems.push_back({name_, std::move(reason), static_cast<std::int64_t>(stream_.packed_bytes()), false});
    }

    Context& context_;
    std::string name_;
    ArchiveStream stream_;
    std::shared_ptr<Budget> budget_;
    bool too_deep_ = false;
    bool given_ = false; ///< a member
};

} // namespace

std::unique_ptr<Level> archive_members(Context& context, std::string name, std::shared_ptr<Budget> budget,
                                       std::unique_ptr<Window> window) {
    return std::make_unique<Archive>(context, std::move(name), std::move(budget), std::move(window));
}

} // namespace dsnparse::store
