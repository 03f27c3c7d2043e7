//! E-mail messages, one or a mailbox of them: the subject, then the words; a message without plain words is
//! read from its HTML.

use super::{
    facts::{Facts, Field},
    html,
};
use crate::{document::Document, metadata::Metadata, source::SourceMap};
use mail_parser::{MessageParser, PartType, mailbox::mbox::MessageIterator};
use std::borrow::Cow;

/// How a mailbox begins, and each message in it.
const MAILBOX: &[u8] = b"From ";

/// A message, whatever it was packed in.
#[derive(Debug, Default)]
pub(super) struct Message<'a> {
    pub subject: Option<Cow<'a, str>>,
    pub from: Option<Cow<'a, str>>,
    /// "2018-11-13".
    pub date: Option<String>,
    pub text: Option<Cow<'a, str>>,
    pub html: Option<Cow<'a, str>>,
}

/// The documents of a message or a mailbox.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Vec<Document<'static>>, String> {
    if !bytes.starts_with(MAILBOX) {
        return one(bytes, path).map(|document| vec![document]);
    }
    let mut documents = Vec::new();
    for (at, message) in MessageIterator::new(bytes).enumerate() {
        let message = message.map_err(|e| format!("this mailbox is damaged: {e}; export it again"))?;
        let mut document = one(message.contents(), path)?;
        document.name = format!("{path}:{}", at + 1);
        documents.push(document);
    }
    Ok(documents)
}

fn one(bytes: &[u8], path: &str) -> Result<Document<'static>, String> {
    let mail = MessageParser::default().parse(bytes).ok_or("this is no e-mail message that can be read; save it as text")?;
    let part = |numbers: &[u32]| numbers.iter().find_map(|number| mail.part(*number).map(|part| &part.body));
    let from = mail.from().and_then(|f| f.first()).and_then(|from| from.name().or(from.address()));
    let message = Message {
        subject: mail.subject().map(Cow::Borrowed),
        from: from.map(Cow::Borrowed),
        date: mail.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        text: match part(&mail.text_body) {
            Some(PartType::Text(text)) => Some(Cow::Borrowed(text)),
            _ => None,
        },
        html: match part(&mail.html_body) {
            Some(PartType::Html(html)) => Some(Cow::Borrowed(html)),
            _ => None,
        },
    };
    message.document(path)
}

impl Message<'_> {
    /// The document of a message.
    ///
    /// # Errors
    /// Its HTML cannot be read.
    pub fn document(&self, path: &str) -> Result<Document<'static>, String> {
        let subject = self.subject.as_deref().unwrap_or_default();
        let mut document = match (&self.text, &self.html) {
            (None, Some(html)) => {
                let mut title = String::with_capacity(subject.len() + html.len() + 9);
                // The subject is the first line, so that a reader and the search for a heading find it there.
                title.push_str("<h1>");
                title.push_str(&subject.replace('&', "&amp;").replace('<', "&lt;"));
                title.push_str("</h1>");
                title.push_str(html);
                html::read(&title, path)?
            }
            (text, _) => {
                let words = text.as_deref().unwrap_or_default().replace("\r\n", "\n");
                let gap = if subject.is_empty() { "" } else { "\n\n" };
                let mut document = Document::from_text(format!("{subject}{gap}{words}"));
                document.name = path.to_owned();
                document.path = Some(path.to_owned());
                document
            }
        };
        // The body is unpacked from what the file has: there is no way back to its bytes.
        document.source = SourceMap::default();
        document.metadata = Metadata { format: "e-mail".to_owned(), ..Metadata::default() };
        let mut facts = Facts::default();
        facts.add(Field::Title, subject);
        facts.add(Field::Date, self.date.as_deref().unwrap_or_default());
        facts.add(Field::Author, self.from.as_deref().unwrap_or_default());
        facts.fill(&mut document);
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: Jan <jan@example.nl>\r\nTo: a@example.nl\r\nSubject: =?utf-8?q?Besluit_co=C3=B6rdinatie?=\r\nDate: Tue, 13 Nov 2018 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZie Stb. 2018, 1=\r\n23 en caf=E9.\r\n";

    #[test]
    fn a_message_is_its_subject_and_its_words() {
        let document = read(MAIL.as_bytes(), "a.eml").unwrap().remove(0);
        assert_eq!(document.text.trim_end(), "Besluit coördinatie\n\nZie Stb. 2018, 123 en café.");
        assert_eq!((document.metadata.date.as_deref(), document.metadata.author.as_deref()), (Some("2018-11-13"), Some("Jan")));
    }

    #[test]
    fn a_message_of_html_keeps_its_links() {
        let mail = "From: a@example.nl\nSubject: Stb. & co\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<table><tr><td>Zie<td><a href=\"https://wetten.overheid.nl/BWBR0005537\">de Awb</a></table>";
        let document = read(mail.as_bytes(), "a.eml").unwrap().remove(0);
        assert_eq!(document.text, "Stb. & co\nZie\tde Awb");
        assert_eq!(document.links[0].target, "https://wetten.overheid.nl/BWBR0005537");
    }

    #[test]
    fn a_mailbox_has_a_document_for_each_message() {
        let mailbox = format!("From jan Tue Nov 13 10:00:00 2018\n{MAIL}\nFrom piet Tue Nov 13 11:00:00 2018\nSubject: Twee\n\nDit.\n>From hier af\n");
        let documents = read(mailbox.as_bytes(), "in.mbox").unwrap();
        assert_eq!(documents.iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["in.mbox:1", "in.mbox:2"]);
        assert_eq!(documents[1].text.trim_end(), "Twee\n\nDit.\nFrom hier af");
    }
}
