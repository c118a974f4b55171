// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: some text
// expect: the second text

// Fails, but for one of the two reasons only.

static_assert(false, "some text");
