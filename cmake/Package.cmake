# Debian packages by cpack: `dsnparse`, the command, and `libdsnparse-dev`, the library to build with.
if(NOT DSNPARSE_TOP_LEVEL OR NOT DSNPARSE_BUILD_CLI)
  return()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dsnparse)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "The dsnparse team")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL command development)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME dsnparse)
# What it links with, with the versions that have the symbols it uses.
set(CPACK_DEBIAN_COMMAND_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libdsnparse-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# A static library's users link what it was built with.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libmimetic-dev, libre2-dev, nlohmann-json3-dev (>= 3.10), libxml2-dev, nettle-dev, libarchive-dev, zlib1g-dev")
set(CPACK_COMPONENT_COMMAND_DESCRIPTION "The dsnparse command: says why a mail was refused, who refused it, and what to do.")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers, library, CMake package and pkg-config file of dsnparse.")
include(CPack)
