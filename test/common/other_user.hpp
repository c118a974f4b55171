// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What the tests of naming policies change around them (POSIX): the user, the umask, the environment; and back again.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_OTHER_USER_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_OTHER_USER_HPP

#include <optional>
#include <stdexcept>
#include <string>

#include <grp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

namespace named_lock_test {

/// Whether this process can take on another user's identity.
inline bool may_change_user() noexcept
{
    return ::geteuid() == 0;
}

/// A user that nobody is: no file of this machine is his, unless a test made it.
inline ::uid_t new_user() noexcept
{
    static ::uid_t count = 0;
    return static_cast< ::uid_t >(2'000'000'000) + 16u * static_cast< ::uid_t >(::getpid()) + count++ % 16u;
}

/// Makes this process, a forked child, one of that user, for good.
inline void become(::uid_t user)
{
    if (::setgroups(0, nullptr) != 0 || ::setgid(user) != 0 || ::setuid(user) != 0)
        throw std::runtime_error("the user cannot be changed");
}

/// Sets the umask, and sets it back in the end.
class changed_umask
{
public:
    explicit changed_umask(::mode_t mask) noexcept : m_before(::umask(mask)) {}
    ~changed_umask() { ::umask(m_before); }
    changed_umask(changed_umask const&) = delete;
    changed_umask& operator=(changed_umask const&) = delete;

private:
    ::mode_t m_before;
};

/// Sets a variable of the environment, or unsets it for a null pointer, and sets it back in the end.
class changed_variable
{
public:
    changed_variable(char const* name, char const* value) : m_name(name)
    {
        if (char const* const before = ::getenv(name))
            m_before = before;
        value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
    }
    ~changed_variable() { m_before ? ::setenv(m_name, m_before->c_str(), 1) : ::unsetenv(m_name); }
    changed_variable(changed_variable const&) = delete;
    changed_variable& operator=(changed_variable const&) = delete;

private:
    char const* m_name;
    std::optional< std::string > m_before;
};

/// Lets one process wait for another.
class baton
{
public:
    baton()
    {
        if (::pipe(m_ends) != 0)
            throw std::runtime_error("pipe failed");
    }
    ~baton()
    {
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    baton(baton const&) = delete;
    baton& operator=(baton const&) = delete;

    void pass()
    {
        if (::write(m_ends[1], "x", 1) != 1)
            throw std::runtime_error("write failed");
    }
    void wait()
    {
        char c;
        if (::read(m_ends[0], &c, 1) != 1)
            throw std::runtime_error("read failed");
    }

private:
    int m_ends[2];
};

/// Returns: The permission bits of what stands at `path`; 07777777 if there is nothing.
inline ::mode_t mode_of(std::string const& path) noexcept
{
    struct ::stat status;
    return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777u : 07777777u;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_OTHER_USER_HPP
