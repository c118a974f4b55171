// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A segment of a robust mutex that is mapped into this process.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_ATTACHMENT_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_ATTACHMENT_HPP

#include <boost/named_lock/detail/linux/robust_segment.hpp>
#include <boost/named_lock/detail/posix/unique_fd.hpp>
#include <boost/named_lock/outcome.hpp>

#include <cerrno>
#include <utility>

#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Owns the mapping, and the descriptor with the `LOCK_SH` that tells others that the mutex is in use.
class robust_attachment
{
public:
    robust_attachment() noexcept = default;
    robust_attachment(robust_attachment const&) = delete;
    robust_attachment& operator=(robust_attachment const&) = delete;
    ~robust_attachment() { unmap(); }

    /// Maps `file`, which may have been mapped before.
    outcome map(int file) noexcept
    {
        unmap();
        struct ::stat status;
        if (::fstat(file, &status) != 0)
            return outcome::system_failure(errno, "fstat");
        m_device = status.st_dev;
        m_inode = status.st_ino;
        void* const place = ::mmap(nullptr, robust_segment::size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (place == MAP_FAILED)
            return outcome::system_failure(errno, "mmap");
        m_segment = static_cast< robust_segment* >(place);
        return outcome();
    }

    void keep_file(unique_fd&& file) noexcept { m_file = std::move(file); }

    robust_segment* segment() const noexcept { return m_segment; }

    /// Returns: success if `path` refers to the segment, stale if not, or failure. The mapping keeps the inode from
    /// being used again.
    outcome check_path(char const* path) const noexcept
    {
        struct ::stat named;
        if (::lstat(path, &named) != 0)
            return errno == ENOENT ? outcome(lock_status::stale) : outcome::system_failure(errno, "lstat");
        return named.st_dev == m_device && named.st_ino == m_inode ? outcome() : outcome(lock_status::stale);
    }

    /// Removes `path`. Returns: success, stale if it does not refer to the segment, or failure.
    outcome unlink(char const* path) const noexcept
    {
        outcome const checked = check_path(path);
        if (checked.status() != lock_status::success)
            return checked;
        return ::unlink(path) == 0 ? outcome() : outcome::system_failure(errno, "unlink");
    }

    /// Saves a descriptor. Threads may still wait in the mapping, which keeps the open file and its `LOCK_SH`.
    void close_file() noexcept { m_file.reset(); }

    /// Forgets the mapping of a mutex that a thread holds: the system finds it by its address when the thread ends.
    void leak() noexcept
    {
        m_segment = nullptr;
        m_file.release();
    }

private:
    void unmap() noexcept
    {
        if (m_segment != nullptr)
            ::munmap(std::exchange(m_segment, nullptr), robust_segment::size);
    }

    unique_fd m_file;
    robust_segment* m_segment = nullptr;
    ::dev_t m_device = 0;
    ::ino_t m_inode = 0;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_ATTACHMENT_HPP
