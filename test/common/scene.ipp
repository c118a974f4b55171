// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of scene.hpp. Part of test_main.cpp.

#include "hex.hpp"
#include "scene.hpp"
#include "thread_party.hpp"

#include <filesystem>
#include <stdexcept>

namespace named_lock_test {

scene::scene(lock_type const& type, party_kind kind) :
    m_type(type),
    m_kind(kind),
    m_name(unique_name()),
    m_board(std::make_shared< scoreboard >(temporary_folder() / (unique_name() + ".board")))
{
}

scene::~scene()
{
    std::filesystem::path const file = m_board->file();
    m_parties.clear();
    m_board.reset();
    m_type.clean_up(m_name);
    for (std::string const& name : m_other_names)
        m_type.clean_up(name);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
}

party& scene::add_stranger()
{
    if (m_kind == party_kind::thread)
        m_parties.push_back(std::make_unique< thread_party >(m_type, m_board));
    else
        m_parties.push_back(std::make_unique< process_party >(m_type, *m_board));
    return *m_parties.back();
}

party& scene::add()
{
    party& newcomer = add_stranger();
    answer const opened = newcomer.tell(open(m_name));
    if (!opened.ok())
        throw std::runtime_error("a party can't open its lock: " + opened.text);
    return newcomer;
}

process_party& scene::add_process()
{
    return dynamic_cast< process_party& >(add());
}

std::string open(std::string const& name)
{
    return "open " + to_hex(name);
}

} // namespace named_lock_test
