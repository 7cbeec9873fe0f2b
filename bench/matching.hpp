/// \file
/// How fast the rules find the meaning of a reply.
#pragma once

/// Asks about replies that were never asked about before: made from the rules' examples and the words of `unknown` replies,
/// with numbers, names and words changed at random each time. Prints the time per reply of the rule set and of trying every
/// rule in turn; both must give the same rule. False where they do not.
bool measure_matching();
