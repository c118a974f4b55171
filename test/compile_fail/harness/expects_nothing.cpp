// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Does not compile, but does not say what the compiler should say of it.

static_assert(false, "some text");
