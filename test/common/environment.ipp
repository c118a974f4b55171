// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of environment.hpp. Part of test_main.cpp.

#include "environment.hpp"
#include "system.hpp"

#include <atomic>
#include <random>
#include <sstream>
#include <system_error>

namespace named_lock_test {

namespace {

std::string program_path;
std::filesystem::path folder_path;

// Some kernel objects outlive a run, and process numbers come again.
std::string const& name_of_this_run()
{
    static std::string const name = [] {
        std::random_device random;
        std::ostringstream out;
        out << "nlt-" << this_process_id() << '-' << std::hex << random() << random();
        return out.str();
    }();
    return name;
}

} // namespace

environment::environment(char const* program) : m_folder(std::filesystem::temp_directory_path() / name_of_this_run())
{
    program_path = std::filesystem::absolute(program).string();
    std::filesystem::create_directory(m_folder);
    folder_path = m_folder;
    set_temporary_folder(m_folder.string());
}

environment::~environment()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

std::string const& this_program()
{
    return program_path;
}

std::filesystem::path const& temporary_folder()
{
    return folder_path;
}

std::string unique_name()
{
    static std::atomic< unsigned > count{ 0 };
    return name_of_this_run() + '-' + std::to_string(++count);
}

} // namespace named_lock_test
