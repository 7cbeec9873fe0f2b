# dsnparse_embed(OUTPUT FILE...): the bytes of data files as one C++ source.
#
# Defines `const std::span<const EmbeddedFile> embedded_files()` (knowledge/embedded.hpp). Runs at build time, so that a
# changed data file rebuilds it.
function(dsnparse_embed output)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DROOT=${PROJECT_SOURCE_DIR}/data" "-DFILES=${ARGN}"
            -P "${PROJECT_SOURCE_DIR}/cmake/EmbedScript.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/cmake/EmbedScript.cmake"
    COMMENT "Embedding data files"
    VERBATIM)
endfunction()
