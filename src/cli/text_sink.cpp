#include "cli/text_sink.hpp"

#include "cli/sisimai_array.hpp"

#include <dsnparse/compatible.hpp>
#include <dsnparse/flat.hpp>
#include <dsnparse/json.hpp>
#include <dsnparse/write.hpp>

namespace dsnparse::cli {

namespace {

class TextSink final : public Sink {
public:
    TextSink(const Arguments& arguments, OutputFormat format, bool many) : arguments_(arguments), format_(format), many_(many) {}

    bool open() {
        if (!arguments_.output.empty() && !output_.open(arguments_.output)) return false;
        std::string header;
        if (format_ == OutputFormat::csv) append_table_header(TableFormat::csv, header);
        if (format_ == OutputFormat::tsv) append_table_header(TableFormat::tsv, header);
        (void)output_.write(header);
        return true;
    }

    void prepare(Result& result) const override {
        switch (format_) {
        case OutputFormat::json: result.text = to_json(result.report).dump(2) + "\n"; return;
        case OutputFormat::csv: append_table_rows(result.report, TableFormat::csv, result.text); return;
        case OutputFormat::tsv: append_table_rows(result.report, TableFormat::tsv, result.text); return;
        case OutputFormat::ses: append_ses(result.report, result.text); return;
        case OutputFormat::sisimai: return; // what stands between its objects depends on their order
        case OutputFormat::text:
            result.text = explain(result.report, {arguments_.width, arguments_.colour, ExplainFormat::text});
            return;
        default: break;
        }
        append_json(result.report, result.text);
        result.text += '\n';
    }

    bool write(const Result& result) override {
        if (format_ == OutputFormat::text && many_) {
            if (!output_.write((shown_ ? "\n== " : "== ") + result.name + " ==\n")) return false;
            shown_ = true;
        }
        if (format_ == OutputFormat::sisimai) {
            line_.clear();
            sisimai_.append(result.report, line_);
            return output_.write(line_);
        }
        return output_.write(result.text);
    }

    bool flush() override { return output_.flush(); }
    int finish() override {
        if (format_ == OutputFormat::sisimai) {
            line_.clear();
            sisimai_.append_end(line_);
            (void)output_.write(line_);
        }
        return output_.finish();
    }

private:
    const Arguments& arguments_;
    OutputFormat format_;
    bool many_;
    bool shown_ = false;
    SisimaiArray sisimai_;
    std::string line_;
    Output output_;
};

} // namespace

std::unique_ptr<Sink> text_sink(const Arguments& arguments, OutputFormat format, bool many) {
    auto sink = std::make_unique<TextSink>(arguments, format, many);
    if (!sink->open()) return nullptr;
    return sink;
}

} // namespace dsnparse::cli
