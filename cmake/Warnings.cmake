# Warnings for our own code; not exported to users.
add_library(dsnparse_warnings INTERFACE)
target_compile_options(dsnparse_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast)
if(DSNPARSE_WERROR)
  target_compile_options(dsnparse_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these for correct std::string and std::optional code when it inlines deeply.
  target_compile_options(dsnparse_warnings INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
