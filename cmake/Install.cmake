# Installation: headers, library, command, CMake package and pkg-config file.
include(CMakePackageConfigHelpers)

install(TARGETS dsnparse EXPORT dsnparseTargets
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT development)
install(DIRECTORY include/dsnparse DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
if(DSNPARSE_BUILD_CLI)
  install(TARGETS dsnparse_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT command)
  install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/dsnparse" RENAME copyright COMPONENT command)
endif()

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/dsnparse")
install(EXPORT dsnparseTargets NAMESPACE dsnparse:: DESTINATION "${package_dir}" COMPONENT development)
configure_package_config_file(cmake/dsnparseConfig.cmake.in "${PROJECT_BINARY_DIR}/dsnparseConfig.cmake" INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/dsnparseConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/dsnparseConfig.cmake" "${PROJECT_BINARY_DIR}/dsnparseConfigVersion.cmake" DESTINATION "${package_dir}"
        COMPONENT development)
# A static library needs what it was linked with; its users find that with the same modules.
install(FILES cmake/modules/FindMimetic.cmake cmake/modules/FindRE2.cmake cmake/modules/FindNettle.cmake DESTINATION "${package_dir}/modules"
        COMPONENT development)

# pkg-config: static users pass --static and get Libs.private.
if(BUILD_SHARED_LIBS)
  set(DSNPARSE_PC_CFLAGS "")
else()
  set(DSNPARSE_PC_CFLAGS "-DDSNPARSE_STATIC")
endif()
configure_file(cmake/dsnparse.pc.in "${PROJECT_BINARY_DIR}/dsnparse.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/dsnparse.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)
