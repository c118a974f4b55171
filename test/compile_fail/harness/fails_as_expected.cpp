// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: some text

// Fails as it says.

static_assert(false, "some text");
