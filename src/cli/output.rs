//! Where results go: stdout, or a file that appears when it is complete.

use super::Stop;
use std::{
    borrow::Cow,
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
    path::{Path, PathBuf},
};

/// Where results go.
pub struct Output {
    sink: Sink,
}

enum Sink {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A terminal, which what stands in a document or a name shall not command.
    Terminal(BufWriter<StdoutLock<'static>>),
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
            let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            return Ok(Self { sink: if io::stdout().is_terminal() { Sink::Terminal(out) } else { Sink::Stdout(out) } });
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
            Sink::Terminal(out) => out.write_all(&calm(bytes)).map(|()| bytes.len()),
            Sink::Device(file) | Sink::File { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stdout(out) | Sink::Terminal(out) => out.flush(),
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

/// What may be sent to a terminal: control characters are shown as `\u{fffd}`, but for line ends, tabs and colours.
pub fn calm(bytes: &[u8]) -> Cow<'_, [u8]> {
    const SHOWN: &[u8] = "\u{fffd}".as_bytes();
    let control = |at: usize| match bytes[at] {
        b'\n' | b'\t' => false,
        0x1b => !is_color(&bytes[at + 1..]),
        0..0x20 | 0x7f => true,
        0xc2 => bytes.get(at + 1).is_some_and(|b| (0x80..0xa0).contains(b)),
        _ => false,
    };
    if !(0..bytes.len()).any(control) {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if control(at) {
            out.extend_from_slice(SHOWN);
            at += if bytes[at] == 0xc2 { 2 } else { 1 };
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    Cow::Owned(out)
}

/// Whether what follows an escape character sets a colour: `[38;5;11m`.
fn is_color(rest: &[u8]) -> bool {
    let Some(rest) = rest.strip_prefix(b"[") else { return false };
    let end = rest.iter().take(16).position(|b| !matches!(b, b'0'..=b'9' | b';'));
    end.is_some_and(|end| rest[end] == b'm')
}

#[cfg(test)]
mod tests {
    use super::calm;

    #[test]
    fn no_document_commands_a_terminal() {
        let calmed = |text: &str| String::from_utf8(calm(text.as_bytes()).into_owned()).unwrap();
        assert_eq!(calmed("a\tb\n\u{1b}[38;5;11mrood\u{1b}[0m é ’ Ă"), "a\tb\n\u{1b}[38;5;11mrood\u{1b}[0m é ’ Ă");
        assert_eq!(calmed("\u{1b}]0;x\u{7} \u{1b}[2J \r\u{9b}2J\u{7f}\u{1b}"), "\u{fffd}]0;x\u{fffd} \u{fffd}[2J \u{fffd}\u{fffd}2J\u{fffd}\u{fffd}");
    }
}
