// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// All that can be done with a lock of flock, step by step, while one kind of system call fails (Linux).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_FAULT_SCRIPT_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_FAULT_SCRIPT_HPP

#include "system_faults.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace named_lock_test {

struct fault
{
    call_kind kind;
    /// What `boost::named_locks::lock_error::call` says.
    char const* call;
    std::vector< int > errors;
};

// Not among them: EWOULDBLOCK of flock and ENXIO of open, which are no failures of the call.
inline std::vector< fault > const all_faults = {
    { call_kind::open_existing, "open", { EMFILE, ENFILE, EACCES, ENOMEM, EIO, EINTR, ENOENT } },
    { call_kind::create, "open", { EMFILE, ENOSPC, EROFS, EACCES, EDQUOT, EINTR, EEXIST } },
    { call_kind::create_unnamed, "open", { EMFILE, EOPNOTSUPP, EISDIR, EINTR } },
    { call_kind::open_proc, "open", { EMFILE, ENOENT, EACCES, EINTR } },
    { call_kind::read_proc, "read", { EIO, EINTR } },
    { call_kind::readlink_proc, "readlink", { EACCES } },
    { call_kind::stat_proc, "stat", { ENOENT } },
    { call_kind::move_descriptor, "open", { EMFILE } },
    { call_kind::change_mode, "fchmod", { EPERM, EIO } },
    { call_kind::link, "linkat", { EPERM, ENOENT, EEXIST } },
    { call_kind::fstat, "fstat", { EIO, ENOMEM, EOVERFLOW } },
    { call_kind::lstat, "lstat", { EACCES, EIO, ENOMEM, ENOENT } },
    { call_kind::pread, "pread", { EIO, EINTR } },
    { call_kind::pwrite, "pwrite", { EIO, ENOSPC, EDQUOT, EINTR } },
    { call_kind::short_pwrite, "pwrite", { ENOSPC } },
    { call_kind::allocate, "posix_fallocate", { ENOSPC, EIO, EINTR } },
    { call_kind::take_flock, "flock", { ENOLCK, ENOMEM, EINTR, EBADF } },
    { call_kind::release_flock, "flock", { ENOLCK, EIO, EINTR } },
    { call_kind::unlink, "unlink", { EACCES, EBUSY, EROFS, ENOENT } },
    { call_kind::close, "close", { EIO, EINTR } },
};

/// What a step of the script is for: what has to become of a fault depends on it.
enum class purpose { open, acquire, release, remove, observe };

enum class verdict { reported, tolerated, either };

inline verdict what_becomes_of(call_kind kind, int error, purpose what)
{
    switch (kind)
    {
    case call_kind::close:
    case call_kind::open_proc:
    case call_kind::read_proc:
    case call_kind::readlink_proc:
    case call_kind::stat_proc:
    case call_kind::change_mode:
    case call_kind::create_unnamed:
        return verdict::tolerated;
    case call_kind::link:
        // There are other ways to make a file. EEXIST says that somebody else was first.
        return error == EEXIST ? verdict::either : verdict::tolerated;
    case call_kind::release_flock:
        // Closing releases too, where nobody could repeat the call: the file is stale, or the lock was a removal's.
        if (what == purpose::acquire || what == purpose::remove)
            return verdict::tolerated;
        break;
    case call_kind::pwrite:
    case call_kind::short_pwrite:
        // A record that could not be cleared goes with the file.
        if (what == purpose::remove && error != EINTR)
            return verdict::either;
        break;
    case call_kind::move_descriptor:
        // Files of /proc are opened in the same way.
        return verdict::either;
    default:
        break;
    }
    if (error == EINTR || what == purpose::observe)
        return verdict::tolerated;
    // These say that somebody else is at work, or that another kind of descriptor is needed.
    if (error == ENOENT || error == EEXIST || error == EBADF)
        return verdict::either;
    return verdict::reported;
}

inline std::size_t open_descriptors()
{
    auto const all = std::filesystem::directory_iterator("/proc/self/fd");
    return static_cast< std::size_t >(std::distance(begin(all), end(all)));
}

/// Whether somebody who shares nothing with the library gets the lock of the file.
inline bool is_free(std::filesystem::path const& file)
{
    no_faults const undisturbed;
    int const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return true;
    bool const taken = ::flock(fd, LOCK_EX | LOCK_NB) == 0;
    ::close(fd);
    return taken;
}

