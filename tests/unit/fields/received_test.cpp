#include "base/ascii.hpp"
#include "fields/received.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

using namespace dsnparse;

namespace {

/// One value read, with all that must live as long.
struct Read {
    explicit Read(std::string text) : value(std::move(text)), hop(fields::read_received(value, context)) {}
    Read(const Read&) = delete;
    Read& operator=(const Read&) = delete;

    std::string value;
    Options options;
    detail::Arena arena;
    detail::Arena scratch;
    detail::WarningLog warnings{arena};
    detail::Context context{value, options, arena, scratch, warnings};
    Hop hop;

    [[nodiscard]] std::string anomalies() const {
        std::string line;
        for (std::string_view anomaly : hop.anomalies) line.append(line.empty() ? "" : " ").append(anomaly);
        return line;
    }

    /// All that is known of the client: `helo rdns (verified) [ip]`.
    [[nodiscard]] std::string client() const {
        std::string line = std::string(hop.from_helo.empty() ? "-" : hop.from_helo) + " "
                           + std::string(hop.from_rdns.empty() ? "-" : hop.from_rdns);
        if (hop.from_rdns_verified) line += *hop.from_rdns_verified ? "(verified)" : "(forged)";
        return line + " " + std::string(hop.from_ip.empty() ? "-" : hop.from_ip);
    }

    /// `by [by_ip] software`.
    [[nodiscard]] std::string server() const {
        std::string line(hop.by.empty() ? "-" : hop.by);
        if (!hop.by_ip.empty()) line.append("[").append(hop.by_ip).append("]");
        if (!hop.by_software.empty()) line.append(" ").append(hop.by_software);
        return line;
    }

    /// `with; tls; id; for; via`.
    [[nodiscard]] std::string rest() const {
        std::string line;
        for (std::string_view part : {hop.with, hop.tls, hop.id, hop.for_, hop.via})
            line.append(line.empty() ? "" : "; ").append(part.empty() ? "-" : part);
        return line;
    }
};

struct Style {
    const char* name;
    std::string_view value; ///< without the date
    std::string_view client;
    std::string_view server;
    std::string_view rest;
};

constexpr std::string_view date = "; Mon, 2 Mar 2020 10:20:30 +0100 (CET)";

} // namespace

