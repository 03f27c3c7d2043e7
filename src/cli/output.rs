//! Where results go: stdout, or a file that appears when it is complete.

use super::Stop;
use std::{
    fs::{self, File},
    io::{self, BufWriter, StdoutLock, Write},
    path::{Path, PathBuf},
};

/// Where results go.
pub struct Output {
    sink: Sink,
}

enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device or pipe, which no file may take the place of.
    Device(BufWriter<File>),
    File {
        file: BufWriter<File>,
        part: PathBuf,
        path: PathBuf,
        done: bool,
    },
}

impl Output {
    /// Stdout, or the file named.
    pub fn to(path: Option<&Path>) -> Result<Self, Stop> {
        let Some(path) = path.filter(|p| *p != Path::new("-")) else {
            return Ok(Self { sink: Sink::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())) });
        };
        if fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
            let device = File::options()
                .write(true)
                .open(path)
                .map_err(|e| Stop::usage(format!("{}: cannot be written: {e}; check its permissions", path.display())))?;
            return Ok(Self { sink: Sink::Device(BufWriter::new(device)) });
        }
        // What a link points to is written, and the link stays.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = path.file_name().ok_or_else(|| Stop::usage(format!("{}: no file can have this name; name a file", path.display())))?;
        let part = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
        let fault = |e: io::Error| Stop::usage(format!("{}: cannot be written: {e}; check the folder", path.display()));
        let permissions = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|m| m.permissions());
        if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
            return Err(Stop::usage(format!("{}: it is read-only, and stays as it is; write to another file", path.display())));
        }
        remove_when_interrupted(part.clone())?;
        let file = File::create(&part).map_err(fault)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions).map_err(fault)?;
        }
        Ok(Self { sink: Sink::File { file: BufWriter::new(file), part, path: path.to_owned(), done: false } })
    }

    /// Writes what is left; a file gets its name now.
    pub fn finish(mut self) -> Result<(), Stop> {
        self.flush()?;
        if let Sink::File { part, path, done, .. } = &mut self.sink {
            fs::rename(&*part, &*path).map_err(|e| Stop::usage(format!("{}: cannot be written: {e}; check the folder", path.display())))?;
            *done = true;
        }
        Ok(())
    }
}

/// Ctrl-C, or an end that is asked for, leaves no part of a file.
fn remove_when_interrupted(part: PathBuf) -> Result<(), Stop> {
    const INTERRUPTED: i32 = 130;
    let stop = move || {
        let _ = fs::remove_file(&part);
        std::process::exit(INTERRUPTED);
    };
    ctrlc::set_handler(stop).map_err(|e| Stop::usage(format!("signals cannot be handled: {e}")))
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Stdout(out) => out.write(bytes),
            Sink::Device(file) | Sink::File { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stdout(out) => out.flush(),
            Sink::Device(file) | Sink::File { file, .. } => file.flush(),
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Self::File { part, done: false, .. } = self {
            // What was written so far is of no use; where it can't be removed, its name says what it is.
            let _ = fs::remove_file(part);
        }
    }
}
