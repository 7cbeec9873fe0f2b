#include "dialects/labels.hpp"

#include "base/ascii.hpp"

namespace dsnparse::dialects {

std::size_t LabelReader::label_of(std::string_view line) const {
    for (std::size_t i = 0; i < labels_.size(); ++i)
        if (ascii::istarts_with(line, labels_[i])) return i;
    return none;
}

bool LabelReader::next() {
    if (!ahead_ && !lines_.next()) return false;
    ahead_ = false;
    const std::string_view line = ascii::trim(lines_.line());
    label_ = label_of(line);
    value_ = line;
    if (label_ == none) return true;
    const std::size_t begin = static_cast<std::size_t>(line.data() - text_.data()) + labels_[label_].size();
    std::size_t end = lines_.offset() + lines_.line().size();
    while (lines_.next()) {
        const std::string_view more = ascii::trim(lines_.line());
        ahead_ = more.empty() || label_of(more) != none;
        if (ahead_) break;
        end = lines_.offset() + lines_.line().size();
    }
    value_ = ascii::trim(text_.substr(begin, end - begin));
    return true;
}

} // namespace dsnparse::dialects
