#include "fields/date.hpp"

#include <doctest/doctest.h>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("date: the forms that mail has") {
    struct Row {
        const char* given;
        const char* want; ///< empty: not readable
        std::int64_t seconds;
    };
    for (const Row& row : {
             Row{"Thu, 2 Feb 2012 14:01:15 -0500 (EST)", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"Thu, 02 Feb 2012 14:01:15 EST", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"2 Feb 12 14:01 +0000", "2012-02-02T14:01:00+00:00", 1328191260},
             Row{"23 Nov 2026 16:45:02 -0000", "2026-11-23T16:45:02-00:00", 1795452302},
             Row{"Mon, 23 Nov 2026 17:02:19 GMT", "2026-11-23T17:02:19+00:00", 1795453339},
             Row{"Mon, 23 Nov 2026 17:02:19 +0000 (UTC)", "2026-11-23T17:02:19+00:00", 1795453339},
             Row{"Thu Feb  2 14:01:15 2012", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"Thu Feb 2 14:01:15 EST 2012", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"2012-02-02T14:01:15Z", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"2012-02-02 14:01:15.123 +01:00", "2012-02-02T14:01:15+01:00", 1328187675},
             Row{"Thu, 2-Feb-2012 14:01:15 +0900", "2012-02-02T14:01:15+09:00", 1328158875},
             Row{"Do, 2 Feb 2012 14:01:15 +0100", "2012-02-02T14:01:15+01:00", 1328187675},
             Row{"Thu, 2 February 2012 14:01:15 XYZ", "2012-02-02T14:01:15-00:00", 1328191275},
             Row{"(comment) Thu, 2 (x) Feb 2012 14:01:15 +0000", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"31 Dec 1998 23:59:60 +0000", "1998-12-31T23:59:60+00:00", 915148800},
             Row{"29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00+00:00", 951782400},
             Row{"1 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00+00:00", 0},
             Row{"1 Jan 99 00:00:00 +0000", "1999-01-01T00:00:00+00:00", 915148800},
             // no dates
             Row{"29 Feb 2001 00:00:00 +0000", "", 0},
             Row{"31 Feb 2012 14:01:15 +0000", "", 0},
             Row{"2 Feb 2012 25:01:15 +0000", "", 0},
             Row{"2 Feb 2012 14:01:15 +9900", "", 0},
             Row{"yesterday", "", 0},
             Row{"2 Foo 2012 14:01:15 +0000", "", 0},
             Row{"", "", 0},
             Row{"((((", "", 0},
         }) {
        detail::Arena arena;
        CAPTURE(row.given);
        const DateTime date = read_date(row.given, arena);
        CHECK(date.text == row.want);
        CHECK(date.known() == (row.want[0] != '\0'));
        if (date.known()) CHECK(date.unix_seconds == row.seconds);
    }
}
