/// \file
/// Pieces of Sendmail's reports that its tests share.
#pragma once

#include <string>
#include <string_view>

namespace dsnparse::testing::sendmail {

inline constexpr std::string_view returned =
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: Returned mail: see transcript for details\n";
inline constexpr std::string_view warned =
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: Warning: could not send message for past 4 hours\n";
inline constexpr std::string_view notified =
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: Postmaster notify: see transcript for details\n";
inline constexpr std::string_view receipt =
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mta.example.net>\nSubject: Return receipt\n";
inline constexpr std::string_view pasted = "";

inline const std::string received =
    "The original message was received at Thu, 2 Feb 2012 14:01:15 -0500 (EST)\nfrom client.example.net [192.0.2.7]\n\n";
inline const std::string failed = received + "   ----- The following addresses had permanent fatal errors -----\n";
inline const std::string session = "\n   ----- Transcript of session follows -----\n";
inline const std::string warning = "    **********************************************\n"
                                   "    **      THIS IS A WARNING MESSAGE ONLY      **\n"
                                   "    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n"
                                   "    **********************************************\n\n"
                                   + received + "   ----- Transcript of session follows -----\n";

} // namespace dsnparse::testing::sendmail
