#include "emit/explanation.hpp"

namespace dsnparse {

std::string explain(const Report& report, const ExplainOptions& options) {
    const emit::Explanation explanation = emit::make_explanation(report);
    switch (options.format) {
    case ExplainFormat::markdown: return emit::explanation_markdown(explanation);
    case ExplainFormat::json: return emit::explanation_json(explanation).dump(2) + "\n";
    case ExplainFormat::text: break;
    }
    return emit::explanation_text(explanation, options);
}

} // namespace dsnparse
