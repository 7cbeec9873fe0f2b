# DSNPARSE_SANITIZE=address,undefined instruments our code; never exported to users.
add_library(dsnparse_sanitizers INTERFACE)
if(DSNPARSE_SANITIZE)
  target_compile_options(dsnparse_sanitizers INTERFACE "-fsanitize=${DSNPARSE_SANITIZE}" -fno-omit-frame-pointer
                                                       -fno-sanitize-recover=all)
  target_link_options(dsnparse_sanitizers INTERFACE "-fsanitize=${DSNPARSE_SANITIZE}")
endif()
