//! What several test programs need.

#![allow(dead_code, reason = "no test program needs all of it")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The program under test.
pub const BIN: &str = env!("CARGO_BIN_EXE_verwijs");

/// A folder of its own, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder; `name` is that of its test.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("verwijs-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The same with a file in it.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(name, bytes);
        self
    }

    /// Writes a file; its path.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The program, to be run in it, without input.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(BIN);
        command.args(args).current_dir(&self.0).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A PDF of one page with these lines; `extra` stands among the page's resources, whose form draws itself.
pub fn pdf(lines: &[&str], extra: &str) -> Vec<u8> {
    let content: String = lines.iter().enumerate().map(|(i, l)| format!("BT /F1 11 Tf 60 {} Td ({l}) Tj ET\n", 760 - 14 * i)).collect();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> {extra} >> >>"),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >> /Length 6 >>\nstream\n/X Do\nendstream".to_owned(),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    // The form that draws itself is there only where the page draws it.
    for (i, object) in objects.iter().take(if extra.is_empty() { 5 } else { 6 }).enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let xref = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    places.iter().for_each(|p| bytes.extend(format!("{p:010} 00000 n \n").bytes()));
    bytes.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n", places.len() + 1).bytes());
    bytes
}
