/// \file
/// The array that Sisimai prints for a whole run.
#pragma once

#include <dsnparse/compatible.hpp>

#include <string>

namespace dsnparse::cli {

/// Puts the objects of all Reports into one array, each on a line of its own.
class SisimaiArray {
public:
    /// Appends the objects of one Report to `out`.
    void append(const Report& report, std::string& out) {
        objects_.clear();
        append_sisimai(report, objects_);
        for (std::size_t begin = 0; begin < objects_.size();) {
            const std::size_t end = objects_.find('\n', begin);
            out += any_ ? ",\n" : "[\n";
            any_ = true;
            out.append(objects_, begin, end - begin);
            begin = end + 1;
        }
    }

    void append_end(std::string& out) const { out += any_ ? "\n]\n" : "[]\n"; }

private:
    std::string objects_;
    bool any_ = false;
};

} // namespace dsnparse::cli