TEST_CASE("each style gives the hop that its server wrote") {
    static constexpr std::array styles = {
        Style{"sendmail",
              "from client.example.net (c7.example.net [192.0.2.7]) by mx.example.org (8.17.1.9/8.17.1.9/Debian-2) with ESMTP id "
              "4A5B6C for <amy@example.org>",
              "client.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org 8.17.1.9/8.17.1.9/Debian-2",
              "ESMTP; -; 4A5B6C; amy@example.org; -"},
        Style{"sendmail, name may be forged",
              "from client.example.net (c7.example.net [192.0.2.7] (may be forged)) by mx.example.org (8.15.2/8.15.2) with SMTP "
              "id 4A",
              "client.example.net c7.example.net(forged) 192.0.2.7", "mx.example.org 8.15.2/8.15.2", "SMTP; -; 4A; -; -"},
        Style{"sendmail, no name, TLS behind the id",
              "from client.example.net ([192.0.2.7]) by mx.example.org (8.14.4/8.13.8) with ESMTP id 4A (version=TLSv1/SSLv3 "
              "cipher=DHE-RSA-AES256-SHA bits=256 verify=NO) for <amy@example.org>",
              "client.example.net - 192.0.2.7", "mx.example.org 8.14.4/8.13.8",
              "ESMTP; TLSv1/SSLv3 DHE-RSA-AES256-SHA; 4A; amy@example.org; -"},
        Style{"sendmail, ident",
              "from client.example.net (IDENT:root@c7.example.net [192.0.2.7]) by mx.example.org (8.9.3/8.9.3) with ESMTP id AA1",
              "client.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org 8.9.3/8.9.3", "ESMTP; -; AA1; -; -"},
        Style{"sendmail, ident with blanks",
              "from client.example.net (\"port 9\"@c7.example.net [192.0.2.7]) by mx.example.org (8.9.3/8.9.3) with ESMTP id AA1",
              "client.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org 8.9.3/8.9.3", "ESMTP; -; AA1; -; -"},
        Style{"sendmail, own bounce", "from localhost (localhost) by mx.example.org (8.17.1.9/8.17.1.9) id 4A5B6C",
              "localhost - -", "mx.example.org 8.17.1.9/8.17.1.9", "-; -; 4A5B6C; -; -"},
        Style{"sendmail, handed in by a user",
              "(from amy@localhost) by mx.example.org (8.12.11/8.12.11/Submit) id 4A for bob@example.net", "- - -",
              "mx.example.org 8.12.11/8.12.11/Submit", "-; -; 4A; bob@example.net; -"},
        Style{"sendmail, authenticated",
              "from [192.168.7.7] (dsl7.example.net [192.0.2.7]) (authenticated bits=0) by mx.example.org (8.14.4/8.14.4) with "
              "ESMTP id 4A",
              "[192.168.7.7] dsl7.example.net(verified) 192.0.2.7", "mx.example.org 8.14.4/8.14.4", "ESMTP; -; 4A; -; -"},
        Style{"sendmail, address HELO", "from 192.168.7.7 ([192.0.2.7]) by mx.example.org (8.14.4/8.14.4) with SMTP id 4A",
              "192.168.7.7 - 192.0.2.7", "mx.example.org 8.14.4/8.14.4", "SMTP; -; 4A; -; -"},
        Style{"Postfix",
              "from client.example.net (unknown [IPv6:2001:db8::7]) by mx.example.org (Postfix) with ESMTP id 4TZ for "
              "<amy@example.org>",
              "client.example.net - 2001:db8::7", "mx.example.org Postfix", "ESMTP; -; 4TZ; amy@example.org; -"},
        Style{"Postfix, TLS",
              "from a.example.net (a.example.net [192.0.2.7]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) "
              "key-exchange X25519) (Client CN \"*.example.net\", Issuer \"Example CA (verified)\" (verified OK)) by "
              "mx.example.org (Postfix) with ESMTPS id 4TZ for <amy@example.org>",
              "a.example.net a.example.net(verified) 192.0.2.7", "mx.example.org Postfix",
              "ESMTPS; TLSv1.3 TLS_AES_256_GCM_SHA384; 4TZ; amy@example.org; -"},
        Style{"Postfix, authenticated",
              "from [192.168.7.7] (unknown [192.0.2.7]) (Authenticated sender: amy@example.org) by mx.example.org (Postfix) with "
              "ESMTPSA id 4TZ",
              "[192.168.7.7] - 192.0.2.7", "mx.example.org Postfix", "ESMTPSA; -; 4TZ; -; -"},
        Style{"Postfix, HELO with a blank", "from MY PC (unknown [192.0.2.7]) by mx.example.org (Postfix) with SMTP id 4TZ",
              "MY PC - 192.0.2.7", "mx.example.org Postfix", "SMTP; -; 4TZ; -; -"},
        Style{"Postfix, handed in by a user", "by mx.example.org (Postfix, from userid 0) id 4TZ", "- - -",
              "mx.example.org Postfix", "-; -; 4TZ; -; -"},
        Style{"Postfix, own bounce", "by mx.example.org (Postfix) via BOUNCE id 4TZ", "- - -", "mx.example.org Postfix",
              "-; -; 4TZ; -; BOUNCE"},
        Style{"Exim, address and HELO",
              "from [192.0.2.7] (port=34866 helo=client.example.net) by mx.example.org with esmtp (Exim 4.96) (envelope-from "
              "<bob@example.net>) id 1xV-0 for amy@example.org",
              "client.example.net - 192.0.2.7", "mx.example.org Exim 4.96", "esmtp; -; 1xV-0; amy@example.org; -"},
        Style{"Exim, address HELO",
              "from [192.0.2.7] (port=34866 helo=[192.168.7.7]) by mx.example.org with esmtpsa (Exim 4.96) id 1xV-0",
              "[192.168.7.7] - 192.0.2.7", "mx.example.org Exim 4.96", "esmtpsa; -; 1xV-0; -; -"},
        Style{"Exim, name is the HELO", "from c7.example.net ([192.0.2.7]) by mx.example.org with esmtp (Exim 4.96) id 1xV-0",
              "c7.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org Exim 4.96", "esmtp; -; 1xV-0; -; -"},
        Style{"Exim, name, port and HELO, TLS in its own word",
              "from c7.example.net ([192.0.2.7]:23637 helo=client.example.net) by mx.example.org with esmtps (TLS1.3) tls "
              "TLS_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <bob@example.net>) id 1xV-0 for amy@example.org",
              "client.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org Exim 4.96",
              "esmtps; TLS1.3 TLS_AES_256_GCM_SHA384; 1xV-0; amy@example.org; -"},
        Style{"Exim, TLS with colons",
              "from c7.example.net ([2001:db8::7] helo=x.example.net) by mx.example.org with esmtps "
              "(TLS1.2:ECDHE_RSA_AES_256_GCM_SHA384:256) (Exim 4.89) id 1xV-0",
              "x.example.net c7.example.net(verified) 2001:db8::7", "mx.example.org Exim 4.89",
              "esmtps; TLS1.2 ECDHE_RSA_AES_256_GCM_SHA384; 1xV-0; -; -"},
        Style{"Exim 3, Cipher",
              "from c7.example.net ([192.0.2.7]) by mx.example.org with esmtp (Cipher TLSv1:DES-CBC3-SHA:168) (Exim 3.35 #1 "
              "(Debian)) id 1xV-0 for <amy@example.org>",
              "c7.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org Exim 3.35 #1 (Debian)",
              "esmtp; TLSv1 DES-CBC3-SHA; 1xV-0; amy@example.org; -"},
        Style{"Exim, local",
              "from amy by mx.example.org with local (Exim 4.96) (envelope-from <amy@example.org>) id 1xV-0 for bob@example.net",
              "- - -", "mx.example.org Exim 4.96", "local; -; 1xV-0; bob@example.net; -"},
        Style{"Exim, local SMTP: the name is a user",
              "from amy (helo=test) by mx.example.org with local-esmtp (Exim 4.96) id 1xV-0", "test - -",
              "mx.example.org Exim 4.96", "local-esmtp; -; 1xV-0; -; -"},
        Style{"Exim, recipient with blanks",
              "from amy by mx.example.org with local (Exim 4.96) id 1xV-0 for \"a (b) c; d\"@example.net", "- - -",
              "mx.example.org Exim 4.96", "local; -; 1xV-0; \"a (b) c; d\"@example.net; -"},
        Style{"qmail", "from unknown (HELO client.example.net) (192.0.2.7) by mx.example.org with SMTP",
              "client.example.net - 192.0.2.7", "mx.example.org", "SMTP; -; -; -; -"},
        Style{"qmail, ident", "from c7.example.net (HELO client.example.net) (amy@192.0.2.7) by mx.example.org with SMTP",
              "client.example.net c7.example.net 192.0.2.7", "mx.example.org", "SMTP; -; -; -; -"},
        Style{"qmail, name is the HELO", "from c7.example.net (192.0.2.7) by mx.example.org with SMTP",
              "c7.example.net c7.example.net 192.0.2.7", "mx.example.org", "SMTP; -; -; -; -"},
        Style{"qmail, login", "from unknown (HELO pc) (amy@example.org@192.0.2.7 with login) by mx.example.org with SMTP",
              "pc - 192.0.2.7", "mx.example.org", "SMTP; -; -; -; -"},
        Style{"qmail, cipher",
              "from unknown (HELO client.example.net) (192.0.2.7) by mx.example.org with AES128-SHA encrypted SMTP",
              "client.example.net - 192.0.2.7", "mx.example.org", "SMTP; AES128-SHA; -; -; -"},
        Style{"qmail-ldap",
              "from c7.example.net (HELO client.example.net) (www@[192.0.2.7]) (envelope-sender <bob@example.net>) by "
              "mx.example.org (qmail-ldap-1.03) with SMTP for <amy@example.org>",
              "client.example.net c7.example.net 192.0.2.7", "mx.example.org qmail-ldap-1.03", "SMTP; -; -; amy@example.org; -"},
        Style{"qmail, invoked", "(qmail 137 invoked from network)", "- - -", "- qmail", "-; -; -; -; -"},
        Style{"nullmailer", "(nullmailer pid 42 invoked by uid 8)", "- - -", "- nullmailer", "-; -; -; -; -"},
        Style{"qmail-scanner",
              "from bob@example.net by mx.example.org by uid 502 with qmail-scanner-1.12 (F-PROT: 3.12. Clear:. Processed in 0.3 "
              "secs)",
              "- - -", "mx.example.org F-PROT", "qmail-scanner-1.12; -; -; -; -"},
        Style{"Exchange",
              "from A.example.net (192.0.2.7) by B.example.org (10.1.2.3) with Microsoft SMTP Server (version=TLS1_2, "
              "cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1.1 via Frontend Transport",
              "A.example.net - 192.0.2.7", "B.example.org[10.1.2.3] Microsoft SMTP Server",
              "Microsoft SMTP Server; TLS1_2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384; 15.20.1.1; -; Frontend Transport"},
        Style{"Exchange 2010",
              "from A.example.net (2001:db8::7) by B.example.org (2001:db8:1::9) with Microsoft SMTP Server (TLS) id 14.3.319.2",
              "A.example.net - 2001:db8::7", "B.example.org[2001:db8:1::9] Microsoft SMTP Server",
              "Microsoft SMTP Server; TLS; 14.3.319.2; -; -"},
        Style{"Exchange, mapi with a zone",
              "from A.example.net ([fe80::d9e1:f2e9:23cd:91e2]) by B.example.net ([fe80::d9e1:f2e9:23cd:91e2%22]) with mapi id "
              "15.00.0775.031",
              "A.example.net - fe80::d9e1:f2e9:23cd:91e2", "B.example.net[fe80::d9e1:f2e9:23cd:91e2]",
              "mapi; -; 15.00.0775.031; -; -"},
        Style{"Microsoft SMTPSVC",
              "from client.example.net ([192.0.2.7]) by mx.example.org over TLS secured channel with Microsoft "
              "SMTPSVC(6.0.3790.4675)",
              "client.example.net - 192.0.2.7", "mx.example.org Microsoft SMTPSVC(6.0.3790.4675)",
              "Microsoft SMTPSVC; TLS; -; -; -"},
        Style{"mail pickup", "from mail pickup service by mx.example.org with Microsoft SMTPSVC", "- - -",
              "mx.example.org Microsoft SMTPSVC", "Microsoft SMTPSVC; -; -; -; -"},
        Style{"Gmail, from outside",
              "from client.example.net (c7.example.net. [192.0.2.7]) by mx.example.com with ESMTPS id a1-b2.3 for "
              "<amy@example.org> (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128)",
              "client.example.net c7.example.net 192.0.2.7", "mx.example.com",
              "ESMTPS; TLS1_3 TLS_AES_128_GCM_SHA256; a1-b2.3; amy@example.org; -"},
        Style{"Gmail, inside", "by 2002:a05:7208:c08f:b0:6b:84ca:1f with SMTP id a1csp123", "- - -",
              "-[2002:a05:7208:c08f:b0:6b:84ca:1f]", "SMTP; -; a1csp123; -; -"},
        Style{"Gmail, HELO it does not like", "from ?192.168.7.7? ([192.0.2.7]) by mx.example.com with ESMTPSA id a1",
              "?192.168.7.7? - 192.0.2.7", "mx.example.com", "ESMTPSA; -; a1; -; -"},
        Style{"Courier",
              "from client.example.net (c7.example.net [::ffff:192.0.2.7]) (AUTH: LOGIN amy, TLS: "
              "TLSv1.2,256bits,ECDHE-RSA-AES256-GCM-SHA384) by mx.example.org with ESMTPSA id 00A1.B2",
              "client.example.net c7.example.net 192.0.2.7", "mx.example.org",
              "ESMTPSA; TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384; 00A1.B2; -; -"},
        Style{"Courier, own bounce",
              "from localhost (localhost [127.0.0.1]) (ftp://ftp.isi.edu/in-notes/rfc1894.txt) by mx.example.org with dsn id "
              "00A1.B2",
              "localhost localhost 127.0.0.1", "mx.example.org", "dsn; -; 00A1.B2; -; -"},
        Style{"OpenSMTPD",
              "from client.example.net (<unknown> [192.0.2.7]) by mx.example.org (OpenSMTPD) with ESMTPS id f60ab401 "
              "(TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) for <amy@example.org>",
              "client.example.net - 192.0.2.7", "mx.example.org OpenSMTPD",
              "ESMTPS; TLSv1.3 TLS_AES_256_GCM_SHA384; f60ab401; amy@example.org; -"},
        Style{"OpenSMTPD, local, with a semicolon",
              "from localhost (localhost [local]); by mx.example.org (OpenSMTPD) with ESMTPA id 700f; for <amy@example.org>",
              "localhost localhost -", "mx.example.org OpenSMTPD", "ESMTPA; -; 700f; amy@example.org; -"},
        Style{"Haraka",
              "from client.example.net (NXDOMAIN [192.0.2.7]) by mx.example.org (Haraka/3.0.1) with ESMTPS id A1-B2.1 "
              "envelope-from <bob@example.net> (cipher=TLS_AES_256_GCM_SHA384)",
              "client.example.net - 192.0.2.7", "mx.example.org Haraka/3.0.1", "ESMTPS; TLS_AES_256_GCM_SHA384; A1-B2.1; -; -"},
        Style{"Haraka, going out", "(Haraka outbound)", "- - -", "- Haraka", "-; -; -; -; -"},
        Style{"DragonFly Mail Agent",
              "from root (uid 0) (envelope-from root@example.org) id a862ae by mx.example.org (DragonFly Mail Agent v0.13)",
              "- - -", "mx.example.org DragonFly Mail Agent v0.13", "-; -; a862ae; -; -"},
        Style{"DragonFly Mail Agent, own bounce", "from MAILER-DAEMON id a86542 by mx.example.org (DragonFly Mail Agent v0.13)",
              "- - -", "mx.example.org DragonFly Mail Agent v0.13", "-; -; a86542; -; -"},
        Style{"ZMailer",
              "from c7.example.net ([192.0.2.7]:50923 \"EHLO client.example.net\" rhost-flags-OK-OK-OK-FAIL) by vger.example.org "
              "with ESMTP id S175 (ORCPT <rfc822;list@vger.example.org>)",
              "client.example.net c7.example.net 192.0.2.7", "vger.example.org", "ESMTP; -; S175; -; -"},
        Style{"Momentum",
              "from [192.0.2.7] ([192.0.2.7:41560] helo=client) by out.example.org (envelope-from <bob@example.net>) (ecelerity "
              "3.5.1.37854 r(Momo-dev:3.5.1.0)) with ESMTP id B5/4A",
              "client - 192.0.2.7", "out.example.org ecelerity 3.5.1.37854 r(Momo-dev:3.5.1.0)", "ESMTP; -; B5/4A; -; -"},
        Style{"Zimbra LMTP", "from localhost (LHLO zm.example.org) (127.0.0.1) by zm.example.org with LMTP",
              "zm.example.org localhost 127.0.0.1", "zm.example.org", "LMTP; -; -; -; -"},
        Style{"Cyrus LMTP", "from mx.example.org ([unix socket]) by mx.example.org (Cyrus v2.3.7) with LMTPA",
              "mx.example.org - -", "mx.example.org Cyrus v2.3.7", "LMTPA; -; -; -; -"},
        Style{"Yahoo", "from 127.0.0.1 (EHLO client.example.net) (192.0.2.7) by mta1.example.com with SMTPS",
              "client.example.net - 192.0.2.7", "mta1.example.com", "SMTPS; -; -; -; -"},
        Style{"Yahoo inside", "from [192.0.2.7] by n1.bullet.example.com with NNFMP", "- - 192.0.2.7", "n1.bullet.example.com",
              "NNFMP; -; -; -; -"},
        Style{"McAfee",
              "from unknown [192.0.2.7] (EHLO client.example.net) by mxl8.example.org(mxl_mta-6.5.0-5) over TLS secured channel "
              "with ESMTP id 000.a (envelope-from <bob@example.net>)",
              "client.example.net - 192.0.2.7", "mxl8.example.org mxl_mta-6.5.0-5", "ESMTP; TLS; 000.a; -; -"},
        Style{"James",
              "from 192.0.2.7 (EHLO client.example.net/127.0.0.1) ([192.0.2.7]) by mx.example.org (JAMES SMTP Server ) with "
              "ESMTP ID -973 for <amy@example.org>",
              "client.example.net - 192.0.2.7", "mx.example.org JAMES SMTP Server", "ESMTP; -; -973; amy@example.org; -"},
        Style{"CommuniGate Pro",
              "from [192.0.2.7] (account amy@example.org HELO pc.example.net) by mx.example.org (CommuniGate Pro SMTP 6.1) with "
              "ESMTPA id 27 for bob@example.net",
              "pc.example.net - 192.0.2.7", "mx.example.org CommuniGate Pro SMTP 6.1", "ESMTPA; -; 27; bob@example.net; -"},
        Style{"CommuniGate Pro, verified",
              "from client.example.net ([192.0.2.7] verified) by mx.example.org (CommuniGate Pro SMTP 3.4) with ESMTP id 27",
              "client.example.net - 192.0.2.7", "mx.example.org CommuniGate Pro SMTP 3.4", "ESMTP; -; 27; -; -"},
        Style{"Domino",
              "from client.example.net ([192.0.2.7]) by mx.example.org (Lotus Domino Release 7.0.2FP1) with ESMTP id "
              "2007061413352069-42153 ",
              "client.example.net - 192.0.2.7", "mx.example.org Lotus Domino Release 7.0.2FP1",
              "ESMTP; -; 2007061413352069-42153; -; -"},
        Style{"MDaemon",
              "from client.example.net [192.0.2.7] by mx.example.org [192.0.2.25] with SMTP (MDaemon.PRO.v5.0.4.R) for "
              "<amy@example.org>",
              "client.example.net - 192.0.2.7", "mx.example.org[192.0.2.25] MDaemon.PRO.v5.0.4.R",
              "SMTP; -; -; amy@example.org; -"},
        Style{"IMail", "from client [192.0.2.7] by mx.example.org with ESMTP (SMTPD32-7.07 EVAL) id A2534501B6",
              "client - 192.0.2.7", "mx.example.org SMTPD32-7.07 EVAL", "ESMTP; -; A2534501B6; -; -"},
        Style{"Mercury", "from client.example.net (192.0.2.7) by mx.example.org (Mercury 1.48) with ESMTP",
              "client.example.net - 192.0.2.7", "mx.example.org Mercury 1.48", "ESMTP; -; -; -; -"},
        Style{"PowerMTA without a name",
              "from (127.0.0.1) by mx.example.org (PowerMTA(TM) v3.5r16) id hehv for <amy@example.org>", "- - 127.0.0.1",
              "mx.example.org PowerMTA(TM) v3.5r16", "-; -; hehv; amy@example.org; -"},
        Style{"amavisd-new",
              "from mx.example.org ([127.0.0.1]) by localhost (mx.example.org [127.0.0.1]) (amavisd-new, port 10024) with ESMTP "
              "id nPDn for <amy@example.org>",
              "mx.example.org - 127.0.0.1", "localhost[127.0.0.1] amavisd-new", "ESMTP; -; nPDn; amy@example.org; -"},
        Style{"fetchmail",
              "from pop.example.net [192.0.2.7] by localhost with POP3 (fetchmail-6.2.5) for amy@localhost (single-drop)",
              "pop.example.net - 192.0.2.7", "localhost fetchmail-6.2.5", "POP3; -; -; amy@localhost; -"},
        Style{"Proofpoint filter",
              "from pps.filterd (m02.example.net [127.0.0.1]) by mx0a.example.org (8.16.0.42/8.16.0.42) with SMTP id 02C",
              "pps.filterd m02.example.net(verified) 127.0.0.1", "mx0a.example.org 8.16.0.42/8.16.0.42", "SMTP; -; 02C; -; -"},
        Style{"Mimecast",
              "from a.example.net (a.example.net [192.0.2.7]) by relay.mimecast.example with ESMTP with STARTTLS "
              "(version=TLSv1.2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id uk-mta-1",
              "a.example.net a.example.net 192.0.2.7", "relay.mimecast.example",
              "ESMTP; TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384; uk-mta-1; -; -"},
        Style{"SES",
              "from a8-30.smtp-out.example.net (a8-30.smtp-out.example.net [192.0.2.7]) by inbound-smtp.example.com with SMTP id "
              "k6sb for amy@example.org",
              "a8-30.smtp-out.example.net a8-30.smtp-out.example.net 192.0.2.7", "inbound-smtp.example.com",
              "SMTP; -; k6sb; amy@example.org; -"},
        Style{"SendGrid", "from [192.0.2.7] (unknown [192.0.2.7]) by geopod-ismtpd-3-0 (SG) with ESMTP id d2gM",
              "[192.0.2.7] - 192.0.2.7", "geopod-ismtpd-3-0 SG", "ESMTP; -; d2gM; -; -"},
        Style{"IronPort", "from unknown (HELO client.example.net) ([192.0.2.7]) by mx.example.org with ESMTP/TLS/AES256-SHA",
              "client.example.net - 192.0.2.7", "mx.example.org", "ESMTP; AES256-SHA; -; -; -"},
        Style{"Smail, by in front",
              "by mx.example.org (/\\oo/\\ Smail3.1.29.1 #29.1) from client.example.net (192.0.2.7) with smtp id 0r",
              "client.example.net - 192.0.2.7", "mx.example.org", "smtp; -; 0r; -; -"},
        Style{"PP", "from client.example.net (actually host c7.example.net) by mx.example.org with SMTP (PP)",
              "client.example.net c7.example.net -", "mx.example.org PP", "SMTP; -; -; -; -"},
        Style{"a resolver's remark in place of a name",
              "from client.example.net (really [192.0.2.7]) by mx.example.org with ESMTP id 5", "client.example.net - 192.0.2.7",
              "mx.example.org", "ESMTP; -; 5; -; -"},
        Style{"a semicolon in a comment",
              "from client.example.net ([192.0.2.7]) by mx.example.org (Sun Java(tm) System Messaging Server 6.3 (built Sep 26 "
              "2008; 32bit)) with ESMTP id <0K@mx.example.org>",
              "client.example.net - 192.0.2.7",
              "mx.example.org Sun Java(tm) System Messaging Server 6.3 (built Sep 26 2008; 32bit)",
              "ESMTP; -; 0K@mx.example.org; -; -"},
        Style{"upper case and tabs",
              "FROM client.example.net ([192.0.2.7])\tBY mx.example.org\tWITH ESMTP\tID 5\tFOR <amy@example.org>",
              "client.example.net - 192.0.2.7", "mx.example.org", "ESMTP; -; 5; amy@example.org; -"},
        Style{"no blanks between the clauses",
              "from client.example.net(c7.example.net [192.0.2.7])by mx.example.org(Postfix)with ESMTP id 5",
              "client.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org Postfix", "ESMTP; -; 5; -; -"},
        Style{"one name, style unknown: the HELO", "from client.example.net by mx.example.org with ESMTP id 5",
              "client.example.net - -", "mx.example.org", "ESMTP; -; 5; -; -"},
        Style{"a destination is no client", "from client by gw.example.org via smtpd (for mx.example.net [192.0.2.9]) with SMTP",
              "client - -", "gw.example.org", "SMTP; -; -; -; smtpd"},
    };
    for (const Style& style : styles) {
        CAPTURE(style.name);
        const Read read(std::string(style.value) + std::string(date));
        CHECK(read.client() == style.client);
        CHECK(read.server() == style.server);
        CHECK(read.rest() == style.rest);
        CHECK(read.hop.date.text == "2020-03-02T10:20:30+01:00");
        CHECK(read.hop.date_raw == "Mon, 2 Mar 2020 10:20:30 +0100 (CET)");
        CHECK(read.anomalies() == (read.hop.from_rdns_verified == std::optional(false) ? "rdns_may_be_forged" : ""));
        CHECK(read.hop.raw == read.value);
    }
}

