use crate::{
    read::{InputFormat, Reader},
    structure::MarkKind,
};

fn document(rtf: impl AsRef<[u8]>) -> crate::Document<'static> {
    Reader::read(rtf.as_ref().to_vec(), "a.rtf", InputFormat::Auto).unwrap().remove(0)
}

fn text(rtf: impl AsRef<[u8]>) -> String {
    document(rtf).text.into_owned()
}

#[test]
fn words_of_a_letter_are_its_text() {
    let rtf = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset238{\*\falt Arial}Arial CE;}}{\colortbl;\red0\green0\blue0;}
{\stylesheet{\ql Standaard;}{\s1\outlinelevel0 heading 1;}{\s7 Kop 2;}{\*\cs10 Zie noot;}}
{\info{\title Brief over de co\'f6rdinatie}{\author J. Jansen}{\creatim\yr2018\mo11\dy13}{\doccomm Niet lezen}}
{\header Ministerie van Justitie\par}{\footer Pagina {\field{\*\fldinst PAGE}{\fldrslt 3}}\par}
\pard\plain\s1 {\b Gelezen}\par\pard\plain
Zie art. 3\~Awb, \ldblquote de wet\rdblquote\ en {\field{\*\fldinst{HYPERLINK \'22https://wetten.overheid.nl/BWBR0005537\'22 }}{\fldrslt de Awb}}{\super\chftn{\footnote\pard\plain{\super\chftn} Stb. 2018, 123,\par nr. 4.}}, {\v verborgen }{\deleted weg }Lech Wa\f1\'b3\'ea\f0 sa.\par
\pard\s7 Kosten\par\pard
\trowd a\cell b\cell\row
{\listtext 1.\tab}Een\line twee\par
{\pict\pngblip 89504e47}{\*\onbekend x}{\upr{oud}{\*\ud nieuw}} \u8364?5 \u-10179?\u-8704?\u-3913 x {\uc2\u233 ??}\{accolade\}\par}}
{rommel}";
    let document = document(rtf);
    assert_eq!(
        document.text,
        "Gelezen\nZie art. 3\u{a0}Awb, “de wet” en de Awb, Lech Wałęsa.\nStb. 2018, 123,\nnr. 4.\nKosten\na\tb\n1. Een\ntwee\nnieuw €5 😀• é{accolade}"
    );
    let marks: Vec<_> = document.marks.iter().map(|m| (m.kind, &document.text[m.span.range()])).collect();
    assert_eq!(marks, [(MarkKind::Heading, "Gelezen"), (MarkKind::Note, "Stb. 2018, 123,\nnr. 4."), (MarkKind::Heading, "Kosten")]);
    assert_eq!(document.marks[1].anchor, document.text.find(", Lech"));
    assert_eq!((document.links[0].target.as_str(), &document.text[document.links[0].span.range()]), ("https://wetten.overheid.nl/BWBR0005537", "de Awb"));
    let meta = &document.metadata;
    assert_eq!((meta.format.as_str(), meta.title.as_deref(), meta.author.as_deref()), ("RTF", Some("Brief over de coördinatie"), Some("J. Jansen")));
    // The day on which a file was made is often that of its template, and no date of the letter.
    assert_eq!(meta.date, None);
}

#[test]
fn code_pages_hold_as_they_are_declared() {
    assert_eq!(text(r"{\rtf1\ansi\ansicpg1250 \'9a}"), "š");
    assert_eq!(text(r"{\rtf1\pca re\'89le}"), "reële");
    assert_eq!(text(r"{\rtf1\mac caf\'8e}"), "café");
    assert_eq!(text(b"{\\rtf1\\ansi caf\xe9}"), "café");
    assert_eq!(text(r"{\rtf1\ansi{\fonttbl{\f3\fcharset204 A;}}{\f3 \'e9}\'e9}"), "йé");
    assert_eq!(text(r"{\rtf1\ansi{\fonttbl{\f3\fcharset128 A;}}{\f3 \'93\'fa}}"), "日");
    assert_eq!(text("{\\rtf1\\ansi een\\\ntwee\r\n drie\\'}"), "een\ntwee drie");
}

#[test]
fn wrapped_html_is_read_as_html() {
    let rtf = r#"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag18 <html>}{\*\htmltag34 <head>}{\*\htmltag41 </head>}{\*\htmltag50 <body>}\htmlrtf {\htmlrtf0
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Zie {\*\htmltag84 <a href="https://wetten.overheid.nl/BWBR0005537">}\htmlrtf {\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt\cf1\ul \htmlrtf0 de Awb\htmlrtf }\htmlrtf0 \htmlrtf }\htmlrtf0{\*\htmltag92 </a>} caf\'e9{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 5\htmlrtf\par}\htmlrtf0
{\*\htmltag72 </p>}{\*\mhtmltag64 <p>}{\*\htmltag64 <p>}A & B < C{\*\htmltag72 </p>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}}"#;
    let document = document(rtf);
    assert_eq!(document.text, "Zie de Awb café\u{a0}5\nA & B < C");
    assert_eq!((document.links.len(), document.links[0].target.as_str()), (1, "https://wetten.overheid.nl/BWBR0005537"));
    assert_eq!(document.metadata.format, "RTF");
}

#[test]
fn whatever_is_broken_harms_nothing() {
    assert_eq!(text(r"{\rtf1 {\b zie Stb. 2018, 1"), "zie Stb. 2018, 1");
    assert_eq!(text(r"{\rtf1 {\footnote noot} tekst"), "tekst\nnoot");
    assert_eq!(text(r"{\rtf1}} na het einde"), "");
    let deep = format!("{{\\rtf1 {}", "{".repeat(1_000_000));
    assert!(Reader::read(deep.into_bytes(), "a.rtf", InputFormat::Auto).unwrap_err().to_string().contains("more than 2048 deep"));
    let notes = format!("{{\\rtf1 {} x", r"{\footnote a\par}{\field{\*\fldinst HYPERLINK ".repeat(1000));
    assert_eq!(text(notes).matches('a').count(), 1);
    let whole = r#"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}}{\*\x{\y z}}a\u233?\'e9{\field{\*\fldinst{HYPERLINK "b"}}{\fldrslt c}}{\footnote d}\bin3 }}}\par}"#;
    for at in 0..whole.len() {
        let _ = Reader::read(whole.as_bytes()[..at].to_vec(), "a.rtf", InputFormat::Rtf);
        let mut broken = whole.as_bytes().to_vec();
        broken[at] ^= 0x15;
        let _ = Reader::read(broken, "a.rtf", InputFormat::Rtf);
    }
}