/// One run of all that can be done with a lock, in which one kind of call fails. `folder` is where names have their
/// files.
template< class Lock >
class script
{
public:
    script(
        std::filesystem::path const& folder,
        std::string const& name,
        boost::named_locks::visibility visible_to,
        fault const& strike,
        int error,
        unsigned first,
        bool once) :
        m_folder(folder),
        m_name(name),
        m_path(folder / (name + ".lock")),
        m_visible_to(visible_to),
        m_strike(strike),
        m_error(error),
        m_first(first),
        m_once(once)
    {
        faults = system_faults();
        faults.kind = strike.kind;
        faults.error = error;
        faults.first = first;
        // A call that is interrupted for ever, or that finds a new file each time, is not one that fails.
        bool const goes_away = error == EINTR || error == ENOENT;
        faults.how_many = once ? 1 : goes_away ? 5 : (std::numeric_limits< unsigned >::max)();
    }

    void run()
    {
        std::size_t const descriptors = open_descriptors();
        use();
        check(open_descriptors() == descriptors, "no descriptor is left open");
        check(is_free(m_path), "no lock is left behind");
        {
            Lock fresh(m_name);
            check(fresh.try_lock(), "a new handle gets the lock");
            check_no_death(fresh);
            fresh.unlock();
        }
        std::filesystem::remove(m_path);
    }

private:
    void use()
    {
        Lock lock;
        auto const open = [&] { lock = Lock(m_name, { boost::named_locks::creation::open_or_create, m_visible_to }); };
        if (!attempt("construct", purpose::open, open))
            open();
        Lock other(lock);

        acquire_exclusive("lock", lock, other, [&] { lock.lock(); return true; });
        acquire_exclusive("try_lock", other, lock, [&] { return other.try_lock(); });
        acquire_exclusive("try_lock_for", lock, other, [&] { return lock.try_lock_for(std::chrono::hours(1)); });
        acquire_shared("lock_shared", lock, [&] { lock.lock_shared(); return true; });
        acquire_shared("try_lock_shared", other, [&] { return other.try_lock_shared(); });
        acquire_shared("try_lock_shared_for", lock, [&] { return lock.try_lock_shared_for(std::chrono::hours(1)); });
        contend(lock);

        std::filesystem::remove(m_path);
        acquire_exclusive("lock after deletion", lock, other, [&] { lock.lock(); return true; });
        std::filesystem::remove(m_path);
        acquire_shared("lock_shared after deletion", other, [&] { other.lock_shared(); return true; });

        remove("remove", lock, [&] { return lock.remove(); });
        remove("remove by name", lock, [&] { return Lock::remove(m_name); });
        acquire_exclusive("lock after remove", lock, other, [&] { lock.lock(); return true; });
        use_guard(lock);
        drop_handles();
    }

