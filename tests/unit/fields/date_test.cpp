#include "fields/date.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dsnparse;
using namespace dsnparse::fields;

TEST_CASE("date: the forms that mail has") {
    struct Row {
        std::string_view trap;
        std::string_view given;
        std::string_view want;
        std::int64_t seconds;
    };
    for (const Row& row : {
             Row{"RFC 5322 with a comment", "Thu, 2 Feb 2012 14:01:15 -0500 (EST)", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"zone name", "Thu, 02 Feb 2012 14:01:15 EST", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"lower case", "thu, 02 feb 2012 14:01:15 est", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"no day's name, no seconds, two-digit year", "2 Feb 12 14:01 +0000", "2012-02-02T14:01:00+00:00", 1328191260},
             Row{"qmail", "23 Nov 2026 16:45:02 -0000", "2026-11-23T16:45:02-00:00", 1795452302},
             Row{"GMT", "Mon, 23 Nov 2026 17:02:19 GMT", "2026-11-23T17:02:19+00:00", 1795453339},
             Row{"comment for UTC", "Mon, 23 Nov 2026 17:02:19 +0000 (UTC)", "2026-11-23T17:02:19+00:00", 1795453339},
             Row{"wrong day's name", "Sun, 23 Nov 2026 17:02:19 +0000", "2026-11-23T17:02:19+00:00", 1795453339},
             Row{"no comma", "Mon 23 Nov 2026 17:02:19 +0000", "2026-11-23T17:02:19+00:00", 1795453339},
             Row{"day's name in another language", "Do, 2 Feb 2012 14:01:15 +0100", "2012-02-02T14:01:15+01:00", 1328187675},
             Row{"day's name beyond ASCII",
                 "S\xc3\xa1"
                 "b, 2 Feb 2012 14:01:15 +0100",
                 "2012-02-02T14:01:15+01:00", 1328187675},
             Row{"full names", "Wednesday, 2 February 2012 14:01:15 +0000", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"month of four letters", "2 Sept 2012 14:01:15 +0000", "2012-09-02T14:01:15+00:00", 1346594475},
             Row{"comments everywhere", "(a) Thu, 2 (b (c)) Feb (\\)) 2012 14:01:15 (d) +0000 (e)", "2012-02-02T14:01:15+00:00",
                 1328191275},
             Row{"RFC 5322 A.6.2, obsolete", "21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06+00:00", 880106106},
             Row{"RFC 5322 A.6.3, white space and comments", "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600",
                 "1997-11-21T09:55:06-06:00", 880127706},
             Row{"RFC 5322 A.5", "Thu, 13 Feb 1969 23:32 -0330 (Newfoundland Time)", "1969-02-13T23:32:00-03:30", -27723480},
             Row{"three-digit year", "1 Jan 099 00:00:00 +0000", "1999-01-01T00:00:00+00:00", 915148800},
             Row{"two-digit year of 1999", "1 Jan 99 00:00:00 +0000", "1999-01-01T00:00:00+00:00", 915148800},
             Row{"two-digit year of 2049", "1 Jan 49 00:00:00 +0000", "2049-01-01T00:00:00+00:00", 2493072000},
             Row{"two-digit year of 1950", "1 Jan 50 00:00:00 +0000", "1950-01-01T00:00:00+00:00", -631152000},
             Row{"military zone", "2 Feb 2012 14:01:15 A", "2012-02-02T14:01:15-00:00", 1328191275},
             Row{"zone nobody knows", "2 Feb 2012 14:01:15 XYZ", "2012-02-02T14:01:15-00:00", 1328191275},
             Row{"European zone", "2 Feb 2012 14:01:15 CEST", "2012-02-02T14:01:15+02:00", 1328184075},
             Row{"Japanese zone", "2 Feb 2012 14:01:15 JST", "2012-02-02T14:01:15+09:00", 1328158875},
             Row{"Moscow", "2 Feb 2012 14:01:15 MSK", "2012-02-02T14:01:15+03:00", 1328180475},
             Row{"no zone", "2 Feb 2012 14:01:15", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"zone in a comment only", "2 Feb 2012 14:01:15 (JST)", "2012-02-02T14:01:15+09:00", 1328158875},
             Row{"comment that is no zone", "2 Feb 2012 14:01:15 (local)", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"GMT and an offset", "Thu Feb 02 2012 14:01:15 GMT+0100 (CET)", "2012-02-02T14:01:15+01:00", 1328187675},
             Row{"offset with a colon", "2 Feb 2012 14:01:15 +01:00", "2012-02-02T14:01:15+01:00", 1328187675},
             Row{"offset of three digits", "2 Feb 2012 14:01:15 -500", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"offset of hours", "2 Feb 2012 14:01:15 +1", "2012-02-02T14:01:15+01:00", 1328187675},
             Row{"half an hour", "2 Feb 2012 14:01:15 +0530", "2012-02-02T14:01:15+05:30", 1328171475},
             Row{"the farthest east", "2 Feb 2012 14:01:15 +1400", "2012-02-02T14:01:15+14:00", 1328140875},
             Row{"dashes", "Thu, 2-Feb-2012 14:01:15 +0900", "2012-02-02T14:01:15+09:00", 1328158875},
             Row{"asctime", "Thu Feb  2 14:01:15 2012", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"date(1)", "Thu Feb 2 14:01:15 EST 2012", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"zone behind the year", "Thu Feb 2 14:01:15 2012 -0500", "2012-02-02T14:01:15-05:00", 1328209275},
             Row{"month first, no day's name", "Feb 2 14:01:15 2012", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"month first, year before the time", "Thursday, February 2, 2012 2:01 PM", "2012-02-02T14:01:00+00:00",
                 1328191260},
             Row{"midnight of twelve hours", "February 2, 2012 12:01:15 AM", "2012-02-02T00:01:15+00:00", 1328140875},
             Row{"noon of twelve hours", "2 Feb 2012 12:01:15 pm -0500", "2012-02-02T12:01:15-05:00", 1328202075},
             Row{"ISO 8601", "2012-02-02T14:01:15Z", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"ISO 8601 with a blank, fraction and offset", "2012-02-02 14:01:15.123 +01:00", "2012-02-02T14:01:15+01:00",
                 1328187675},
             Row{"ISO 8601 behind a day's name", "Thu, 2012-02-02 14:01:15 +0000", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"slashes", "2012/02/02 14:01:15 GMT", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"leap second", "31 Dec 1998 23:59:60 +0000", "1998-12-31T23:59:60+00:00", 915148800},
             Row{"leap day of a leap century", "29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00+00:00", 951782400},
             Row{"epoch", "1 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00+00:00", 0},
             Row{"the first year", "1 Jan 1900 00:00:00 +0000", "1900-01-01T00:00:00+00:00", -2208988800},
             Row{"the last second", "31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59+00:00", 253402300799},
             Row{"line ends around", "\r\n 2 Feb 2012\r\n 14:01:15 +0000\r\n", "2012-02-02T14:01:15+00:00", 1328191275},
             Row{"words behind", "2 Feb 2012 14:01:15 +0000; by x", "2012-02-02T14:01:15+00:00", 1328191275},
         }) {
        detail::Arena arena;
        CAPTURE(row.trap);
        const DateTime date = read_date(row.given, arena);
        CHECK(date.text == row.want);
        CHECK(date.unix_seconds == row.seconds);
    }
}

