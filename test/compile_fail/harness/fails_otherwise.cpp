// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: another text

// Fails for another reason than it says.

static_assert(false, "some text");
