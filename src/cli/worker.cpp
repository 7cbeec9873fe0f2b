#include "cli/worker.hpp"

#include "cli/line_input.hpp"
#include "cli/output.hpp"
#include "cli/worker_request.hpp"

#include <dsnparse/json.hpp>
#include <dsnparse/parse.hpp>
#include <dsnparse/write.hpp>

namespace dsnparse::cli {

namespace {

void append_error(std::string_view id, std::string_view code, const std::string& message, std::string& out) {
    const nlohmann::ordered_json error{{"code", code}, {"message", message}};
    out.append("{\"id\":").append(id).append(",\"error\":");
    out += error.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    out += "}\n";
}

} // namespace

void Worker::answer(std::string_view line, std::string& out) {
    WorkerRequest request;
    const RequestError error = read_request(line, request, message_);
    if (!error.code.empty()) return append_error(request.id, error.code, error.message, out);
    out.append("{\"id\":").append(request.id).append(",\"result\":");
    append_json(parse(message_, options_), out);
    out += "}\n";
}

void Worker::refuse_long_line(std::size_t most, std::string& out) {
    append_error("null", "line_too_long", "the line is longer than " + std::to_string(most) + " bytes (--max-line)", out);
}

int run_worker(const Arguments& arguments, const Options& options) {
    Worker worker(options);
    LineInput input(arguments.most_line);
    Output output;
    std::string answer;
    while (true) {
        const LineInput::Got got = input.next();
        if (got == LineInput::Got::end) break;
        answer.clear();
        if (got == LineInput::Got::too_long)
            Worker::refuse_long_line(arguments.most_line, answer);
        else
            worker.answer(input.line(), answer);
        if (!output.write(answer) || !output.flush()) break;
    }
    const int written = output.finish();
    return input.failed() ? exit_error : written;
}

} // namespace dsnparse::cli
