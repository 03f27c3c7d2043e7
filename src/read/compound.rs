//! Files that hold a small file system of streams: Word documents of 1993 to 2003, messages of Outlook, and
//! other Office files, which are not read.

use super::{doc, msg};
use crate::document::Document;
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// What is inside tells what it is, and what to do where it is not read.
const OTHERS: [(&str, &str); 4] = [
    ("EncryptedPackage", "this Office file is locked with a password; save it without one"),
    ("Workbook", "this is an Excel file (.xls), which is not read; save it as text or PDF"),
    ("Book", "this is an Excel file (.xls), which is not read; save it as text or PDF"),
    ("PowerPoint Document", "this is a PowerPoint file (.ppt), which is not read; save it as PDF"),
];

/// A file of streams.
pub(super) struct Streams(CompoundFile<Cursor<Vec<u8>>>);

/// The document of such a file.
pub(super) fn read(bytes: Vec<u8>, path: &str) -> Result<Document<'static>, String> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|e| format!("this Office file is damaged: {e}; save it again"))?;
    let mut streams = Streams(file);
    match () {
        () if streams.have(doc::MAIN) => doc::read(&mut streams, path),
        () if streams.have(msg::PROPERTIES) => msg::read(&mut streams, path),
        () => Err(OTHERS
            .iter()
            .find(|(stream, _)| streams.have(stream))
            .map_or("this is an old Office file of a kind that is not read; save it as DOCX, PDF or text", |(_, message)| message)
            .to_owned()),
    }
}

impl Streams {
    /// Whether there is a stream of this name.
    pub fn have(&self, name: &str) -> bool {
        self.0.is_stream(name)
    }

    /// The bytes of a stream; none where there is no such stream. No stream is larger than the file.
    pub fn get(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        if !self.have(name) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let read = self.0.open_stream(name).and_then(|mut stream| stream.read_to_end(&mut bytes));
        read.map_err(|e| format!("this Office file is damaged: {name}: {e}; save it again"))?;
        Ok(Some(bytes))
    }
}
