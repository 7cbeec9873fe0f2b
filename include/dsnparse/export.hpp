/// \file
/// Symbol visibility. Only what is marked DSNPARSE_API leaves the shared library.
#pragma once

#if defined(DSNPARSE_STATIC)
#define DSNPARSE_API
#elif defined(_WIN32)
#if defined(DSNPARSE_BUILDING)
#define DSNPARSE_API __declspec(dllexport)
#else
#define DSNPARSE_API __declspec(dllimport)
#endif
#else
#define DSNPARSE_API __attribute__((visibility("default")))
#endif
