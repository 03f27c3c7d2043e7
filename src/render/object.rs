//! One record as a JSON object, as serde would write it, but straight into a buffer: a record is some four
//! hundred bytes for each citation, which is more than the text of many laws.

use super::{CandidateRecord, Record, TargetRecord};

/// Appends `record` to `out` as one JSON object.
pub(super) fn write(out: &mut Vec<u8>, record: &Record<'_>) {
    out.extend_from_slice(b"{\"doc\":");
    string(out, record.doc);
    if let Some(path) = record.path {
        out.extend_from_slice(b",\"path\":");
        string(out, path);
    }
    number(out, b",\"start\":", record.start);
    number(out, b",\"end\":", record.end);
    number(out, b",\"char_start\":", record.char_start);
    number(out, b",\"char_end\":", record.char_end);
    number(out, b",\"line\":", record.line);
    number(out, b",\"column\":", record.column);
    out.extend_from_slice(b",\"text\":");
    string(out, record.text);
    out.extend_from_slice(b",\"family\":");
    string(out, record.family);
    out.extend_from_slice(b",\"status\":");
    string(out, record.status);
    out.extend_from_slice(b",\"targets\":");
    list(out, &record.targets, target);
    if !record.candidates.is_empty() {
        out.extend_from_slice(b",\"candidates\":");
        list(out, &record.candidates, candidate);
    }
    if !record.fields.is_empty() {
        out.extend_from_slice(b",\"fields\":");
        for (i, (name, values)) in record.fields.iter().enumerate() {
            out.push(if i == 0 { b'{' } else { b',' });
            string(out, name);
            out.push(b':');
            list(out, values, string);
        }
        out.push(b'}');
    }
    if record.own {
        out.extend_from_slice(b",\"self\":true");
    }
    out.extend_from_slice(b",\"rule\":");
    string(out, record.rule);
    if let Some(source) = record.source {
        out.extend_from_slice(b",\"source\":");
        string(out, source);
    }
    let where_read: [(&[u8], _); 3] = [(b",\"source_start\":", record.source_start), (b",\"source_end\":", record.source_end), (b",\"page\":", record.page)];
    for (key, value) in where_read {
        if let Some(value) = value {
            number(out, key, value);
        }
    }
    out.push(b'}');
}

fn target(out: &mut Vec<u8>, target: &TargetRecord<'_>) {
    out.extend_from_slice(b"{\"id\":");
    string(out, target.id);
    if let Some(url) = &target.url {
        out.extend_from_slice(b",\"url\":");
        string(out, url);
    }
    if !target.also.is_empty() {
        out.extend_from_slice(b",\"also\":");
        list(out, &target.also, |out, id| string(out, id));
    }
    number(out, b",\"start\":", target.start);
    number(out, b",\"end\":", target.end);
    number(out, b",\"char_start\":", target.char_start);
    number(out, b",\"char_end\":", target.char_end);
    out.push(b'}');
}

fn candidate(out: &mut Vec<u8>, candidate: &CandidateRecord<'_>) {
    out.extend_from_slice(b"{\"id\":");
    string(out, candidate.id);
    out.extend_from_slice(b",\"reason\":");
    string(out, candidate.reason);
    out.push(b'}');
}

fn list<T>(out: &mut Vec<u8>, items: impl IntoIterator<Item = T>, each: impl Fn(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (i, item) in items.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        each(out, item);
    }
    out.push(b']');
}

/// A key, which brings its comma and its colon, and a number.
fn number(out: &mut Vec<u8>, key: &[u8], number: usize) {
    const MOST: usize = usize::MAX.ilog10() as usize + 1;
    let mut digits = [0; MOST];
    let mut at = MOST;
    let mut left = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.extend_from_slice(key);
    out.extend_from_slice(&digits[at..]);
}

/// A string with what JSON wants escaped.
fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = special(rest) {
        out.extend_from_slice(&rest[..at]);
        match rest[at] {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0C => out.extend_from_slice(b"\\f"),
            other => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(other >> 4)]);
                out.push(HEX[usize::from(other & 15)]);
            }
        }
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Where the first byte stands that JSON wants escaped.
fn special(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 16;
    let escaped = |b: u8| (b < 0x20) | (b == b'"') | (b == b'\\');
    let mut at = 0;
    // Without an early end, so that the compiler takes a block at once.
    while let Some(block) = bytes[at..].first_chunk::<BLOCK>() {
        if block.iter().fold(false, |any, b| any | escaped(*b)) {
            break;
        }
        at += BLOCK;
    }
    bytes[at..].iter().position(|b| escaped(*b)).map(|i| at + i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fields;

    #[test]
    fn a_record_is_written_as_serde_writes_it() {
        let fields: Fields = [("article", "1"), ("article", "é\u{1}"), ("law", "")].map(|(name, value)| (name.into(), value.to_owned())).into_iter().collect();
        let full = Record {
            doc: "a \"b\" \\c\u{7f}\u{1f}",
            path: Some("a/b\tc.txt"),
            start: 0,
            end: usize::MAX,
            char_start: 10,
            char_end: 99,
            line: 100,
            column: 7,
            text: "een regel van meer dan zestien letters,\r\n\u{8}\u{c}\u{b}«artikel» 3",
            family: "regelgeving",
            status: "resolved",
            targets: vec![
                TargetRecord { id: "x&y=1", url: Some("https://example.org/".to_owned()), also: vec!["a", "b"], start: 1, end: 2, char_start: 1, char_end: 2 },
                TargetRecord { id: "z", url: None, also: Vec::new(), start: 1, end: 2, char_start: 1, char_end: 2 },
            ],
            candidates: vec![CandidateRecord { id: "c", reason: "because" }],
            fields: &fields,
            own: true,
            rule: "law/name",
            source: Some("markup"),
            source_start: Some(3),
            source_end: Some(4),
            page: Some(5),
        };
        let none = Fields::default();
        let bare = Record {
            path: None,
            targets: Vec::new(),
            candidates: Vec::new(),
            fields: &none,
            own: false,
            source: None,
            source_start: None,
            source_end: None,
            page: None,
            ..full.clone()
        };
        for record in [full, bare] {
            let mut written = Vec::new();
            write(&mut written, &record);
            assert_eq!(String::from_utf8(written).unwrap(), serde_json::to_string(&record).unwrap());
        }
    }
}
