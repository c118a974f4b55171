// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a party can be told to do with its handle, as lines of text: the same for a thread and for a process.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_COMMANDS_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_COMMANDS_HPP

#include "answer.hpp"
#include "any_lock.hpp"
#include "scoreboard.hpp"

#include <string>

namespace named_lock_test {

// | command                                | answer                                                        |
// |----------------------------------------|---------------------------------------------------------------|
// | open HEX                               | ok; HEX is the user's name                                    |
// | close                                  | ok                                                            |
// | lock, unlock, acquire, release         | ok                                                            |
// | lock_shared, unlock_shared             | ok                                                            |
// | try_lock, try_lock_shared, try_acquire | true, false                                                   |
// | try_lock_for P, try_lock_shared_for P, | true, false; P is a `patience`                                |
// | try_acquire_for P                      |                                                               |
// | abandoned, guard_abandoned             | true, false                                                   |
// | remove, remove_name HEX                | true, false                                                   |
// | unwind                                 | ok, after an exception went through a `std::scoped_lock`      |
// | name, native_name                      | value HEX                                                     |
// | contend HOW ROUNDS                     | ok, after ROUNDS times acquire, section, release; HOW is one  |
// |                                        | of lock, try, timed, acquire, remove, shared, mixed           |
//
// Every command may answer "error <category> <code>" instead.

/// Executes one command. Throws: nothing that an error answer could say.
answer perform(any_lock& lock, scoreboard& board, std::string const& command);

inline std::string timed(char const* command, patience how_long)
{
    return std::string(command) + ' ' + std::to_string(static_cast< int >(how_long));
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_COMMANDS_HPP
