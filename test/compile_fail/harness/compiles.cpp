// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: some text

// Compiles, so that a compile-fail test of it must fail.

int main() {}
