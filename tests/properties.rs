//! What holds for every input.

use proptest::prelude::*;
use std::sync::LazyLock;
use verwijs::{Span, Verwijs};

static VERWIJS: LazyLock<Verwijs> = LazyLock::new(Verwijs::new);

/// Pieces of citations and of noise, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Kamerstukken II 2004/05, 29 435, nr. 125"),
        Just("Kamerstuk"),
        Just("34\u{a0}550"),
        Just(" V"),
        Just(", nrs. 1–3"),
        Just(" en "),
        Just("nr. 33 (33964)"),
        Just("Handelingen II 2017/18, nr. 26, items 4"),
        Just("Aanhangsel Handelingen"),
        Just("Stb. 2014, 205"),
        Just("Stcrt."),
        Just("Trb. 1978,143 en 1979,11"),
        Just("artikel 3"),
        Just(", eerste lid, onder a"),
        Just(" van de "),
        Just("Awb"),
        Just("Wetboek van Strafrecht (WvSr)"),
        Just("art. 300–303 WvSr"),
        Just("§ 4.1."),
        Just("(hierna: de Wet)"),
        Just("die wet"),
        Just("verga-\nderjaar"),
        Just("ECLI:NL:HR:2016:162"),
        Just("Richtlijn 2003/86/EG"),
        Just("zaak C-281/91"),
        Just("\u{ad}"),
        Just("Ă©Ă©n"),
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just("\""),
        Just("("),
        Just(")"),
        Just("°"),
        Just("ø"),
        Just("é"),
        Just("—"),
        Just("1"),
        Just("artikel 1 tot en met 999999"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = VERWIJS.extract(text);
    let mut end = 0;
    for citation in &found {
        prop_assert!(text.get(citation.span.range()).is_some(), "{:?} is no slice", citation.span);
        prop_assert!(!citation.span.is_empty());
        prop_assert!(citation.span.start >= end, "{:?} overlaps", citation.span);
        end = citation.span.end;
        for target in &citation.targets {
            prop_assert!(citation.span.contains(target.span), "{:?} {:?} in {text:?}", citation.span, target);
            prop_assert!(text.get(target.span.range()).is_some());
        }
    }
    prop_assert_eq!(VERWIJS.extract(text), found);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn citations_lie_in_the_text(text in pieces()) {
        check(&text)?;
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn a_span_covers_both(a in 0usize..9, b in 0usize..9, c in 0usize..9, d in 0usize..9) {
        let (x, y) = (Span::new(a.min(b), a.max(b)), Span::new(c.min(d), c.max(d)));
        prop_assert!(x.cover(y).contains(x) && x.cover(y).contains(y));
    }
}
