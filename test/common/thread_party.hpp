// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A party that is a thread of this process.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_THREAD_PARTY_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_THREAD_PARTY_HPP

#include "lock_type.hpp"
#include "party.hpp"
#include "scoreboard.hpp"

#include <memory>
#include <string>
#include <thread>

namespace named_lock_test {

class thread_party final : public party
{
public:
    thread_party(lock_type const& type, std::shared_ptr< scoreboard > board);

    /// Destroys the handle on its thread, then ends the thread. A thread that hangs is left behind.
    ~thread_party() override;

    void start(std::string const& command) override;
    answer finish() override;
    party_id id() const override;

private:
    struct state;

    // Shared with the thread, which outlives this object if it hangs.
    std::shared_ptr< state > m_state;
    std::thread m_thread;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_THREAD_PARTY_HPP
