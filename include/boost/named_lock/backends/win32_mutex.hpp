// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The default backend on Windows: a named mutex of the kernel.

#ifndef BOOST_NAMED_LOCK_BACKENDS_WIN32_MUTEX_HPP
#define BOOST_NAMED_LOCK_BACKENDS_WIN32_MUTEX_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/config.hpp>

#if !defined(BOOST_WINDOWS)
#error "boost/named_lock/backends/win32_mutex.hpp is for Windows; flock.hpp is its counterpart"
#endif

#include <boost/named_lock/detail/win32/security.hpp>

#include <boost/winapi/access_rights.hpp>
#include <boost/winapi/basic_types.hpp>
#include <boost/winapi/error_codes.hpp>
#include <boost/winapi/get_current_thread_id.hpp>
#include <boost/winapi/get_last_error.hpp>
#include <boost/winapi/handles.hpp>
#include <boost/winapi/mutex.hpp>
#include <boost/winapi/wait.hpp>
#include <boost/winapi/wait_constants.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace boost {
namespace named_locks {

/// A named mutex of Windows (`CreateMutexW`).
///
/// | question      | answer                                                                                          |
/// |---------------|-------------------------------------------------------------------------------------------------|
/// | threads       | Owned by a thread: who locked must unlock. Recursive by nature, so the lock state guards against |
/// |               | a second lock on the owner's thread.                                                            |
/// | processes     | Excludes all that open the same kernel object.                                                  |
/// | crash         | Released when the owning thread or its process ends, however it ends; the next owner is told.    |
/// | timed         | By the kernel, in milliseconds, rounded up.                                                      |
/// | shared        | No.                                                                                             |
/// | fork          | There is none.                                                                                  |
/// | network       | Names are of one machine.                                                                       |
/// | fairness      | The kernel's, about first come, first served; not promised by Microsoft.                        |
/// | visibility    | `Global\`: all sessions of the machine; `Local\`: this session. Never falls back from one to the |
/// |               | other. Containers have namespaces of their own.                                                 |
///
/// Notes: Abandonment is reported once, to the next owner, and only if some process keeps the object open in between:
/// the object, with what it knows, goes with its last handle. In session 0, that of the services, `Local\x` and
/// `Global\x` are one object but two lock states, and one thread that locks both is let in twice. Names are
/// case-sensitive.
///
/// What this header says of Windows is from Microsoft's documentation and was run under Wine 8 only.
class win32_mutex_backend
{
public:
    using name_domain = kernel_object;
    using native_handle_type = boost::winapi::HANDLE_;

    /// None: ipc-lock's rule is `Global\<name>`.
    static constexpr char const* native_suffix = "";

    static constexpr bool excludes_handles = false;
    static constexpr bool thread_owned = true;
    static constexpr bool crash_safe = true;
    static constexpr bool reports_abandonment = true;
    static constexpr bool persistent_name = false;

    win32_mutex_backend() = default;
    win32_mutex_backend(win32_mutex_backend const&) = delete;
    win32_mutex_backend& operator=(win32_mutex_backend const&) = delete;

    /// Effects: Closes the mutex. If the calling thread holds it, releases it first: closing would not, as long as some
    /// other process has the mutex open.
    ///
    /// Notes: If another thread holds it, it stays held until that thread ends, and is then abandoned: Windows lets
    /// nobody else release it.
    ~win32_mutex_backend() { close(); }

    /// Opens the mutex `name`. With `creation::open_or_create` creates it if there is none, with the default security
    /// descriptor of the process, or with an open DACL for `visibility::everyone`. (`visibility::user` is the default
    /// descriptor too: it lets this user and the system in.) A process of low integrity or in an app container is kept
    /// out of both.
    ///
    /// Returns: Success, or one of these failures among others.
    ///   * `named_lock_errc::invalid_name`: the name is empty or contains a NUL;
    ///   * `named_lock_errc::name_too_long`: it has more than `kernel_object::max_name_length` units;
    ///   * `named_lock_errc::not_a_lock_object`: an event, a semaphore or the like has the name;
    ///   * `std::errc::no_such_file_or_directory`: `creation::open_only`, and there is none;
    ///   * `ERROR_ACCESS_DENIED`: the mutex exists, and its DACL grants us neither waiting nor releasing;
    ///   * `ERROR_PATH_NOT_FOUND`: a backslash other than that of `Global\`, `Local\` or `Session\<n>\`.
    outcome open(name_domain::native_name_type const& name, lock_options const& options) noexcept
    {
        close();
        // An empty name would make a mutex without a name, known to nobody else; a NUL would end the name early.
        if (name.empty() || name.find(L'\0') != name_domain::native_name_type::npos)
            return outcome::failure(named_lock_errc::invalid_name, "open");
        if (name.size() > name_domain::max_name_length)
            return outcome::failure(named_lock_errc::name_too_long, "open");
        if (options.create == creation::open_only)
            return open_existing(name);
        return create_or_open(name, options.visible_to);
    }

    bool is_open() const noexcept { return m_mutex != nullptr; }

    /// Closes the mutex. Windows has no `fork`, so there is no parent to be careful of.
    void forget() noexcept { close(); }

    /// Waits for the mutex as long as it takes. Returns: success, abandoned or failure.
    outcome lock() noexcept { return wait(boost::winapi::infinite); }

    /// Returns: success, abandoned, busy or failure; success, too, if the calling thread has the mutex already.
    outcome try_lock() noexcept { return wait(0u); }