TEST_CASE("broken and forged fields give an anomaly, not a wrong hop") {
    struct Row {
        const char* name;
        std::string_view value;
        std::string_view anomalies;
        std::string_view client;
        std::string_view server;
        std::string_view date;
    };
    static constexpr std::array rows = {
        Row{"empty", "", "no_date no_from", "- - -", "-", ""},
        Row{"not a trace", "400000005063006a", "no_date no_from", "- - -", "-", ""},
        Row{"no date", "from a.example.net ([192.0.2.7]) by mx.example.org with ESMTP id 5", "no_date",
            "a.example.net - 192.0.2.7", "mx.example.org", ""},
        Row{"nothing behind the semicolon", "from a.example.net ([192.0.2.7]) by mx.example.org;", "no_date",
            "a.example.net - 192.0.2.7", "mx.example.org", ""},
        Row{"no such date", "from a.example.net ([192.0.2.7]) by mx.example.org; Mon, 31 Feb 2020 10:20:30 +0000", "bad_date",
            "a.example.net - 192.0.2.7", "mx.example.org", ""},
        Row{"a date without a semicolon", "by filter1.example.org with SMTP id f1-5AF 2020-03-02 10:20:30.267704058 +0000 UTC",
            "no_semicolon", "- - -", "filter1.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"a weekday without a semicolon", "by mx1.example.org with SMTP id HxfY Mon, 02 Mar 2020 10:20:30 +0000 (GMT)",
            "no_semicolon", "- - -", "mx1.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"a clause behind the last semicolon", "by mx.example.org; (8.9.3/8.9.3) id AA1", "no_date", "- - -",
            "mx.example.org 8.9.3/8.9.3", ""},
        Row{"an SMTP session without a client", "by mx.example.org with SMTP; Mon, 2 Mar 2020 10:20:30 +0000", "no_from", "- - -",
            "mx.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"no server", "from a.example.net ([192.0.2.7]); Mon, 2 Mar 2020 10:20:30 +0000", "no_by", "a.example.net - 192.0.2.7",
            "-", "2020-03-02T10:20:30+00:00"},
        Row{"an empty by", "from a.example.net ([192.0.2.7]) by with SMTP; Mon, 2 Mar 2020 10:20:30 +0000", "no_by",
            "a.example.net - 192.0.2.7", "-", "2020-03-02T10:20:30+00:00"},
        Row{"octets too large", "from a.example.net ([300.0.2.7]) by mx.example.org; Mon, 2 Mar 2020 10:20:30 +0000", "bad_ip",
            "a.example.net - -", "mx.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"masked address",
            "from a.example.net (unknown [#.#.#.#]) by mx.example.org (Postfix); Mon, 2 Mar 2020 10:20:30 +0000", "bad_ip",
            "a.example.net - -", "mx.example.org Postfix", "2020-03-02T10:20:30+00:00"},
        Row{"two clients",
            "from a.example.net ([192.0.2.7]) from b.example.net ([192.0.2.8]) by mx.example.org; Mon, 2 Mar 2020 10:20:30 +0000",
            "second_from", "a.example.net - 192.0.2.7", "mx.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"two servers", "from a.example.net ([192.0.2.7]) by mx.example.org by mx.example.com; Mon, 2 Mar 2020 10:20:30 +0000",
            "second_by", "a.example.net - 192.0.2.7", "mx.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"two addresses: the server's own words stand last",
            "from a (mx.example.com [198.51.100.1]) (b.example.net [192.0.2.8]) by mx.example.org (Postfix); Mon, 2 Mar 2020 "
            "10:20:30 +0000",
            "several_ips", "a b.example.net(verified) 192.0.2.8", "mx.example.org Postfix", "2020-03-02T10:20:30+00:00"},
        Row{"address HELO of another host", "from 203.0.113.8 ([192.0.2.7]) by mx.example.org; Mon, 2 Mar 2020 10:20:30 +0000",
            "helo_is_ip_of_other_host", "203.0.113.8 - 192.0.2.7", "mx.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"a comment that is never closed",
            "from a.example.net (c7.example.net [192.0.2.7] by mx.example.org (Postfix) with ESMTP id 5; Mon, 2 Mar 2020 "
            "10:20:30 +0000",
            "unbalanced_comment", "a.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org Postfix",
            "2020-03-02T10:20:30+00:00"},
        Row{"cut off in a comment that has a keyword in it",
            "from a.example.net (c7.example.net [192.0.2.7]) (using TLSv1.2 with cipher X-Y (256/256 bit",
            "unbalanced_comment no_date no_by", "a.example.net c7.example.net 192.0.2.7", "-", ""},
        Row{"an escaped parenthesis in a comment that is never closed",
            "from a.example.net (x \\( y by mx.example.org; Mon, 2 Mar 2020 10:20:30 +0000", "unbalanced_comment",
            "a.example.net - -", "mx.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"a comment that was never opened",
            "from a.example.net [192.0.2.7]) by mx.example.org; Mon, 2 Mar 2020 10:20:30 +0000", "unbalanced_comment",
            "a.example.net - 192.0.2.7", "mx.example.org", "2020-03-02T10:20:30+00:00"},
        Row{"address cut off",
            "from a.example.net (c7.example.net [192.0.2.7) by mx.example.org (Postfix); Mon, 2 Mar 2020 10:20:30 +0000", "",
            "a.example.net c7.example.net(verified) 192.0.2.7", "mx.example.org Postfix", "2020-03-02T10:20:30+00:00"},
        Row{"the next field on the same line",
            "from a.example.net by b.example.net id 5; Mon, 2 Mar 2020 10:20:30 +0000 Received: from x.example.net by "
            "y.example.net; Mon, 2 Mar 2020 10:20:20 +0000",
            "glued_fields", "a.example.net - -", "b.example.net", "2020-03-02T10:20:30+00:00"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const Read read{std::string(row.value)};
        CHECK(read.anomalies() == row.anomalies);
        CHECK(read.client() == row.client);
        CHECK(read.server() == row.server);
        CHECK(read.hop.date.text == row.date);
    }
}

TEST_CASE("the scope of the client's address is told") {
    CHECK(Read("from a ([10.0.0.7]) by b; Mon, 2 Mar 2020 10:20:30 +0000").hop.from_ip_scope == IpScope::private_);
    CHECK(Read("from a ([127.0.0.1]) by b; Mon, 2 Mar 2020 10:20:30 +0000").hop.from_ip_scope == IpScope::loopback);
    CHECK(Read("from a ([192.0.2.7]) by b; Mon, 2 Mar 2020 10:20:30 +0000").hop.from_ip_scope == IpScope::documentation);
    CHECK(Read("from a ([8.8.8.8]) by b; Mon, 2 Mar 2020 10:20:30 +0000").hop.from_ip_scope == IpScope::public_);
    CHECK(Read("from a by b; Mon, 2 Mar 2020 10:20:30 +0000").hop.from_ip_scope == IpScope::unknown);
}

TEST_CASE("what is taken as it stands keeps its place") {
    const Read read("from a.example.net (c7.example.net. [192.0.2.7]) by mx.example.org (Postfix) with ESMTP id <5@x> for "
                    "<amy@example.org>; Mon, 2 Mar 2020 10:20:30 +0000");
    for (std::string_view view : {read.hop.from_helo, read.hop.from_rdns, read.hop.from_ip, read.hop.by, read.hop.by_software,
                                  read.hop.with, read.hop.id, read.hop.for_, read.hop.date_raw}) {
        CAPTURE(view);
        CHECK_FALSE(view.empty());
        CHECK(ascii::within(view, read.value));
    }
}

TEST_CASE("hostile values") {
    SUBCASE("cut at every byte, with bytes replaced") {
        const std::string_view values[] = {
            "from a \"x (\" (u@b.example.net [IPv6:2001:db8::7] (may be forged)) (using TLSv1.3 with cipher X_Y (1/1)) by "
            "mx.example.org "
            "(8.1/8.1) with ESMTPS (TLS1.3) tls Z_Z id <5@x> for <amy@example.org>; Mon, 2 Mar 2020 10:20:30 +0000",
            "from a (HELO b) ([192.0.2.7]:25 helo=c ident=d) by host e (account f HELO g) over TLS secured channel with "
            "Microsoft SMTPSVC(6.0)"};
        for (std::string_view whole : values) {
            for (std::size_t n = 0; n <= whole.size(); ++n) {
                // A block of its own size, so that a read behind its end is seen.
                const Read cut(std::string(whole.substr(0, n)));
                CHECK(cut.hop.raw.size() == n);
                for (std::string_view part :
                     {cut.hop.from_helo, cut.hop.by_software, cut.hop.with, cut.hop.via, cut.hop.id, cut.hop.date_raw})
                    CHECK((part.empty() || ascii::within(part, cut.value)));
                for (char c : {'(', ')', '"', ';', '\\', '[', '\0', '\xff'}) {
                    std::string changed(whole);
                    if (n < changed.size()) changed[n] = c;
                    const Read read(changed);
                    CHECK(read.hop.raw.size() == whole.size());
                }
            }
        }
    }
    SUBCASE("large ones give each anomaly once") {
        for (const char* piece : {"(", ")", "((", "( by ", "\\(", "(\\", "\"", "\"\\", ";", "; Mon, ", "from ", "by a ", "([",
                                  "from [", "Mon, ", "(helo=", "id ", "@"}) {
            std::string value = "from a ";
            while (value.size() < 60000) value += piece;
            const Read read(value);
            CHECK(read.hop.raw.size() == value.size());
            CHECK(read.hop.anomalies.size() < 10);
        }
    }
    SUBCASE("NULs only") { CHECK(Read(std::string(5000, '\0')).anomalies() == "no_date no_from"); }
}
