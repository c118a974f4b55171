// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A stand-in for the Rust crate ipc-lock 0.1.3, over the standard library alone: `File::lock` on $TMPDIR/<name>.lock behind
// a mutex and a condition variable, one state for all handles of a name in a process. It is not the crate itself.

use std::collections::HashMap;
use std::ffi::{c_char, c_int, c_void, CStr};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, Weak};

const FAILED: c_int = -1;
const DONE: c_int = 0;
const BUSY: c_int = 1;

struct State {
    file: File,
    held: Mutex<bool>,
    released: Condvar,
}

impl State {
    fn lock(&self) -> std::io::Result<()> {
        let mut held = self.held.lock().unwrap();
        while *held {
            held = self.released.wait(held).unwrap();
        }
        *held = true;
        drop(held);
        let result = self.file.lock();
        if result.is_err() {
            self.leave();
        }
        result
    }

    fn try_lock(&self) -> Result<(), TryLockError> {
        let mut held = self.held.lock().unwrap();
        if *held {
            return Err(TryLockError::WouldBlock);
        }
        self.file.try_lock()?;
        *held = true;
        Ok(())
    }

    fn unlock(&self) -> std::io::Result<()> {
        let result = self.file.unlock();
        self.leave();
        result
    }

    fn leave(&self) {
        *self.held.lock().unwrap() = false;
        self.released.notify_one();
    }
}

static STATES: Mutex<Option<HashMap<PathBuf, Weak<State>>>> = Mutex::new(None);

fn state_of(path: &Path) -> std::io::Result<Arc<State>> {
    let mut states = STATES.lock().unwrap();
    let states = states.get_or_insert_with(HashMap::new);
    if let Some(state) = states.get(path).and_then(Weak::upgrade) {
        return Ok(state);
    }
    let state = Arc::new(State {
        file: OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?,
        held: Mutex::new(false),
        released: Condvar::new(),
    });
    states.insert(path.to_path_buf(), Arc::downgrade(&state));
    Ok(state)
}

fn state_at<'a>(lock: *mut c_void) -> &'a State {
    unsafe { &*(lock as *const State) }
}

/// # Safety
/// `name` is a C string.
#[no_mangle]
pub unsafe extern "C" fn rival_open(name: *const c_char) -> *mut c_void {
    let folder = std::env::var_os("TMPDIR").unwrap_or_else(|| "/tmp".into());
    let name = CStr::from_ptr(name).to_string_lossy();
    match state_of(&PathBuf::from(folder).join(format!("{name}.lock"))) {
        Ok(state) => Arc::into_raw(state) as *mut c_void,
        Err(_) => std::ptr::null_mut(),
    }
}

/// # Safety
/// `lock` is from `rival_open`, and not closed.
#[no_mangle]
pub unsafe extern "C" fn rival_close(lock: *mut c_void) {
    drop(Arc::from_raw(lock as *const State));
}

#[no_mangle]
pub extern "C" fn rival_lock(lock: *mut c_void) -> c_int {
    state_at(lock).lock().map_or(FAILED, |()| DONE)
}

#[no_mangle]
pub extern "C" fn rival_try_lock(lock: *mut c_void) -> c_int {
    match state_at(lock).try_lock() {
        Ok(()) => DONE,
        Err(TryLockError::WouldBlock) => BUSY,
        Err(TryLockError::Error(_)) => FAILED,
    }
}

#[no_mangle]
pub extern "C" fn rival_unlock(lock: *mut c_void) -> c_int {
    state_at(lock).unlock().map_or(FAILED, |()| DONE)
}