    /// Waits for the mutex until `deadline`. Returns: success, abandoned, failure, or, never before `deadline`, busy.
    outcome try_lock_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        using clock = std::chrono::steady_clock;
        for (;;)
        {
            outcome const result = wait(milliseconds_until(deadline, clock::now()));
            // The kernel counts in ticks of its own clock and may come back early by ours.
            if (result.status() != lock_status::busy || clock::now() >= deadline)
                return result;
        }
    }

    /// Releases the mutex. Returns: Success, or failure: `ERROR_NOT_OWNER` on any thread but the one that locked. Then
    /// the mutex is held as before.
    outcome unlock() noexcept
    {
        // Forgotten before the release: afterwards the next owner, of this process perhaps, writes here.
        boost::winapi::DWORD_ const owner = m_owner.load(std::memory_order_relaxed);
        if (owner == boost::winapi::GetCurrentThreadId())
            m_owner.store(no_thread, std::memory_order_relaxed);
        if (boost::winapi::ReleaseMutex(m_mutex) != 0)
            return outcome();
        outcome const result = system_failure("ReleaseMutex");
        if (owner == boost::winapi::GetCurrentThreadId())
            m_owner.store(owner, std::memory_order_relaxed);
        return result;
    }

    /// Returns: The handle, which stays the backend's; null if it is not open. It may be waited for together with
    /// others.
    native_handle_type native_handle() const noexcept { return m_mutex; }

private:
    /// No thread has this id: `GetThreadId` returns it for a failure.
    static constexpr boost::winapi::DWORD_ no_thread = 0u;
    /// All that a lock needs. Asking for more would keep us out of a mutex that another user made.
    static constexpr boost::winapi::DWORD_ needed_access =
        boost::winapi::SYNCHRONIZE_ | boost::winapi::MUTEX_MODIFY_STATE_;

    static outcome system_failure(char const* call) noexcept
    {
        return outcome::system_failure(static_cast< int >(boost::winapi::GetLastError()), call);
    }

    /// Kernel objects share one folder of names: what is open under ours is of another kind.
    static outcome open_failure(char const* call) noexcept
    {
        return boost::winapi::GetLastError() == boost::winapi::ERROR_INVALID_HANDLE_ ?
            outcome::failure(named_lock_errc::not_a_lock_object, call) :
            system_failure(call);
    }

    outcome create_or_open(name_domain::native_name_type const& name, visibility visible_to) noexcept
    {
        detail::security_attributes attributes(visible_to);
        if (!attributes.prepare())
            return system_failure("SetSecurityDescriptorDacl");
        // The owner may close the mutex between our two calls; it can hardly do so each time.
        constexpr int attempts = 16;
        for (int attempt = 0;; ++attempt)
        {
            m_mutex = boost::winapi::CreateMutexW(attributes.get(), false, name.c_str());
            if (m_mutex != nullptr)
                return outcome();
            outcome const refused = open_failure("CreateMutexW");
            // CreateMutexW asks for all rights to a mutex that exists.
            if (boost::winapi::GetLastError() != boost::winapi::ERROR_ACCESS_DENIED_ || attempt == attempts)
                return refused;
            outcome const opened = open_existing(name);
            if (!opened.failed() || boost::winapi::GetLastError() != boost::winapi::ERROR_FILE_NOT_FOUND_)
                return opened;
        }
    }

    outcome open_existing(name_domain::native_name_type const& name) noexcept
    {
        m_mutex = boost::winapi::OpenMutexW(needed_access, false, name.c_str());
        return m_mutex != nullptr ? outcome() : open_failure("OpenMutexW");
    }

    void close() noexcept
    {
        if (m_mutex == nullptr)
            return;
        // Not asked of Windows, by a ReleaseMutex that may fail: this thread may hold the same kernel object by another
        // native name.
        if (m_owner.load(std::memory_order_relaxed) == boost::winapi::GetCurrentThreadId())
            boost::winapi::ReleaseMutex(m_mutex);
        m_owner.store(no_thread, std::memory_order_relaxed);
        boost::winapi::CloseHandle(m_mutex);
        m_mutex = nullptr;
    }

    outcome wait(boost::winapi::DWORD_ milliseconds) noexcept
    {
        lock_status status = lock_status::success;
        switch (boost::winapi::WaitForSingleObject(m_mutex, milliseconds))
        {
        case boost::winapi::WAIT_OBJECT_0_:
            break;
        case boost::winapi::WAIT_ABANDONED_:
            status = lock_status::abandoned;
            break;
        case boost::winapi::WAIT_TIMEOUT_:
            return lock_status::busy;
        default:
            return system_failure("WaitForSingleObject");
        }
        m_owner.store(boost::winapi::GetCurrentThreadId(), std::memory_order_relaxed);
        return status;
    }

    /// Rounded up, so that the last wait does not end early, and less than INFINITE, which means for ever.
    static boost::winapi::DWORD_ milliseconds_until(
        std::chrono::steady_clock::time_point deadline, std::chrono::steady_clock::time_point now) noexcept
    {
        using std::chrono::milliseconds;
        constexpr milliseconds longest = std::chrono::hours(24);
        if (deadline <= now)
            return 0u;
        milliseconds const remaining = std::chrono::ceil< milliseconds >(deadline - now);
        return static_cast< boost::winapi::DWORD_ >((std::min)(remaining, longest).count());
    }

    boost::winapi::HANDLE_ m_mutex = nullptr;
    /// The thread that holds the mutex, if it is one of this process and got it here. Only compared with the own id.
    std::atomic< boost::winapi::DWORD_ > m_owner{ no_thread };
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_BACKENDS_WIN32_MUTEX_HPP
