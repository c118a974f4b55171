// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0
// expect: some [text; more
// expect: of] the same; end

// Fails with a message that a script could take for something else.

static_assert(false, "some [text; more of] the same; end");
