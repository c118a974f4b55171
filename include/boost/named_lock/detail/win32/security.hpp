// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The security attributes of a kernel object that the library creates.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_SECURITY_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_SECURITY_HPP

#include <boost/named_lock/options.hpp>

#include <boost/config.hpp>
#include <boost/winapi/basic_types.hpp>
#include <boost/winapi/security.hpp>

#if defined(BOOST_MSVC)
// The two functions that fill a security descriptor live there, and only CMake links it unasked.
#pragma comment(lib, "advapi32")
#endif

namespace boost {
namespace named_locks {
namespace detail {

/// Holds what a `Create...` function wants to know of `visibility`.
///
/// `everyone` is an open (null) DACL, which gives every user every right, that of changing the DACL included.
/// `inherited` and `user` are the default descriptor of the process's token: normally full access for this user and
/// for the system. A descriptor of our own for `user` would need the token's SID, for which Boost.WinAPI has no
/// functions, and would say the same.
class security_attributes
{
public:
    explicit security_attributes(visibility visible_to) noexcept : m_open(visible_to == visibility::everyone) {}

    security_attributes(security_attributes const&) = delete;
    security_attributes& operator=(security_attributes const&) = delete;

    /// Fills in what `get` points to. Returns: Whether that worked; if not, `GetLastError` says why.
    bool prepare() noexcept
    {
        if (!m_open)
            return true;
        m_attributes.nLength = sizeof(m_attributes);
        m_attributes.lpSecurityDescriptor = &m_descriptor;
        m_attributes.bInheritHandle = false;
        return boost::winapi::InitializeSecurityDescriptor(&m_descriptor, descriptor_revision) != 0 &&
            boost::winapi::SetSecurityDescriptorDacl(&m_descriptor, true, nullptr, false) != 0;
    }

    /// Returns: What to pass to the `Create...` function; null for the default. It lives as long as this object.
    boost::winapi::SECURITY_ATTRIBUTES_* get() noexcept { return m_open ? &m_attributes : nullptr; }

private:
    /// SECURITY_DESCRIPTOR_REVISION of <winnt.h>.
    static constexpr boost::winapi::DWORD_ descriptor_revision = 1u;

    bool m_open;
    boost::winapi::SECURITY_ATTRIBUTES_ m_attributes = {};
    boost::winapi::SECURITY_DESCRIPTOR_ m_descriptor = {};
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_SECURITY_HPP
