// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Lets the system calls that the library makes fail on demand (Linux, glibc 2.33 or newer). To be included by the one
// source file of a test program, as it defines `open`, `flock` and so on for the whole program.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_SYSTEM_FAULTS_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_SYSTEM_FAULTS_HPP

#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstring>
#include <utility>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

namespace named_lock_test {

/// The kinds of calls that can fail. Calls on files of /proc are kinds of their own: what they tell is good to know,
/// but no lock needs it.
enum class call_kind
{
    open_existing,
    create,
    create_unnamed,
    open_proc,
    read_proc,
    readlink_proc,
    stat_proc,
    move_descriptor,
    change_mode,
    link,
    fstat,
    lstat,
    pread,
    pwrite,
    short_pwrite, // it writes a part and says so
    allocate,
    take_flock,
    release_flock,
    unlink,
    close, // it closes and says that it did not, as Linux does
    end_of_list
};

/// Which calls are to fail, and what was called. Of one thread.
struct system_faults
{
    static constexpr std::size_t kinds = static_cast< std::size_t >(call_kind::end_of_list);

    bool active = false;
    call_kind kind = call_kind::end_of_list;
    /// The first call that fails, counted from 1; 0 for none.
    unsigned first = 0;
    /// How many calls fail from there on.
    unsigned how_many = 0;
    int error = 0;

    unsigned calls[kinds] = {};
    /// How many have failed.
    unsigned failed = 0;

    /// Returns: Whether this call has to fail. Sets `errno` then.
    bool strikes(call_kind called) noexcept
    {
        if (!active)
            return false;
        unsigned const number = ++calls[static_cast< std::size_t >(called)];
        if (called != kind || first == 0 || number < first || number - first >= how_many)
            return false;
        ++failed;
        errno = error;
        return true;
    }
};

inline thread_local system_faults faults;

/// Nothing fails while it lives.
class no_faults
{
public:
    no_faults() noexcept : m_before(std::exchange(faults.active, false)) {}
    ~no_faults() { faults.active = m_before; }
    no_faults(no_faults const&) = delete;
    no_faults& operator=(no_faults const&) = delete;

private:
    bool const m_before;
};

inline bool is_in_proc(char const* path) noexcept
{
    return std::strncmp(path, "/proc/", 6) == 0;
}

/// The C library's own function of that name.
template< class Function >
Function real(char const* name) noexcept
{
    Function function;
    void* const symbol = ::dlsym(RTLD_NEXT, name);
    std::memcpy(&function, &symbol, sizeof function);
    return function;
}

} // namespace named_lock_test

// Each looks up the real function once.
#define NAMED_LOCK_REAL(function, ...) \
    static auto const really = named_lock_test::real< decltype(&::function) >(#function); \
    return really(__VA_ARGS__)

extern "C" {

int open(char const* path, int flags, ...)
{
    using named_lock_test::call_kind;
    std::va_list arguments;
    va_start(arguments, flags);
    ::mode_t const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, ::mode_t) : 0;
    va_end(arguments);
    call_kind kind = call_kind::open_existing;
    if (named_lock_test::is_in_proc(path))
        kind = call_kind::open_proc;
    else if ((flags & O_TMPFILE) == O_TMPFILE)
        kind = call_kind::create_unnamed;
    else if ((flags & O_CREAT) != 0)
        kind = call_kind::create;
    if (named_lock_test::faults.strikes(kind))
        return -1;
    NAMED_LOCK_REAL(open, path, flags, mode);
}

int fcntl(int fd, int command, ...)
{
    std::va_list arguments;
    va_start(arguments, command);
    void* const argument = va_arg(arguments, void*);
    va_end(arguments);
    if (command == F_DUPFD_CLOEXEC && named_lock_test::faults.strikes(named_lock_test::call_kind::move_descriptor))
        return -1;
    NAMED_LOCK_REAL(fcntl, fd, command, argument);
}

int close(int fd)
{
    bool const fails = named_lock_test::faults.strikes(named_lock_test::call_kind::close);
    static auto const really = named_lock_test::real< decltype(&::close) >("close");
    int const error = errno;
    int const result = really(fd);
    if (!fails)
        return result;
    errno = error;
    return -1;
}

int flock(int fd, int operation) noexcept
{
    using named_lock_test::call_kind;
    call_kind const kind = (operation & LOCK_UN) != 0 ? call_kind::release_flock : call_kind::take_flock;
    if (named_lock_test::faults.strikes(kind))
        return -1;
    NAMED_LOCK_REAL(flock, fd, operation);
}

int fstat(int fd, struct stat* status) noexcept
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::fstat))
        return -1;
    NAMED_LOCK_REAL(fstat, fd, status);
}

int lstat(char const* path, struct stat* status) noexcept
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::lstat))
        return -1;
    NAMED_LOCK_REAL(lstat, path, status);
}

int stat(char const* path, struct stat* status) noexcept
{
    if (named_lock_test::is_in_proc(path) &&
        named_lock_test::faults.strikes(named_lock_test::call_kind::stat_proc))
        return -1;
    NAMED_LOCK_REAL(stat, path, status);
}

int fchmod(int fd, mode_t mode) noexcept
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::change_mode))
        return -1;
    NAMED_LOCK_REAL(fchmod, fd, mode);
}

int linkat(int old_folder, char const* old_path, int new_folder, char const* new_path, int flags) noexcept
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::link))
        return -1;
    NAMED_LOCK_REAL(linkat, old_folder, old_path, new_folder, new_path, flags);
}

int unlink(char const* path) noexcept
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::unlink))
        return -1;
    NAMED_LOCK_REAL(unlink, path);
}

ssize_t read(int fd, void* data, size_t size)
{
    // The library reads nothing but /proc in this way.
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::read_proc))
        return -1;
    NAMED_LOCK_REAL(read, fd, data, size);
}

ssize_t readlink(char const* path, char* target, size_t size) noexcept
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::readlink_proc))
        return -1;
    NAMED_LOCK_REAL(readlink, path, target, size);
}

ssize_t pread(int fd, void* data, size_t size, off_t offset)
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::pread))
        return -1;
    NAMED_LOCK_REAL(pread, fd, data, size, offset);
}

ssize_t pwrite(int fd, void const* data, size_t size, off_t offset)
{
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::pwrite))
        return -1;
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::short_pwrite))
        size = size / 2;
    NAMED_LOCK_REAL(pwrite, fd, data, size, offset);
}

int posix_fallocate(int fd, off_t offset, off_t length)
{
    int const before = errno;
    if (named_lock_test::faults.strikes(named_lock_test::call_kind::allocate))
    {
        errno = before;
        return named_lock_test::faults.error;
    }
    NAMED_LOCK_REAL(posix_fallocate, fd, offset, length);
}

} // extern "C"

#undef NAMED_LOCK_REAL

#endif // BOOST_NAMED_LOCK_TEST_COMMON_SYSTEM_FAULTS_HPP
