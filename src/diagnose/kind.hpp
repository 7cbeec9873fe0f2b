/// \file
/// What kind of mail it is. Always answered.
#pragma once

#include "dialects/facts.hpp"
#include "fields/delivery_status.hpp"
#include "knowledge/kind_markers.hpp"
#include "mime/part.hpp"

namespace dsnparse::diagnose {

/// What the kind is decided from. Nothing of the returned message is among it.
struct KindSources {
    const mime::Part* header = nullptr; ///< part whose header is the report's; null: pasted text
    const fields::DeliveryStatus* status = nullptr; ///< null: no delivery-status
    bool feedback = false; ///< has a feedback-report part
    bool disposition = false; ///< has a disposition-notification part
    bool returned = false; ///< a message came back
    bool complained = false; ///< a message came back with the field that Hotmail adds to what its users complain about
    const dialects::Facts* facts = nullptr;
    const knowledge::KindMarkers* markers = nullptr;
    std::string_view from; ///< decoded
    std::string_view subject; ///< decoded
    std::string_view text; ///< first block of the human text
};

struct KindResult {
    Kind kind = Kind::unknown;
    double confidence = 0;
    bool words_count = false; ///< what the dialects read may become recipients and replies
};

/// Machine-readable parts first, then the words of a mail whose header says that a machine wrote it (or of pasted
/// text), then the marks of automatic replies. A person's mail that quotes a bounce stays a message.
[[nodiscard]] KindResult decide_kind(detail::Context& context, const KindSources& sources);

} // namespace dsnparse::diagnose
