// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of scoreboard.hpp. Part of test_main.cpp.

#include "scoreboard.hpp"

#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>

#include <fstream>
#include <thread>

namespace named_lock_test {

struct scoreboard::mapping
{
    explicit mapping(std::filesystem::path const& file) :
        handle(file.string().c_str(), boost::interprocess::read_write),
        region(handle, boost::interprocess::read_write, 0, sizeof(words))
    {
    }

    boost::interprocess::file_mapping handle;
    boost::interprocess::mapped_region region;
};

scoreboard::scoreboard(std::filesystem::path const& file) : m_file(file)
{
    if (!std::filesystem::exists(file))
    {
        std::ofstream(file, std::ios::binary).put('\0');
        std::filesystem::resize_file(file, sizeof(words));
    }
    m_mapping = std::make_unique< mapping >(file);
    m_words = static_cast< words* >(m_mapping->region.get_address());
}

scoreboard::~scoreboard() = default;

void scoreboard::exclusive_section() noexcept
{
    if (m_words->writers.fetch_add(1) != 0 || m_words->readers.load() != 0)
        ++m_words->violations;
    std::uint64_t const seen = m_words->entries;
    std::this_thread::yield();
    m_words->entries = seen + 1;
    if (m_words->writers.load() != 1 || m_words->readers.load() != 0)
        ++m_words->violations;
    --m_words->writers;
}

void scoreboard::shared_section() noexcept
{
    std::uint64_t const now = m_words->readers.fetch_add(1) + 1;
    for (std::uint64_t most = m_words->most_readers.load(); most < now;)
        m_words->most_readers.compare_exchange_weak(most, now);
    if (m_words->writers.load() != 0)
        ++m_words->violations;
    std::uint64_t const seen = m_words->entries;
    std::this_thread::yield();
    if (m_words->writers.load() != 0 || m_words->entries != seen)
        ++m_words->violations;
    --m_words->readers;
}

} // namespace named_lock_test
