// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Processes that lock, unlock and remove the name, and are killed at random all the time: nobody is let in beside another
// one, no death is missed, and the lock is never stuck (POSIX).
//
// NAMED_LOCK_TEST_STORM_MS sets how long each storm takes.

#include "../common/environment.hpp"
#include "../common/forked.hpp"

#include <boost/named_lock/backends/flock.hpp>
#include <boost/named_lock/basic_named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <sys/mman.h>

using namespace boost::named_locks;
using named_lock_test::child_checks;
using named_lock_test::forked_child;
using named_lock_test::unique_name;

namespace {

/// The truth, in memory that outlives every worker. It uses nothing of the library.
struct truth
{
    std::atomic< std::uint64_t > tokens{0};
    /// The token of who is inside. Who dies there leaves it.
    std::atomic< std::uint64_t > inside{0};
    std::atomic< std::uint64_t > entries{0};
    std::atomic< std::uint64_t > deaths_inside{0};
    std::atomic< std::uint64_t > missed_deaths{0};
    std::atomic< std::uint64_t > removals{0};
    std::atomic< std::uint64_t > violations{0};

    static std::shared_ptr< truth > make()
    {
        void* const memory =
            ::mmap(nullptr, sizeof(truth), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        BOOST_REQUIRE(memory != MAP_FAILED);
        return std::shared_ptr< truth >(::new (memory) truth, [](truth* t) { ::munmap(t, sizeof(truth)); });
    }
};

template< class Lock >
void visit(Lock& lock, truth& t)
{
    std::uint64_t const token = ++t.tokens;
    // The last one did not leave: it died, and whoever comes next is to be told.
    if (t.inside.exchange(token) != 0)
    {
        ++t.deaths_inside;
        if (Lock::backend_type::reports_abandonment && !lock.abandoned())
            ++t.missed_deaths;
    }
    ++t.entries;
    std::this_thread::yield();
    std::uint64_t mine = token;
    if (!t.inside.compare_exchange_strong(mine, 0))
        ++t.violations;
}

/// Until it is killed.
template< class Lock >
[[noreturn]] void work(std::string const& name, truth& t, unsigned seed)
{
    std::minstd_rand random(seed);
    for (;;)
    {
        Lock lock(name);
        for (auto rounds = random() % 50; rounds != 0; --rounds)
        {
            bool acquired = true;
            switch (random() % 8)
            {
            case 0:
                acquired = lock.try_lock();
                break;
            case 1:
                acquired = lock.try_lock_for(std::chrono::milliseconds(1));
                break;
            case 2:
                // With an owner record, a removal forgets a death with the rest of the file, and nobody is told of it.
                if (!Lock::backend_type::reports_abandonment)
                {
                    std::error_code ec;
                    t.removals += lock.remove(ec);
                }
                acquired = false;
                break;
            default:
                lock.lock();
            }
            if (!acquired)
                continue;
            visit(lock, t);
            lock.unlock();
        }
    }
}

std::chrono::milliseconds duration()
{
    char const* const text = std::getenv("NAMED_LOCK_TEST_STORM_MS");
    return std::chrono::milliseconds(text != nullptr ? std::atol(text) : 2000);
}

template< class Lock >
void storm()
{
    std::string const name = unique_name();
    std::shared_ptr< truth > const t = truth::make();
    std::minstd_rand random(1);
    auto const new_worker = [&]
    {
        return std::make_unique< forked_child >(
            [&, seed = static_cast< unsigned >(random())](child_checks&) { work< Lock >(name, *t, seed); });
    };

    std::vector< std::unique_ptr< forked_child > > workers;
    for (int i = 0; i != 4; ++i)
        workers.push_back(new_worker());
    unsigned kills = 0;
    auto const end = std::chrono::steady_clock::now() + duration();
    for (; std::chrono::steady_clock::now() < end; ++kills)
    {
        // Not to wait for anything: it spreads the kills over whatever the workers do.
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 400));
        auto& victim = workers[random() % workers.size()];
        victim->kill();
        victim = new_worker();
    }
    workers.clear();

    BOOST_TEST_MESSAGE(
        kills << " kills, " << t->entries << " entries, " << t->deaths_inside << " deaths inside, " << t->removals
              << " removals");
    BOOST_CHECK_EQUAL(t->violations, 0u);
    BOOST_CHECK_EQUAL(t->missed_deaths, 0u);
    // Otherwise it was no storm.
    BOOST_CHECK_GT(kills, 0u);
    BOOST_CHECK_GT(t->entries, 0u);
    Lock survivor(name);
    BOOST_CHECK(survivor.try_lock());
    survivor.unlock();
}

} // namespace

BOOST_AUTO_TEST_CASE(link_check_storm)
{
    storm< basic_named_lock< basic_flock_backend< link_check > > >();
}

BOOST_AUTO_TEST_CASE(path_check_storm)
{
    storm< basic_named_lock< basic_flock_backend< path_check > > >();
}

BOOST_AUTO_TEST_CASE(owner_record_storm)
{
    storm< basic_named_lock< tracked_flock_backend > >();
}
