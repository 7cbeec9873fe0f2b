/// \file
/// The members that JSON objects of a result are made of.
#pragma once

#include <dsnparse/report.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dsnparse::emit {

/// Calls a Sink (describe.hpp) for members of every shape. `Derived` has a `put` for each type of object.
///
/// What takes the name of a member is always inlined: names are literals, and then cost a few stores each.
template <class Derived, class Sink>
class Members {
protected:
    explicit Members(Sink& sink) : sink_(sink) {}

    [[gnu::always_inline]] void key(std::string_view name) { sink_.key(name); }

    /// A Sink that wants only some members may leave out objects and lists before they are described.
    [[nodiscard]] bool skips(std::string_view name) const {
        if constexpr (requires { sink_.skips(name); })
            return sink_.skips(name);
        else
            return false;
    }

    /// A text that is always there.
    [[gnu::always_inline]] void text(std::string_view name, std::string_view value) {
        key(name);
        sink_.text(value);
    }
    /// A text that may be unknown.
    [[gnu::always_inline]] void known(std::string_view name, std::string_view value) {
        key(name);
        if (value.empty())
            sink_.null();
        else
            sink_.text(value);
    }
    [[gnu::always_inline]] void flag(std::string_view name, bool value) {
        key(name);
        sink_.boolean(value);
    }
    [[gnu::always_inline]] void real(std::string_view name, double value) {
        key(name);
        sink_.real(value);
    }
    [[gnu::always_inline]] void integer(std::string_view name, std::size_t value) {
        key(name);
        sink_.integer(static_cast<std::int64_t>(value));
    }
    [[gnu::always_inline]] void position(std::string_view name, std::int64_t value) {
        key(name);
        if (value < 0)
            sink_.null();
        else
            sink_.integer(value);
    }
    template <class Number>
    void optional(std::string_view name, std::optional<Number> value) {
        key(name);
        if (!value)
            sink_.null();
        else
            put(*value);
    }
    [[gnu::always_inline]] void date(std::string_view name, const DateTime& value) { known(name, value.text); }

    void put(bool value) { sink_.boolean(value); }
    void put(double value) { sink_.real(value); }
    void put(int value) { sink_.integer(value); }
    void put(std::size_t value) { sink_.integer(static_cast<std::int64_t>(value)); }
    void put(std::string_view value) { sink_.text(value); }

    template <class T>
    void member(std::string_view name, const T& value) {
        if (skips(name)) return;
        key(name);
        self().put(value);
    }
    /// An object that is null where nothing is known of it.
    template <class T>
    void known_member(std::string_view name, const T& value) {
        if (skips(name)) return;
        key(name);
        if (value.known())
            self().put(value);
        else
            sink_.null();
    }

    template <class T>
    void list(std::string_view name, const List<T>& items) {
        if (skips(name)) return;
        key(name);
        sink_.begin_array();
        for (const T& item : items) self().put(item);
        sink_.end_array();
    }
    /// A list whose objects start with their own index.
    template <class T>
    void indexed(std::string_view name, const List<T>& items) {
        if (skips(name)) return;
        key(name);
        sink_.begin_array();
        index_ = 0;
        for (const T& item : items) {
            self().put(item);
            ++index_;
        }
        sink_.end_array();
    }

    Sink& sink_;
    std::size_t index_ = 0; ///< of the object in the list that indexed() writes

private:
    Derived& self() { return static_cast<Derived&>(*this); }
};

} // namespace dsnparse::emit
