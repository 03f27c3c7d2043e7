//! Zip archives, member by member; those of Office files are told apart.

use super::{Budget, Input, budget::Expanded, is_hidden, member};
use crate::read::Stream;
use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read, Seek, SeekFrom},
    path::PathBuf,
    sync::Arc,
};
use zip::{CompressionMethod, ZipArchive};

/// Where the bytes of an archive are.
#[derive(Debug, Clone)]
enum Place {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

/// Bytes that can be read from any place in them.
trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

impl Place {
    fn open(&self) -> io::Result<Box<dyn Bytes>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::new(File::open(path)?)),
            Self::Memory(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }
}

/// A zip archive.
pub(in crate::read) struct Zip {
    path: String,
    layers: usize,
    budget: Arc<Budget>,
    place: Place,
    archive: ZipArchive<Box<dyn Bytes>>,
    next: usize,
}

impl Zip {
    /// The archive in a file.
    pub fn file(file: PathBuf, path: String, layers: usize, budget: Arc<Budget>) -> io::Result<Self> {
        budget.read(std::fs::metadata(&file)?.len());
        Self::new(Place::File(file), path, layers, budget)
    }

    /// The archive in these bytes.
    pub fn memory(bytes: Vec<u8>, path: String, layers: usize, budget: Arc<Budget>) -> io::Result<Self> {
        Self::new(Place::Memory(bytes.into()), path, layers, budget)
    }

    fn new(place: Place, path: String, layers: usize, budget: Arc<Budget>) -> io::Result<Self> {
        let archive = ZipArchive::new(place.open()?).map_err(fault)?;
        Ok(Self { path, layers: layers + 1, budget, place, archive, next: 0 })
    }

    /// The next file of the archive; what is wrong with one does not end it.
    pub fn next(&mut self) -> Option<(String, io::Result<Input>)> {
        while self.next < self.archive.len() {
            let at = self.next;
            self.next += 1;
            if let Some(found) = self.member(at).transpose() {
                let name = found.as_ref().map_or_else(|(name, _)| name.clone(), |input| input.path.clone());
                return Some((name, found.map_err(|(_, error)| error)));
            }
        }
        None
    }

    fn member(&mut self, at: usize) -> Result<Option<Input>, (String, io::Error)> {
        let archive = self.path.clone();
        let entry = self.archive.by_index_raw(at).map_err(|e| (archive.clone(), fault(e)))?;
        let name = entry.name().map_err(|e| (archive.clone(), fault(e)))?.into_owned();
        if entry.is_dir() || entry.is_symlink() || is_hidden(&name) {
            return Ok(None);
        }
        let path = member(&archive, &name);
        let wrong = |message: &str| (path.clone(), io::Error::new(io::ErrorKind::Unsupported, message));
        if entry.encrypted() {
            return Err(wrong("it is encrypted with a password"));
        }
        let (method, crc, packed) = (entry.compression(), entry.crc32(), entry.compressed_size());
        let start = entry.data_start().ok_or_else(|| wrong("the zip archive is damaged"))?;
        drop(entry);
        let raw = (|| {
            let mut bytes = self.place.open()?;
            bytes.seek(SeekFrom::Start(start))?;
            io::Result::Ok(bytes.take(packed))
        })();
        let raw = BufReader::with_capacity(1 << 15, raw.map_err(|e| (path.clone(), e))?);
        let inner: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(raw),
            CompressionMethod::Deflated => Box::new(flate2::bufread::DeflateDecoder::new(raw)),
            CompressionMethod::BZIP2 => Box::new(bzip2::bufread::BzDecoder::new(raw)),
            CompressionMethod::ZSTD => Box::new(zstd::Decoder::with_buffer(raw).map_err(|e| (path.clone(), e))?),
            CompressionMethod::XZ => Box::new(liblzma::bufread::XzDecoder::new(raw)),
            _ => return Err(wrong("it is packed by a method that is not read; repack the archive with deflate")),
        };
        let checked = Checked { inner, sum: flate2::Crc::new(), wanted: crc };
        let stream: Stream = Box::new(BufReader::with_capacity(1 << 15, Expanded { inner: checked, budget: self.budget.clone() }));
        Ok(Some(Input { path, stream, layers: self.layers, budget: self.budget.clone() }))
    }
}

/// Compares what was read with the sum that the archive has of it.
struct Checked {
    inner: Box<dyn Read + Send>,
    sum: flate2::Crc,
    wanted: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.sum.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && self.sum.sum() != self.wanted {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is damaged: its checksum differs"));
        }
        Ok(read)
    }
}

fn fault(error: zip::result::ZipError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the zip archive is damaged: {error}"))
}

/// Which Office file a zip archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Office {
    Docx,
    Odt,
    /// One that holds no running text: a sheet, slides.
    Other(&'static str),
}

/// Which Office file the archive in a file, or in bytes, is; none for an ordinary archive or a broken one.
pub(in crate::read) fn office(bytes: &mut (impl Read + Seek)) -> Option<Office> {
    let mut archive = ZipArchive::new(bytes).ok()?;
    if archive.index_for_name("[Content_Types].xml").is_some() {
        let has = |name: &str| archive.index_for_name(name).is_some();
        return match () {
            () if has("word/document.xml") || archive.file_names().any(|n| n.is_ok_and(|n| n.starts_with("word/document"))) => Some(Office::Docx),
            () if has("xl/workbook.xml") => Some(Office::Other("an Excel sheet")),
            () if has("ppt/presentation.xml") => Some(Office::Other("a PowerPoint presentation")),
            () => None,
        };
    }
    let mut kind = String::new();
    archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut kind).ok()?;
    match kind.trim() {
        "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => Some(Office::Odt),
        "application/vnd.oasis.opendocument.spreadsheet" => Some(Office::Other("an OpenDocument sheet")),
        "application/vnd.oasis.opendocument.presentation" => Some(Office::Other("an OpenDocument presentation")),
        _ => None,
    }
}