    /// While a stranger holds the lock, nobody gets it, whatever fails.
    void contend(Lock& lock)
    {
        int const stranger = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_CREAT, 0666);
        check(::flock(stranger, LOCK_EX | LOCK_NB) == 0, "the stranger holds the lock");
        bool got = false;
        attempt("try_lock, busy", purpose::acquire, [&] { got = lock.try_lock(); });
        attempt("try_lock_for, busy", purpose::acquire, [&] {
            got = got || lock.try_lock_for(std::chrono::microseconds(150));
        });
        attempt("try_lock_shared, busy", purpose::acquire, [&] { got = got || lock.try_lock_shared(); });
        attempt("remove, busy", purpose::remove, [&] {
            std::error_code ec;
            got = got || lock.remove(ec);
            if (ec && ec != std::errc::device_or_resource_busy)
                throw boost::named_locks::lock_error(ec, "remove", m_name);
        });
        attempt("owner", purpose::observe, [&] { lock.owner(); });
        check(!got, "nobody gets what a stranger holds");
        ::close(stranger);
    }

    void use_guard(Lock& lock)
    {
        typename Lock::guard guard;
        if (!attempt("acquire", purpose::acquire, [&] { guard = lock.acquire(); }))
            return;
        typename Lock::guard moved(std::move(guard));
        std::error_code ec;
        if (!attempt("guard.unlock", purpose::release, [&] { moved.unlock(ec); }, &ec))
        {
            check(moved.owns_lock() && !is_free(m_path), "the guard owns what it could not release");
            moved.unlock(ec);
            check(!ec && !moved, "the guard can be unlocked again");
        }
        check(is_free(m_path), "the lock of the guard is free");
    }

    /// The last handle goes while the lock is held, and closing releases it.
    void drop_handles()
    {
        std::string const name = m_name + "-dropped";
        std::filesystem::path const path = m_folder / (name + ".lock");
        Lock lock;
        if (attempt("drop, construct", purpose::open, [&] { lock = Lock(name); }) &&
            attempt("drop, lock", purpose::acquire, [&] { lock.lock(); }))
            check(!is_free(path), "it is held");
        attempt("drop", purpose::observe, [&] { lock = Lock(); });
        check(is_free(path), "closing releases");
        std::filesystem::remove(path);
    }

    template< class F >
    void acquire_exclusive(char const* step, Lock& lock, Lock& other, F f)
    {
        bool got = false;
        if (!attempt(step, purpose::acquire, [&] { got = f(); }))
        {
            check(is_free(m_path), "a failed acquisition holds nothing");
            lock.lock();
            check_no_death(lock);
            lock.unlock();
            return;
        }
        check(got && !is_free(m_path), "it is held");
        check_no_death(lock);
        std::error_code ec;
        if (!attempt("unlock", purpose::release, [&] { lock.unlock(ec); }, &ec))
        {
            check(!is_free(m_path), "a release that failed releases nothing");
            check(!other.try_lock(), "a release that failed keeps the threads out");
            lock.unlock(ec);
            check(!ec, "it can be unlocked again");
        }
        check(is_free(m_path), "it is free");
    }

    template< class F >
    void acquire_shared(char const* step, Lock& lock, F f)
    {
        bool got = false;
        if (!attempt(step, purpose::acquire, [&] { got = f(); }))
        {
            check(is_free(m_path), "a failed acquisition holds nothing");
            lock.lock_shared();
            lock.unlock_shared();
            return;
        }
        check(got && !is_free(m_path), "it is held");
        std::error_code ec;
        if (!attempt("unlock_shared", purpose::release, [&] { lock.unlock_shared(ec); }, &ec))
        {
            check(!is_free(m_path), "a release that failed releases nothing");
            lock.unlock_shared(ec);
            check(!ec, "it can be unlocked again");
        }
        check(is_free(m_path), "it is free");
    }

    template< class F >
    void remove(char const* step, Lock& lock, F f)
    {
        attempt(step, purpose::remove, [&] { f(); });
        check(is_free(m_path), "a removal holds nothing");
        std::error_code ec;
        check(lock.try_lock(ec) && !ec, "the lock works after a removal");
        check_no_death(lock);
        lock.unlock(ec);
        check(!ec, "the lock works after a removal");
    }

    /// Executes a step with the fault. Returns: Whether it did not fail. `ec` is where the step puts an error that it
    /// does not throw.
    template< class F >
    bool attempt(char const* step, purpose what, F f, std::error_code const* ec = nullptr)
    {
        m_step = step;
        unsigned const failed_before = faults.failed;
        std::error_code error;
        std::string call;
        faults.active = true;
        try
        {
            f();
            if (ec != nullptr)
                error = *ec;
        }
        catch (boost::named_locks::lock_error const& e)
        {
            error = e.code();
            call = e.call();
        }
        faults.active = false;

        verdict const expected = what_becomes_of(m_strike.kind, m_error, what);
        if (faults.failed == failed_before)
            check(!error, "nothing fails by itself");
        else if (expected == verdict::tolerated)
            check(!error, "what does not matter is no error");
        else if (expected == verdict::reported)
            check(static_cast< bool >(error), "what fails is reported");
        if (error && faults.failed != failed_before)
        {
            bool const unstable =
                expected == verdict::either && error == boost::named_locks::named_lock_errc::unstable_path;
            bool const injected = error == std::error_code(m_error, std::system_category());
            check(unstable || injected, "the error is the system's own");
            // A removal names itself.
            char const* const culprit = what == purpose::remove ? "remove" : m_strike.call;
            check(call.empty() || unstable || call == culprit, "the system call is named");
        }
        return !error;
    }

    void check_no_death(Lock const& lock) const
    {
        // What cannot be written cannot be taken back: then a death is better reported in vain than missed.
        bool const spoiled = m_strike.kind == call_kind::short_pwrite && !m_once;
        check(spoiled || !lock.abandoned(), "nobody has died");
    }

    void check(bool passed, char const* what) const
    {
        if (passed)
        {
            BOOST_CHECK(true);
            return;
        }
        std::ostringstream out;
        out << what << ": " << m_strike.call << " (kind " << static_cast< int >(m_strike.kind) << ") fails with "
            << m_error << (m_once ? " once, in call " : " from call ") << m_first
            << ", at or after step \"" << m_step << '"';
        BOOST_ERROR(out.str());
    }

    std::filesystem::path const m_folder;
    std::string const m_name;
    std::filesystem::path const m_path;
    boost::named_locks::visibility const m_visible_to;
    fault const& m_strike;
    int const m_error;
    unsigned const m_first;
    bool const m_once;
    char const* m_step = "";
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_FAULT_SCRIPT_HPP
