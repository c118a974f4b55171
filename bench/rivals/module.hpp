// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A rival that is a module of its own, loaded when it is asked for.

#ifndef BOOST_NAMED_LOCK_BENCH_RIVALS_MODULE_HPP
#define BOOST_NAMED_LOCK_BENCH_RIVALS_MODULE_HPP

#include "../lock_under_test.hpp"
#include "rival_module.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <dlfcn.h>

namespace named_lock_bench {

/// A shared library that exports what rival_module.h declares. It stays loaded.
class rival_module
{
public:
    /// Where the module of that name is, if it was built.
    static std::filesystem::path path(std::string const& name)
    {
        return std::filesystem::read_symlink("/proc/self/exe").parent_path() / ("libbench_" + name + ".so");
    }

    explicit rival_module(std::string const& name) : m_library(::dlopen(path(name).c_str(), RTLD_NOW | RTLD_LOCAL))
    {
        if (!m_library)
            throw std::runtime_error(::dlerror());
        find(open, "rival_open");
        find(close, "rival_close");
        find(lock, "rival_lock");
        find(try_lock, "rival_try_lock");
        find(unlock, "rival_unlock");
        if (!open || !close || !lock || !try_lock || !unlock)
            throw std::runtime_error("the module " + name + " lacks a function");
        find(try_lock_for, "rival_try_lock_for");
        find(discard, "rival_discard");
    }

    decltype(&rival_open) open;
    decltype(&rival_close) close;
    decltype(&rival_lock) lock;
    decltype(&rival_try_lock) try_lock;
    decltype(&rival_unlock) unlock;
    decltype(&rival_try_lock_for) try_lock_for;
    decltype(&rival_discard) discard;

private:
    template< class Function >
    void find(Function*& function, char const* name)
    {
        function = reinterpret_cast< Function* >(::dlsym(m_library, name));
    }

    void* m_library;
};

class module_lock final : public lock_under_test
{
public:
    module_lock(std::string const& module, std::string const& name) :
        m_module(module), m_lock(m_module.open(name.c_str()))
    {
        if (!m_lock)
            throw std::runtime_error("the module " + module + " cannot open its lock");
    }
    ~module_lock() override { m_module.close(m_lock); }
    module_lock(module_lock const&) = delete;
    module_lock& operator=(module_lock const&) = delete;

    void lock() override { succeeded(m_module.lock(m_lock)); }
    bool try_lock() override { return succeeded(m_module.try_lock(m_lock)); }
    void unlock() override { succeeded(m_module.unlock(m_lock)); }

    bool has_timed_mode() const override { return m_module.try_lock_for != nullptr; }
    bool try_lock_for(std::chrono::nanoseconds timeout) override
    {
        if (!has_timed_mode())
            throw std::logic_error("no timed mode");
        return succeeded(m_module.try_lock_for(m_lock, timeout.count()));
    }

    void lock_and_unlock(std::uint64_t times) override
    {
        for (std::uint64_t i = 0; i < times; ++i)
        {
            succeeded(m_module.lock(m_lock));
            succeeded(m_module.unlock(m_lock));
        }
    }
    void try_in_vain(std::uint64_t times) override
    {
        for (std::uint64_t i = 0; i < times; ++i)
        {
            if (succeeded(m_module.try_lock(m_lock)))
                throw std::runtime_error("a held lock was taken");
        }
    }

    void discard() override
    {
        if (m_module.discard)
            m_module.discard(m_lock);
    }

private:
    static bool succeeded(int result)
    {
        if (result == rival_failed)
            throw std::runtime_error("a call of a module failed");
        return result == rival_done;
    }

    rival_module m_module;
    void* m_lock;
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_RIVALS_MODULE_HPP
