// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// How durations and time points become deadlines, by a clock that the test sets: a system clock that jumps during a wait.

#include <boost/named_lock/detail/deadline.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <limits>
#include <type_traits>

using namespace boost::named_locks;
using namespace boost::named_locks::detail;
using namespace std::chrono_literals;

namespace {

/// A clock that may be set, and stands still otherwise.
struct set_clock
{
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point< set_clock >;
    static constexpr bool is_steady = false;

    static time_point now() { return time_point(time); }

    static inline duration time{};
};

constexpr bool is_unlimited(std::chrono::nanoseconds wait)
{
    return wait == unlimited_wait;
}

} // namespace

BOOST_AUTO_TEST_SUITE(deadline)

BOOST_AUTO_TEST_CASE(durations_are_rounded_up_and_bounded)
{
    using seconds = std::chrono::duration< double >;
    BOOST_CHECK(to_wait(0s) == 0ns);
    BOOST_CHECK(to_wait(-1ms) == 0ns);
    BOOST_CHECK(to_wait(1ms) == 1000000ns);
    BOOST_CHECK(to_wait(100ms) == 100000000ns);
    BOOST_CHECK(to_wait(std::chrono::duration< int, std::pico >(1)) == 1ns);
    BOOST_CHECK(to_wait(seconds(0.5)) == 500ms);
    BOOST_CHECK(to_wait(seconds(std::numeric_limits< double >::quiet_NaN())) == 0ns);
    BOOST_CHECK(to_wait(seconds(-std::numeric_limits< double >::infinity())) == 0ns);
    BOOST_CHECK(is_unlimited(to_wait(seconds(std::numeric_limits< double >::infinity()))));
    BOOST_CHECK(is_unlimited(to_wait(std::chrono::nanoseconds::max())));
    BOOST_CHECK(is_unlimited(to_wait(std::chrono::hours::max())));
    BOOST_CHECK(to_wait(std::chrono::hours::min()) == 0ns);
}

BOOST_AUTO_TEST_CASE(a_clock_that_jumps_forward_ends_the_wait)
{
    set_clock::time = 1000s;
    int attempts = 0;
    outcome const result = attempt_until(set_clock::now() + 1h, [&](auto patience) -> outcome {
        ++attempts;
        // No attempt waits longer than the clock is believed.
        if constexpr (std::is_same< decltype(patience), until >::value)
            BOOST_CHECK(patience.deadline - std::chrono::steady_clock::now() <= clock_check_interval);
        else
            BOOST_CHECK((std::is_same< decltype(patience), never >::value));
        set_clock::time += attempts < 3 ? 50ms : std::chrono::nanoseconds(2h);
        return lock_status::busy;
    });
    BOOST_CHECK(result.status() == lock_status::busy);
    // The last one does not wait: it comes after the deadline.
    BOOST_TEST(attempts == 4);
}

BOOST_AUTO_TEST_CASE(a_clock_that_jumps_back_prolongs_the_wait)
{
    set_clock::time = 1000s;
    int attempts = 0;
    outcome const result = attempt_until(set_clock::now() + 10ms, [&](auto) -> outcome {
        ++attempts;
        set_clock::time = attempts < 3 ? std::chrono::nanoseconds(1s) : std::chrono::nanoseconds(1001s);
        return lock_status::busy;
    });
    BOOST_CHECK(result.status() == lock_status::busy);
    // The last one does not wait: it comes after the deadline.
    BOOST_TEST(attempts == 4);
}

BOOST_AUTO_TEST_CASE(a_success_or_a_failure_ends_the_wait)
{
    set_clock::time = 1000s;
    for (outcome const end : { outcome(), outcome(lock_status::abandoned),
                               outcome::generic_failure(std::errc::io_error, "played") })
    {
        int attempts = 0;
        outcome const result = attempt_until(set_clock::now() + 1h, [&](auto) {
            ++attempts;
            return end;
        });
        BOOST_CHECK(result.status() == end.status());
        BOOST_TEST(attempts == 1);
    }
}

BOOST_AUTO_TEST_CASE(a_past_deadline_tries_once_without_waiting)
{
    set_clock::time = 1000s;
    for (auto const past : { set_clock::now(), set_clock::now() - 1s, set_clock::time_point::min() })
    {
        int attempts = 0;
        attempt_until(past, [&](auto patience) -> outcome {
            ++attempts;
            BOOST_CHECK((std::is_same< decltype(patience), never >::value));
            return lock_status::busy;
        });
        BOOST_TEST(attempts == 1);
    }
}

BOOST_AUTO_TEST_CASE(the_end_of_time_is_no_deadline)
{
    auto const expect_forever = [](auto patience) -> outcome {
        BOOST_CHECK((std::is_same< decltype(patience), forever >::value));
        return outcome();
    };
    attempt_until(std::chrono::steady_clock::time_point::max(), expect_forever);
    attempt_until(
        std::chrono::time_point< std::chrono::steady_clock, std::chrono::hours >::max(), expect_forever);
}

BOOST_AUTO_TEST_SUITE_END()
