// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A naming policy that takes any string of bytes as a name. Needs Boost.Uuid.

#ifndef BOOST_NAMED_LOCK_NAMING_ESCAPED_HPP
#define BOOST_NAMED_LOCK_NAMING_ESCAPED_HPP

#include <boost/named_lock/detail/escape_name.hpp>
#include <boost/named_lock/naming.hpp>
#include <boost/named_lock/naming/temp_directory.hpp>
#include <boost/named_lock/options.hpp>

#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace boost {
namespace named_locks {

/// Lets a lock be named by anything: a path, a URL, a file's content; the empty string, NUL bytes, text in any encoding
/// or in none. The name is escaped, and `Base` maps what comes out.
///
/// | name                                             | is escaped to                                               |
/// |--------------------------------------------------|-------------------------------------------------------------|
/// | bytes of `a-z`, `0-9`, `-`, `_`                  | themselves                                                  |
/// | each other byte                                  | `%` and two hexadecimal digits in lower case                |
/// | `con`, `prn`, `aux`, `nul`, `com0`-`com9`,       | the same, but the first byte is written as `%` and two      |
/// | `lpt0`-`lpt9`, as the whole name                 | digits, too: `%63on`                                        |
/// | the empty name                                   | `%empty`                                                    |
/// | what would come to more than 160 bytes           | `%uuid-` and the name-based UUID (RFC 4122, version 5, that |
/// |                                                  | is SHA-1) of the name in the name space                     |
/// |                                                  | `57e90132-1578-4e65-83ea-612f91161758`                      |
///
/// | name domain            | native name                        |
/// |------------------------|------------------------------------|
/// | each that `Base` knows | that of `Base` for the escaped name |
///
/// Two names whose escaped form has no more than 160 bytes, that is all names of up to 53 bytes, never meet, not even
/// on a file system that does not distinguish upper and lower case or that normalises Unicode; nor does one of them
/// meet a longer one. Two longer ones meet if their hashes do: by chance, 2^61 names are needed for that. The escaped
/// form of a name is the same on all platforms, in all name domains and in all versions of this library.
///
/// Errors: Those of `Base`. Of those for the name itself only `named_lock_errc::name_too_long` is possible, if `Base`
/// has less room than 160 bytes.
///
/// What it does not promise: that nobody can *construct* two long names with one hash. SHA-1 has been broken in that
/// respect since 2017. Who lets an adversary choose names, and minds if two locks of his are one, should limit their
/// length to 53 bytes. And that names which look alike are one: `é` in one code point and in two are two names.
///
/// Notes: This header needs Boost.Uuid (header-only), and for that reason is not included by `boost/named_lock.hpp`.
template< class Base = temp_directory_naming >
class escaped_naming
{
public:
    static constexpr visibility visible_to = detail::visibility_of< Base >;

    escaped_naming() = default;
    explicit escaped_naming(Base base) : m_base(std::move(base)) {}

    template< class Domain, std::enable_if_t< is_naming_policy_v< Base, Domain >, int > = 0 >
    typename Domain::native_name_type
    native_name(Domain domain, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        return m_base.native_name(domain, detail::escape_name(name), suffix, ec);
    }

    /// Returns: The policy that maps escaped names.
    Base const& base() const noexcept { return m_base; }

private:
    Base m_base;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_NAMING_ESCAPED_HPP
