// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a type must have to be a naming policy, the rules that every name obeys, and how to ask for both.

#ifndef BOOST_NAMED_LOCK_NAMING_HPP
#define BOOST_NAMED_LOCK_NAMING_HPP

#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>

#include <cstddef>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace boost {
namespace named_locks {

#if defined(BOOST_NAMED_LOCK_DOXYGEN)

/// A blueprint: no such class exists. It shows what a naming policy, a map from the user's names to native names, has
/// to provide.
///
/// A naming policy knows no backend. It is copy constructible, and default constructible unless it carries state that
/// only the user can give.
class naming_policy_blueprint
{
public:
    /// Maps `name` to a native name that ends in `suffix`. There is one such member for each name domain that the
    /// policy knows; a domain that makes no sense with the policy has none, and a lock that pairs the two does not
    /// compile.
    ///
    /// Effects: None that another process could see, before `name` obeys `check_name` and the limit of the domain.
    /// Returns: The native name. If there is none, sets `ec` and returns an empty string.
    lock_file::native_name_type
    native_name(lock_file, std::string_view name, std::string_view suffix, std::error_code& ec) const;

    // Optional: who may use what is created under these names. `lock_options::visible_to` decides where the user sets
    // it.
    static constexpr visibility visible_to = visibility::inherited;
};

#endif // defined(BOOST_NAMED_LOCK_DOXYGEN)

/// Checks the rules that a name obeys in every name domain: not empty; no NUL, `/` or `\`; not `.` or `..`; and not
/// longer than `max_length` units, whatever the domain counts.
///
/// Returns: `named_lock_errc::invalid_name`, `named_lock_errc::name_too_long`, or no error.
inline std::error_code check_name(std::string_view name, std::size_t max_length) noexcept
{
    using namespace std::string_view_literals;
    if (name.empty() || name == "."sv || name == ".."sv || name.find_first_of("\0/\\"sv) != std::string_view::npos)
        return named_lock_errc::invalid_name;
    if (name.size() > max_length)
        return named_lock_errc::name_too_long;
    return std::error_code();
}

namespace detail {

template< class NamingPolicy, class Domain >
using native_name_result = decltype(std::declval< NamingPolicy const& >().native_name(
    Domain(), std::string_view(), std::string_view(), std::declval< std::error_code& >()));

template< class NamingPolicy, class Domain, class = void >
inline constexpr bool maps_domain = false;

template< class NamingPolicy, class Domain >
inline constexpr bool maps_domain< NamingPolicy, Domain, std::void_t< native_name_result< NamingPolicy, Domain > > > =
    std::is_same< native_name_result< NamingPolicy, Domain >, typename Domain::native_name_type >::value;

template< class NamingPolicy, class = void >
inline constexpr visibility visibility_of = visibility::inherited;

template< class NamingPolicy >
inline constexpr visibility visibility_of< NamingPolicy, std::void_t< decltype(NamingPolicy::visible_to) > > =
    NamingPolicy::visible_to;

} // namespace detail

/// Whether `NamingPolicy` is a naming policy that has native names in `Domain`.
template< class NamingPolicy, class Domain >
struct is_naming_policy :
    std::integral_constant<
        bool,
        std::is_copy_constructible< NamingPolicy >::value && detail::maps_domain< NamingPolicy, Domain > >
{
};

template< class NamingPolicy, class Domain >
inline constexpr bool is_naming_policy_v = is_naming_policy< NamingPolicy, Domain >::value;

} // namespace named_locks
} // namespace boost

// BOOST_NAMED_LOCK_NAMING_POLICY(Domain) introduces a template parameter that is a naming policy for `Domain`: a
// concept in C++20, `class` before.
#if defined(__cpp_concepts) && __cpp_concepts >= 201907L

namespace boost {
namespace named_locks {

template< class NamingPolicy, class Domain >
concept naming_policy = is_naming_policy_v< NamingPolicy, Domain >;

} // namespace named_locks
} // namespace boost

#define BOOST_NAMED_LOCK_NAMING_POLICY(Domain) ::boost::named_locks::naming_policy< Domain >
#else
#define BOOST_NAMED_LOCK_NAMING_POLICY(Domain) class
#endif

#endif // BOOST_NAMED_LOCK_NAMING_HPP
