#include "support/dialect_case.hpp"

using dsnparse::testing::check_dialect;
using dsnparse::testing::DialectCase;

namespace {

constexpr std::string_view header = "From: postmaster@mail.example.net\nSubject: Undelivered Mail\n";

const std::vector<DialectCase>& cases() {
    static const std::vector<DialectCase> rows{
        {"explained in English",
         header,
         "\346\212\261\346\255\211\357\274\214\346\202\250\347\232\204\351\202\256\344\273\266\350\242\253\351\200\200\345\233"
         "\236\346\235\245\344\272\206\342\200\246\342\200\246\n"
         "      \346\224\266\344\273\266\344\272\272 u@example.org\n"
         "\n"
         "      \351\200\200\344\277\241\345\216\237\345\233\240\357\274\232\n"
         "            "
         "\346\234\252\347\237\245\347\232\204\345\216\237\345\233\240\357\274\214\345\257\271\346\226\271\346\213\222\347\273"
         "\235\346\216\245\346\224\266\346\202\250\347\232\204\351\202\256\344\273\266\n"
         "            \350\213\261\346\226\207\350\257\264\346\230\216:SMTP error, RCPT TO: Host mx.example.org(192.0.2.25) RCPT "
         "TO said 550 No such user here\n"
         "\n"
         "      \345\273\272\350\256\256\350\247\243\345\206\263\346\226\271\346\241\210\357\274\232\n"
         "            wait\n",
         {"u@example.org failed"},
         {"550 - No such user here | remote rcpt mx.example.org[192.0.2.25] | u@example.org | RCPT TO"}},
        {"nobody is quoted",
         header,
         "      \346\224\266\344\273\266\344\272\272: u@example.org\n"
         "      "
         "\351\200\200\344\277\241\345\216\237\345\233\240\357\274\232\346\224\266\344\273\266\344\272\272\344\270\215\345\255"
         "\230\345\234\250\n"
         "      \350\247\243\345\206\263\346\226\271\346\241\210\357\274\232\n",
         {"u@example.org failed"},
         {"- - \346\224\266\344\273\266\344\272\272\344\270\215\345\255\230\345\234\250 | reporter local - | u@example.org | -"}},
    };
    return rows;
}

} // namespace

TEST_CASE("coremail: labels in Chinese, the reply in English") { check_dialect("coremail", cases()); }
