// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The library's error codes, and the exception that its throwing members throw.

#ifndef BOOST_NAMED_LOCK_ERROR_HPP
#define BOOST_NAMED_LOCK_ERROR_HPP

#include <boost/config.hpp>

#include <string>
#include <system_error>
#include <type_traits>
#include <utility>

namespace boost {
namespace named_locks {

/// Errors that only a named lock can have. Everything else is reported as the operating system's own error code.
enum class named_lock_errc
{
    /// The name is empty, `.` or `..`, contains a NUL, `/` or `\`, or is not valid in the encoding that the name domain
    /// needs. Equivalent to `std::errc::invalid_argument`.
    invalid_name = 1,
    /// The name is longer than the name domain allows. Equivalent to `std::errc::filename_too_long`.
    name_too_long,
    /// The folder for lock files is empty or a relative path (`TMPDIR=""`, `TMPDIR=tmp`). Equivalent to
    /// `std::errc::invalid_argument`.
    invalid_directory,
    /// What stands at the lock file's path is a FIFO, a socket or a device, or the kernel object of that name is of
    /// another kind. Equivalent to `std::errc::invalid_argument`.
    not_a_lock_object,
    /// The file at the path was exchanged each time that it was opened, too often to go on. Equivalent to
    /// `std::errc::resource_unavailable_try_again`.
    unstable_path,
    /// The file at the path has a content that no lock wrote, or a second link. A backend that writes an owner record
    /// does not touch it, nor one that keeps a mutex in it. Equivalent to `std::errc::invalid_argument`.
    foreign_file,
    /// The folder for this user's lock files is not this user's alone: it belongs to somebody else, others have rights
    /// to it, it is a symbolic link or a file, or others could replace it. Equivalent to
    /// `std::errc::permission_denied`.
    untrusted_directory,
    /// The lock was set up by another version of the library, with another layout. Equivalent to
    /// `std::errc::not_supported`.
    other_layout,
    /// The lock was set up by a program of another word size or with another C library, whose mutexes look different.
    /// Equivalent to `std::errc::not_supported`.
    other_abi,
    /// The lock is in use in another pid namespace (another container), where the same thread ids mean other threads.
    /// Equivalent to `std::errc::not_supported`.
    other_pid_namespace,
    /// The lock belongs to another user, whom its backend would have to trust. Equivalent to
    /// `std::errc::permission_denied`.
    other_user,
    /// The mode of the lock's file is not 0600: others have rights to it, whom its backend would have to trust, or its
    /// user does not. Equivalent to `std::errc::permission_denied`.
    wrong_mode
};

namespace detail {

class named_lock_error_category final : public std::error_category
{
public:
    char const* name() const noexcept override { return "boost.named_lock"; }

    std::string message(int code) const override
    {
        switch (static_cast< named_lock_errc >(code))
        {
        case named_lock_errc::invalid_name:
            return "the name of a lock may not be empty, '.' or '..', nor contain NUL, '/' or '\\'";
        case named_lock_errc::name_too_long:
            return "the name of a lock is too long";
        case named_lock_errc::invalid_directory:
            return "the folder for lock files is not an absolute path";
        case named_lock_errc::not_a_lock_object:
            return "the object of that name is not a lock";
        case named_lock_errc::unstable_path:
            return "the file at the lock's path keeps changing";
        case named_lock_errc::foreign_file:
            return "the file at the lock's path is somebody's file, not a lock file";
        case named_lock_errc::untrusted_directory:
            return "the folder for this user's lock files is not this user's alone";
        case named_lock_errc::other_layout:
            return "the lock was set up by another version of the library, with another layout";
        case named_lock_errc::other_abi:
            return "the lock was set up by a program of another word size or with another C library";
        case named_lock_errc::other_pid_namespace:
            return "the lock is in use in another pid namespace";
        case named_lock_errc::other_user:
            return "the lock belongs to another user";
        case named_lock_errc::wrong_mode:
            return "the mode of the lock's file is not 0600";
        }
        return "unknown named lock error";
    }

    std::error_condition default_error_condition(int code) const noexcept override
    {
        switch (static_cast< named_lock_errc >(code))
        {
        case named_lock_errc::invalid_name:
        case named_lock_errc::invalid_directory:
        case named_lock_errc::not_a_lock_object:
        case named_lock_errc::foreign_file:
            return std::make_error_condition(std::errc::invalid_argument);
        case named_lock_errc::name_too_long:
            return std::make_error_condition(std::errc::filename_too_long);
        case named_lock_errc::unstable_path:
            return std::make_error_condition(std::errc::resource_unavailable_try_again);
        case named_lock_errc::untrusted_directory:
        case named_lock_errc::other_user:
        case named_lock_errc::wrong_mode:
            return std::make_error_condition(std::errc::permission_denied);
        case named_lock_errc::other_layout:
        case named_lock_errc::other_abi:
        case named_lock_errc::other_pid_namespace:
            return std::make_error_condition(std::errc::not_supported);
        }
        return std::error_condition(code, *this);
    }
};

} // namespace detail

/// The category of `named_lock_errc`, named "boost.named_lock".
BOOST_SYMBOL_VISIBLE inline std::error_category const& named_lock_category() noexcept
{
    // Never destroyed: an error code may be asked for its text by the destructor of a static object.
    static std::error_category const& category = *new detail::named_lock_error_category;
    return category;
}

inline std::error_code make_error_code(named_lock_errc error) noexcept
{
    return std::error_code(static_cast< int >(error), named_lock_category());
}

/// What the throwing members throw: a `std::system_error` that also knows which lock and which system call failed.
class BOOST_SYMBOL_VISIBLE lock_error : public std::system_error
{
public:
    /// `call` is a string literal or null; `native_name` is in UTF-8.
    lock_error(std::error_code const& code, char const* call, std::string native_name) :
        std::system_error(code, describe(call, native_name)),
        m_call(call != nullptr ? call : ""),
        m_native_name(std::move(native_name))
    {
    }

    /// Returns: The name of the system call, or of the member function, that failed; "" if neither is known.
    char const* call() const noexcept { return m_call; }

    /// Returns: The native name of the lock, in UTF-8; the user's name if it could not be mapped to a native one.
    std::string const& native_name() const noexcept { return m_native_name; }

private:
    static std::string describe(char const* call, std::string const& native_name)
    {
        std::string text = "named lock \"" + native_name + "\"";
        if (call != nullptr && *call != '\0')
            text.append(": ").append(call);
        return text;
    }

    char const* m_call;
    std::string m_native_name;
};

} // namespace named_locks
} // namespace boost

namespace std {

template<>
struct is_error_code_enum< ::boost::named_locks::named_lock_errc > : true_type
{
};

} // namespace std

#endif // BOOST_NAMED_LOCK_ERROR_HPP
