#include "dialects/cut_markers.hpp"

#include <array>

namespace dsnparse::dialects {

namespace {

// ASCII letters in lower case; UTF-8 in octal, whose escapes end after three digits.
constexpr std::array markers{
    CutMarker{"original message follows", false},
    CutMarker{"the original message follows", false},
    CutMarker{"the original message is included below", false},
    CutMarker{"unsent message follows", false},
    CutMarker{"unsent message below", false},
    CutMarker{"undelivered message follows", false},
    CutMarker{"non-delivered message follows", false},
    CutMarker{"returned message follows", false},
    CutMarker{"returned mail follows", false},
    CutMarker{"bounced e-mail", false},
    CutMarker{"returned message", false},
    CutMarker{"returned mail", false},
    CutMarker{"start of returned message", false},
    CutMarker{"begin of returned message", false},
    CutMarker{"beginning of returned message", false},
    CutMarker{"your message follows", false},
    CutMarker{"a copy of your message follows", false},
    CutMarker{"copy of your message follows", false},
    CutMarker{"a copy of the message follows", false},
    CutMarker{"a copy of the original message follows", false},
    CutMarker{"a copy of the original message below this line", false},
    CutMarker{"message text follows", false},
    CutMarker{"text of message follows", false},
    CutMarker{"original mail as follows", false},
    CutMarker{"original message as received is as follows", false},
    CutMarker{"below this line is a copy of the message", false},
    CutMarker{"below this line is a copy of the mail", false},
    CutMarker{"below this line is a copy of the original message", false},
    CutMarker{"below the next line is a copy of the message", false},
    CutMarker{"below is a copy of the original message", false},
    CutMarker{"enclosed is a copy of the message", false},
    CutMarker{"this is a copy of the message, including all the headers", false},
    CutMarker{"this is a copy of your message, including all the headers", false},
    CutMarker{"here is a copy of the first part of the message, including", false},
    CutMarker{"here is a copy of the message", false},
    CutMarker{"your message reads (in part", false},
    CutMarker{"no message was collected", false},
    CutMarker{"mensaje original adjunto", false},
    CutMarker{"\320\235\320\270\320\266\320\265 \321\215\321\202\320\276\320\271 \320\273\320\270\320\275\320\270\320\270 "
              "\320\275\320\260\321\205\320\276\320\264\320\270\321\202\321\201\321\217 \320\272\320\276\320\277\320\270\321\217 "
              "\321\201\320\276\320\276\320\261\321\211\320\265\320\275\320\270\321\217",
              false},
    CutMarker{"message header follows", true},
    CutMarker{"message headers follow", true},
    CutMarker{"message headers follows", true},
    CutMarker{"message header", true},
    CutMarker{"message headers", true},
    CutMarker{"original message header", true},
    CutMarker{"original message headers", true},
    CutMarker{"original headers", true},
    CutMarker{"original mail info", true},
    CutMarker{"the header of the original message is following", true},
    CutMarker{"the headers of the original message follow", true},
    CutMarker{"headers of the original message follow", true},
    CutMarker{"header of the source mail attached", true},
    CutMarker{"this is a copy of the headers", true},
    CutMarker{"this is a copy of the message's headers", true},
    CutMarker{"this is a copy of the message headers", true},
    CutMarker{"included is a copy of the message header", true},
    CutMarker{"below this line is a copy of the message header", true},
    CutMarker{"below this line is a copy of the message headers", true},
    CutMarker{"enclosed are the original headers of the message", true},
    CutMarker{"the header and top 20 lines of the message follows", true},
    CutMarker{"urspr\303\274ngliche nachrichtenkopfzeilen", true},
    CutMarker{"urspr\303\274ngliche nachrichtenheader", true},
    CutMarker{"en-t\303\252tes de message d'origine", true},
    CutMarker{"en-t\303\252tes du message d'origine", true},
    CutMarker{"encabezados de mensajes originales", true},
    CutMarker{"encabezados del mensaje original", true},
    CutMarker{"intestazioni originali del messaggio", true},
    CutMarker{"intestazioni messaggio originale", true},
    CutMarker{"ursprungshuvuden", true},
    CutMarker{"oorspronkelijke berichtkopteksten", true},
    CutMarker{"cabe\303\247alhos de mensagens originais", true},
    CutMarker{"cabe\303\247alhos da mensagem original", true},
    CutMarker{"\320\230\321\201\321\205\320\276\320\264\320\275\321\213\320\265 "
              "\320\267\320\260\320\263\320\276\320\273\320\276\320\262\320\272\320\270 "
              "\321\201\320\276\320\276\320\261\321\211\320\265\320\275\320\270\321\217",
              true},
    CutMarker{"\345\205\203\343\201\256\343\203\241\343\203\203\343\202\273\343\203\274\343\202\270 "
              "\343\203\230\343\203\203\343\203\200\343\203\274",
              true},
    CutMarker{"\345\205\203\343\201\256\343\203\241\343\203\203\343\202\273\343\203\274\343\202\270\343\201\256\343\203\230\343"
              "\203\203\343\203\200\343\203\274",
              true},
    CutMarker{"\345\216\237\345\247\213\351\202\256\344\273\266\345\244\264", true},
    CutMarker{"\345\216\237\345\247\213\351\203\265\344\273\266\346\250\231\351\240\255", true},
};

} // namespace

std::span<const CutMarker> cut_markers() { return markers; }

} // namespace dsnparse::dialects
