# Writes OUTPUT: every file of FILES as a byte array, named by its path below ROOT.
set(arrays "")
set(entries "")
set(number 0)
foreach(file IN LISTS FILES)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  file(RELATIVE_PATH name "${ROOT}" "${file}")
  string(APPEND arrays "const unsigned char file_${number}[] = {${bytes}0x00};\n")
  string(APPEND entries "    EmbeddedFile{\"${name}\", {reinterpret_cast<const char*>(file_${number}), sizeof(file_${number}) - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUTPUT}.new" "// Generated from data/ by cmake/EmbedScript.cmake.
#include \"knowledge/embedded.hpp\"

namespace dsnparse::knowledge {

namespace {
${arrays}
const EmbeddedFile all[] = {
${entries}};
} // namespace

std::span<const EmbeddedFile> embedded_files() { return all; }

} // namespace dsnparse::knowledge
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
