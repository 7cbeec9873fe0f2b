#include "native/parser.hpp"

#include <dsnparse/parse.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>

namespace dsnparse::python {

Parser::Parser(Choices choices) : choices_(std::move(choices)) {
    base_.evidence = choices_.evidence;
    base_.message_digest = choices_.digest;
    if (choices_.max_size > 0) base_.limits.message_bytes = choices_.max_size;
    base_.our_domains.assign(choices_.our_domains.begin(), choices_.our_domains.end());
    base_.trusted_nets.assign(choices_.trusted_nets.begin(), choices_.trusted_nets.end());
    if (choices_.rules) base_.rules = &*choices_.rules;
}

Options Parser::options(const Item& item) const {
    Options options = base_;
    options.source = item.source;
    options.container = item.container;
    options.index = item.index;
    options.offset = item.offset;
    return options;
}

Report Parser::parse(const Item& item) const { return dsnparse::parse(item.bytes, options(item)); }

Report Parser::trace(const Item& item) const { return dsnparse::trace(item.bytes, options(item)); }

std::vector<Report> Parser::parse_all(const std::vector<Item>& items, std::size_t threads) const {
    std::vector<Report> reports(items.size());
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            for (std::size_t i = next++; i < items.size(); i = next++) reports[i] = parse(items[i]);
        } catch (...) {
            if (!failed.exchange(true)) failure = std::current_exception();
        }
    };
    std::vector<std::thread> helpers;
    try {
        for (std::size_t i = 1; i < std::min(threads, items.size()); ++i) helpers.emplace_back(work);
    } catch (const std::system_error&) {
        // No more threads to be had: those there are do the work.
    }
    work();
    for (std::thread& helper : helpers) helper.join();
    if (failed) std::rethrow_exception(failure);
    return reports;
}

} // namespace dsnparse::python
