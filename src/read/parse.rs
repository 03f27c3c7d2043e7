//! The bytes of one input to its documents.

use super::{InputFormat, ReadError, encoding, text};
use crate::document::Document;

/// The bytes of one input, whole, and what they are.
#[derive(Debug)]
pub(super) struct Raw {
    pub path: String,
    pub bytes: Vec<u8>,
    pub format: InputFormat,
}

/// The documents in an input; nearly always one.
pub(super) fn documents(raw: Raw, field: Option<&str>) -> Result<Vec<Document<'static>>, ReadError> {
    let Raw { path, bytes, format } = raw;
    match format {
        InputFormat::Text | InputFormat::Auto | InputFormat::Jsonl => {
            let decoded = encoding::decode(bytes, None).map_err(|f| fault(&path, &f))?;
            Ok(vec![text::read(decoded, &path)])
        }
        InputFormat::Json => {
            let decoded = encoding::decode(bytes, None).map_err(|f| fault(&path, &f))?;
            super::json::read(&decoded.text, &path, field).map_err(|message| ReadError::Unreadable { path, message })
        }
        #[cfg(feature = "formats")]
        InputFormat::Email => super::email::read(&bytes, &path).map_err(|message| ReadError::Unreadable { path, message }),
        other => formats::document(bytes, &path, other).map(|d| vec![d]),
    }
}

/// What is said of bytes that are no text.
fn fault(path: &str, fault: &encoding::Fault) -> ReadError {
    let path = path.to_owned();
    match *fault {
        encoding::Fault::Nul(offset) => ReadError::Nul { path, offset },
        encoding::Fault::Utf16(offset) => ReadError::Utf16 { path, offset },
        encoding::Fault::Utf8(offset, byte) => ReadError::Utf8 { path, offset, byte },
    }
}

#[cfg(not(feature = "formats"))]
mod formats {
    use super::{Document, InputFormat, ReadError};

    pub(super) fn document(_: Vec<u8>, path: &str, format: InputFormat) -> Result<Document<'static>, ReadError> {
        let kind = match format {
            InputFormat::Pdf => "a PDF",
            InputFormat::Html => "a web page",
            InputFormat::Email => "an e-mail",
            InputFormat::Docx | InputFormat::Odt | InputFormat::Compound | InputFormat::Rtf => "an Office document",
            _ => "XML",
        };
        Err(ReadError::Built { path: path.to_owned(), kind })
    }
}

#[cfg(feature = "formats")]
mod formats {
    use super::{Document, InputFormat, ReadError, fault};
    use crate::{
        read::{compound, docx, encoding, encoding::Decoded, html, odt, pdf, rtf, xml},
        span::floor,
    };

    pub(super) fn document(bytes: Vec<u8>, path: &str, format: InputFormat) -> Result<Document<'static>, ReadError> {
        let unreadable = |message: String| ReadError::Unreadable { path: path.to_owned(), message };
        match format {
            InputFormat::Pdf => pdf::read(&bytes, path).map_err(unreadable),
            InputFormat::Docx => docx::read(bytes, path).map_err(unreadable),
            InputFormat::Odt => odt::read(bytes, path).map_err(unreadable),
            InputFormat::Rtf => rtf::read(&bytes, path).map_err(unreadable),
            InputFormat::Compound => compound::read(bytes, path).map_err(unreadable),
            InputFormat::Html => {
                let label = declared(&bytes, "charset=").or_else(|| declared(&bytes, "encoding="));
                let decoded = decoded(bytes, label.as_deref(), path)?;
                let mut document = html::read(&decoded.text, path).map_err(unreadable)?;
                document.source.decoded = decoded.runs;
                Ok(document)
            }
            _ => {
                let label = declared(&bytes, "encoding=");
                let decoded = decoded(bytes, label.as_deref(), path)?;
                let found = xml::read(&decoded.text, path);
                let mut document = found.map_err(|f| {
                    let before = &decoded.text[..floor(&decoded.text, f.offset)];
                    let line = before.matches('\n').count() + 1;
                    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                    ReadError::Markup { path: path.to_owned(), line, column, message: f.message }
                })?;
                document.source.decoded = decoded.runs;
                Ok(document)
            }
        }
    }

    /// The text of marked-up bytes; a second encoding is undone.
    fn decoded(bytes: Vec<u8>, label: Option<&str>, path: &str) -> Result<Decoded, ReadError> {
        let decoded = encoding::decode(bytes, label).map_err(|f| fault(path, &f))?;
        Ok(match encoding::undoubled(&decoded.text) {
            Some(undone) if decoded.runs.is_empty() => undone,
            _ => decoded,
        })
    }

    /// The encoding that the first bytes name after `key`.
    fn declared(bytes: &[u8], key: &str) -> Option<String> {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
        let at = head.find(key)? + key.len();
        let rest = head[at..].trim_start_matches(['"', '\'', ' ']);
        let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
        (!label.is_empty()).then_some(label)
    }
}
