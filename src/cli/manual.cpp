#include "cli/manual.hpp"

#include "cli/output.hpp"

namespace dsnparse::cli {

int run_manual(const Arguments& arguments) {
    const CommandInfo command = describe_command();
    Output output;
    output.write(arguments.manual == "man"    ? manual_page(command)
                 : arguments.manual == "bash" ? bash_completion(command)
                 : arguments.manual == "zsh"  ? zsh_completion(command)
                                              : fish_completion(command));
    return output.finish();
}

} // namespace dsnparse::cli
