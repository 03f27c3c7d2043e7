//! E-mail messages: the subject, then the words; a message without plain words is read from its HTML.

use super::{
    facts::{Facts, Field},
    html,
};
use crate::document::Document;
use mail_parser::MessageParser;

/// The document of a message.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Document<'static>, String> {
    let message = MessageParser::default().parse(bytes).ok_or("this is no e-mail message that can be read; save it as text")?;
    let mut document = match (message.text_body.is_empty(), message.body_html(0)) {
        (true, Some(html)) => html::read(&html, path)?,
        _ => {
            let mut document = Document::from_text(message.body_text(0).unwrap_or_default().replace("\r\n", "\n"));
            document.name = path.to_owned();
            document.path = Some(path.to_owned());
            document
        }
    };
    // The body is unpacked from what the file has: there is no way back to its bytes.
    document.source = crate::source::SourceMap::default();
    document.metadata.format = "e-mail".to_owned();
    let mut facts = Facts::default();
    if let Some(subject) = message.subject() {
        facts.add(Field::Title, subject);
        if document.links.is_empty() && document.marks.is_empty() {
            document.text = format!("{subject}\n\n{}", document.text).into();
        }
    }
    if let Some(date) = message.date() {
        facts.add(Field::Date, &format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    }
    if let Some(from) = message.from().and_then(|f| f.first()) {
        facts.add(Field::Author, from.name().or(from.address()).unwrap_or_default());
    }
    facts.fill(&mut document);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_its_subject_and_its_words() {
        let mail = "From: Jan <jan@example.nl>\r\nTo: a@example.nl\r\nSubject: =?utf-8?q?Besluit_co=C3=B6rdinatie?=\r\nDate: Tue, 13 Nov 2018 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZie Stb. 2018, 1=\r\n23 en caf=E9.\r\n";
        let document = read(mail.as_bytes(), "a.eml").unwrap();
        assert_eq!(document.text.trim_end(), "Besluit coördinatie\n\nZie Stb. 2018, 123 en café.");
        assert_eq!((document.metadata.date.as_deref(), document.metadata.author.as_deref()), (Some("2018-11-13"), Some("Jan")));
    }
}