TEST_CASE("date: no dates") {
    for (const std::string_view given : {"29 Feb 2001 00:00:00 +0000",
                                         "29 Feb 1900 00:00:00 +0000",
                                         "31 Feb 2012 14:01:15 +0000",
                                         "31 Apr 2012 14:01:15 +0000",
                                         "0 Feb 2012 14:01:15 +0000",
                                         "32 Jan 2012 14:01:15 +0000",
                                         "2 Feb 2012 25:01:15 +0000",
                                         "2 Feb 2012 24:00:00 +0000",
                                         "2 Feb 2012 14:60:15 +0000",
                                         "2 Feb 2012 14:01:61 +0000",
                                         "2 Feb 2012 14:01:15 +9999",
                                         "2 Feb 2012 14:01:15 +9900",
                                         "2 Feb 2012 14:01:15 +0060",
                                         "2 Feb 2012 14:01:15 +01000",
                                         "2 Feb 2012 14:01:15 --0700",
                                         "2 Feb 2012 14:01:15 +",
                                         "2 Foo 2012 14:01:15 +0000",
                                         "2 Mayday 2012 14:01:15 +0000",
                                         "2 Feb 1899 14:01:15 +0000",
                                         "2 Feb 12345 14:01:15 +0000",
                                         "2012-13-02T14:01:15Z",
                                         "2012-00-02T14:01:15Z",
                                         "2012-02-30T14:01:15Z",
                                         "2012-02-02",
                                         "2 Feb 2012",
                                         "14:01:15",
                                         "3/09/2016 8:05:56 PM",
                                         "Thu,",
                                         "yesterday",
                                         "Feb",
                                         "(",
                                         "((((",
                                         "(2 Feb 2012 14:01:15 +0000",
                                         "",
                                         " "}) {
        detail::Arena arena;
        CAPTURE(given);
        CHECK(!read_date(given, arena).known());
    }
}

TEST_CASE("date: any bytes, any length") {
    detail::Arena arena;
    for (const char* unit : {"(", ")", " ", ",", "1", "Thu, ", "1 Jan ", "12:", "\xff", "(\\", "2012-"}) {
        std::string text;
        while (text.size() < std::size_t{1} << 20) text += unit;
        CHECK(!read_date(text, arena).known());
    }
    CHECK(read_date(std::string(100000, ' ') + "2 Feb 2012 14:01:15 +0000", arena).known());
    // Cut anywhere, it is the same moment to the minute, or none.
    const std::string text = "Thu, 2 Feb 2012 14:01:15 +0000 (UTC)";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        CAPTURE(size);
        const DateTime date = read_date(std::string(text, 0, size), arena);
        if (date.known() && size >= text.find(":15")) CHECK(date.unix_seconds / 60 == 1328191275 / 60);
        CHECK(date.known() == (size > text.find("14:") + 3 && std::string(text, 0, size).back() != '+'));
    }
}
