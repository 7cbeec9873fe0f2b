# dsnparse_embed(OUTPUT ROOT LAYER FILE...): the bytes of files as one C++ source.
#
# Defines `const std::span<const EmbeddedFile> embedded_files()` of dsnparse::LAYER (LAYER/embedded.hpp); each file is named by
# its path below ROOT. Runs at build time, so that a changed file rebuilds it.
function(dsnparse_embed output root layer)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DROOT=${root}" "-DLAYER=${layer}" "-DFILES=${ARGN}"
            -P "${PROJECT_SOURCE_DIR}/cmake/EmbedScript.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/cmake/EmbedScript.cmake"
    COMMENT "Embedding files of ${layer}"
    VERBATIM)
endfunction()
