//! Messages as Outlook saves them: a stream for each property.

use super::{compound::Streams, email::Message, encoding, rtf};
use crate::document::Document;
use encoding_rs::{UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The stream that every message has.
pub(super) const PROPERTIES: &str = "__properties_version1.0";
const SUBJECT: u16 = 0x0037;
const BODY: u16 = 0x1000;
const SENDER: u16 = 0x0c1a;
const HTML: &str = "__substg1.0_10130102";
/// The body as RTF, packed.
const RTF: &str = "__substg1.0_10090102";
/// When it was sent, and when it came: the type of a time, and the number of the property.
const TIMES: [[u8; 4]; 2] = [[0x40, 0, 0x39, 0], [0x40, 0, 0x06, 0x0e]];
/// What stands before the list of properties with a fixed length.
const HEAD: usize = 32;

/// The document of a message.
pub(super) fn read(streams: &mut Streams, path: &str) -> Result<Document<'static>, String> {
    let html = streams.get(HTML)?.and_then(|bytes| encoding::decode(bytes, None).ok()).map(|decoded| Cow::Owned(decoded.text));
    let mut message = Message { subject: text(streams, SUBJECT)?, from: text(streams, SENDER)?, date: date(streams)?, text: text(streams, BODY)?, html };
    if message.text.is_none() && message.html.is_none() {
        let packed = streams.get(RTF)?.unwrap_or_default();
        match rtf::unpacked(&packed).map(|rtf| rtf::body(&rtf, path)).transpose()? {
            Some(rtf::Body::Html(page)) => message.html = Some(Cow::Owned(page)),
            Some(rtf::Body::Document(document)) => message.text = Some(document.text),
            None => {}
        }
    }
    message.document(path)
}

/// A property that is a text, in UTF-16 or in one byte a letter.
fn text(streams: &mut Streams, property: u16) -> Result<Option<Cow<'static, str>>, String> {
    for (kind, encoding) in [("001F", UTF_16LE), ("001E", WINDOWS_1252)] {
        if let Some(bytes) = streams.get(&format!("__substg1.0_{property:04X}{kind}"))? {
            let text = encoding.decode_without_bom_handling(&bytes).0;
            return Ok(Some(Cow::Owned(text.trim_end_matches('\0').to_owned())).filter(|text: &Cow<'_, str>| !text.is_empty()));
        }
    }
    Ok(None)
}

/// The day on which it was sent, or came.
fn date(streams: &mut Streams) -> Result<Option<String>, String> {
    let properties = streams.get(PROPERTIES)?.unwrap_or_default();
    let entries = || properties.get(HEAD..).unwrap_or_default().chunks_exact(16);
    let time = TIMES.iter().find_map(|key| entries().find(|entry| entry.starts_with(key)));
    let ticks = time.and_then(|entry| Some(u64::from_le_bytes(entry.get(8..16)?.try_into().ok()?)));
    Ok(ticks.and_then(day))
}

/// The day of a time in tenths of microseconds since 1601.
fn day(ticks: u64) -> Option<String> {
    const DAY: u64 = 864_000_000_000;
    /// A calendar of 400 years, and what lies between 1 March 1600 and 1 January 1601.
    const CYCLE: u64 = 146_097;
    let days = ticks / DAY + 306;
    let (cycle, of_cycle) = (days / CYCLE, days % CYCLE);
    let year = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = 1600 + 400 * cycle + year + u64::from(month <= 2);
    (1980..2200).contains(&year).then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn ticks_are_days() {
        for (ticks, date) in [
            (131_866_272_000_000_000, Some("2018-11-14")),
            (133_536_384_000_000_000, Some("2024-02-29")),
            (125_911_584_000_000_000, Some("2000-01-01")),
            (0, None),
        ] {
            assert_eq!(day(ticks).as_deref(), date);
        }
    }
}
