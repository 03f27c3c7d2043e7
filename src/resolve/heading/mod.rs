//! What the heading of a text says of it: which paper, question, debate, decree or judgment it is.

mod paper;

use super::day::{self, first_date};
use crate::{
    id::{Ecli, SessionYear},
    span::{self, floor},
    spelling::{canonical, date, find_in_any_case},
};

/// What a heading says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Heading {
    /// The document's identifiers, the first dossier's first.
    pub ids: Vec<String>,
    /// Other identifiers that the heading gives it: its number as a document of the Tweede Kamer.
    pub others: Vec<String>,
    pub title: Option<String>,
    pub kind: Option<String>,
    /// `2018-11-13`.
    pub date: Option<String>,
    pub chamber: Option<&'static str>,
    pub session: Option<SessionYear>,
}

/// Reads the head of a text.
pub(super) fn read(head: &str) -> Heading {
    let lines: Vec<&str> = lines(head).collect();
    with_day(&lines, day::of(&lines))
}

/// The same for its identifiers and its session alone: the date, which costs the most, may be missing.
pub(super) fn read_ids(head: &str) -> Heading {
    let lines: Vec<&str> = lines(head).collect();
    with_day(&lines, None)
}

/// The session alone.
pub(super) fn session(head: &str) -> Option<SessionYear> {
    lines(head).take(14).find_map(|line| session_line(line)?.0)
}

fn lines(head: &str) -> impl Iterator<Item = &str> {
    span::lines(head).map(str::trim).filter(|l| !l.is_empty()).take(90)
}

fn with_day(lines: &[&str], day: Option<String>) -> Heading {
    let mut heading = Heading { chamber: lines.iter().take(12).find_map(|l| chamber(l)), date: day, ..Heading::default() };
    let sessions: Vec<Option<Session<'_>>> = lines.iter().take(14).map(|line| session_line(line)).collect();
    heading.session = sessions.iter().flatten().find_map(|(session, _)| *session);
    if tkconv(lines, &mut heading) || identifier(lines, &mut heading) {
        return heading;
    }
    let found = question(lines, &heading).or_else(|| debate(lines, &sessions, &heading)).or_else(|| gazette(lines));
    match found {
        Some(id) => heading.ids.push(id),
        None => paper::read(lines, &sessions, &mut heading),
    }
    heading
}

fn chamber(line: &str) -> Option<&'static str> {
    if !line.starts_with(['T', 't', 'E', 'e', 'V', 'v']) {
        return None;
    }
    const LONGEST: usize = 40;
    let lower = line[..floor(line, LONGEST)].to_lowercase();
    match () {
        () if lower.starts_with("tweede kamer") => Some("tk"),
        () if lower.starts_with("eerste kamer") || line.contains("EERSTE KAMER DER STATEN") => Some("ek"),
        () if lower.starts_with("verenigde vergadering") => Some("vv"),
        () => None,
    }
}

/// A page of tkconv: "Nummer: 2018D54210, datum: 2018-11-13", "officiële HTML versie (kst-32175-64)".
fn tkconv(lines: &[&str], heading: &mut Heading) -> bool {
    let Some((at, rest)) = lines.iter().enumerate().find_map(|(at, l)| Some((at, l.strip_prefix("Nummer: ")?))) else { return false };
    let Some(number) = rest.split(',').next().and_then(canonical) else { return false };
    let official = lines[at..].iter().take(6).find_map(|l| {
        let (_, rest) = l.split_once("officiële HTML versie (")?;
        canonical(rest.split(')').next()?)
    });
    heading.date = rest.split("datum: ").nth(1).and_then(date);
    heading.title = lines[..at].iter().find(|l| !l.starts_with('[')).map(|l| (*l).to_owned());
    heading.kind = at.checked_sub(1).map(|i| lines[i].to_owned());
    match official {
        Some(official) => {
            heading.ids.push(official);
            heading.others.push(number);
        }
        None => heading.ids.push(number),
    }
    true
}

/// A line that is an identifier, or begins a judgment with one.
fn identifier(lines: &[&str], heading: &mut Heading) -> bool {
    for line in lines.iter().take(60).filter(|line| may_be_identifier(line)) {
        if let Some(id) = canonical(line).filter(|id| !id.starts_with("BWB") && !line.contains("://") && (id.contains('-') || id.contains(':'))) {
            heading.ids.push(id);
            return true;
        }
    }
    // "ECLI:NL:RVS:2022:1873 Raad van State, 29-06-2022": the first words of all.
    if let Some(word) = lines.first().and_then(|l| l.split([' ', ',', ';']).next())
        && let Ok(ecli) = word.parse::<Ecli>()
    {
        heading.ids.push(ecli.to_string());
        return true;
    }
    false
}

/// Whether the line may be an identifier with a hyphen or a colon, or the address of one: running text is neither.
fn may_be_identifier(line: &str) -> bool {
    /// An address is no longer.
    const LONGEST: usize = 500;
    let bytes = line.as_bytes();
    bytes.len() <= LONGEST
        && memchr::memchr2(b'-', b':', bytes).is_some()
        && (memchr::memchr2(b' ', b',', bytes).is_none()
            || memchr::memchr2(b'/', b'?', bytes).is_some()
            || ["jci", "1.", "ecli:"].iter().any(|head| bytes.get(..head.len()).is_some_and(|b| b.eq_ignore_ascii_case(head.as_bytes()))))
}

/// A session year, and what stands behind it in its line; none for a session of a few months.
type Session<'l> = (Option<SessionYear>, &'l str);

/// The session year of a line that begins with it, and what stands after it: "Vergaderjaar 2018–2019", "ZITTING 1954—1955 — 3700".
/// The sessions of a few months in 1952, 1956, 1959 and so on are of one year, "ZITTING 1959 — 6279", and have no session year.
fn session_line(line: &str) -> Option<Session<'_>> {
    /// So far into the line the word may end.
    const REACH: usize = 80;
    let begin = &line[..floor(line, REACH.min(line.len()))];
    // Both "vergaderjaar" and "derjaar" hold the last.
    if !["derjaar", "zitting"].iter().any(|word| find_in_any_case(begin, word).is_some()) {
        return None;
    }
    let lower = begin.to_lowercase();
    let at = ["vergaderjaar", "verga-derjaar", "derjaar", "zitting"].iter().find_map(|w| {
        let at = lower.find(w)?;
        // "vergaderjaar" in running text is no heading, and "(Tweede Kamer, zitting 1951—1952)" is the session of the bill.
        let before = &lower[..at];
        let opening = before.trim().is_empty() || before.trim() == "(";
        let unclosed = before.starts_with('(') && !before.contains(')');
        (before.len() <= 45 && !before.contains(|c: char| c.is_ascii_digit()) && (opening || before.contains("kamer") && !unclosed)).then_some(at + w.len())
    })?;
    let rest = line.get(at..)?;
    let mut digits = String::new();
    let (mut end, mut year_end) = (rest.len(), rest.len());
    for (i, c) in rest.char_indices() {
        if digits.len() == 4 {
            year_end = year_end.min(i);
        }
        match c {
            _ if digits.len() == 8 => {
                end = i;
                break;
            }
            '0'..='9' => digits.push(c),
            '-' | '–' | '—' | ' ' | '/' | '.' | '\u{a0}' | '\u{ad}' => {}
            _ => {
                end = i;
                break;
            }
        }
    }
    let behind = |at: usize| rest[at..].trim_start_matches([')', '.', ',']);
    if let Ok(session) = digits.parse() {
        return Some((Some(session), behind(end)));
    }
    let year: u16 = digits.get(..4)?.parse().ok()?;
    ((1900..2000).contains(&year) && lower.trim_start().starts_with("zitting")).then(|| (None, behind(year_end)))
}

/// A question with its answer: the number stands alone after "Aanhangsel", or before "VRAGEN".
fn question(lines: &[&str], heading: &Heading) -> Option<String> {
    let at = lines.iter().take(8).position(|l| find_in_any_case(l, "aanhangsel").is_some())?;
    // "Zitting 1977" and "Zitting 1981" were sessions of a few months, which no identifier tells from the year's.
    if heading.session.is_none() && lines.iter().take(at).any(|l| l.starts_with("Zitting 19")) {
        return None;
    }
    let chamber = match heading.chamber {
        Some(chamber) => chamber,
        None if lines[at].to_lowercase().contains("eerste kamer") => "ek",
        None => "tk",
    };
    let asked = lines[at..].iter().take(12).enumerate().find_map(|(i, l)| {
        let digits: String = l.chars().take_while(char::is_ascii_digit).collect();
        let rest = l[digits.len()..].trim_start_matches(['.', '»', ',', ')', ' ']);
        let reprint = rest.trim_end_matches(['*', ')']).eq_ignore_ascii_case("herdruk");
        let asks = |next: &&str| ["vragen van", "vraag van", "nadere vragen", "aanvullende vragen"].iter().any(|w| next.to_lowercase().starts_with(w));
        let alone = (rest.is_empty() || reprint) && lines[at + i + 1..].iter().take(2).any(asks);
        ((1..=4).contains(&digits.len()) && (alone || rest.to_lowercase().starts_with("vragen van") || rest.to_lowercase().starts_with("vraag van")))
            .then_some(digits)
    })?;
    let session = heading.session.or_else(|| {
        let day = lines[at..].join(" ");
        let sent = day.split("ngezonden").nth(1).and_then(|rest| first_date(&[rest.get(..floor(rest, 60)).unwrap_or(rest)]))?;
        Some(SessionYear::of(sent[..4].parse().ok()?, sent[5..7].parse().ok()?, sent[8..10].parse().ok()?))
    })?;
    Some(format!("ah-{chamber}-{}{}-{asked}", session.first(), session.first() + 1))
}

/// An item of a debate: "Vergaderjaar 2021-2022, nr. 48, item 7"; a page of an older one.
fn debate(lines: &[&str], sessions: &[Option<Session<'_>>], heading: &Heading) -> Option<String> {
    let chamber = heading.chamber;
    for (line, session) in lines.iter().zip(sessions).take(12) {
        if let Some((Some(session), rest)) = session {
            let numbers: Vec<String> = rest.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::to_owned).collect();
            if let ([sitting, item, ..], true) = (&numbers[..], find_in_any_case(line, "item").is_some()) {
                return Some(format!("h-{}-{}{}-{sitting}-{item}", chamber.unwrap_or("tk"), session.first(), session.first() + 1));
            }
        }
    }
    // "41ste vergadering — Dinsdag 14 februari 1978    Tweede Kamer 2290"
    let line = lines.first().filter(|l| find_in_any_case(l, "vergadering").is_some())?;
    let sitting: String = line.chars().take_while(char::is_ascii_digit).collect();
    let day = first_date(&[line])?;
    let (chamber, page) = ["Tweede Kamer", "Eerste Kamer"].iter().zip(["tk", "ek"]).find_map(|(w, c)| Some((c, line.split_once(*w)?.1.trim())))?;
    let fits = !sitting.is_empty() && !page.is_empty() && page.bytes().all(|b| b.is_ascii_digit());
    let session = SessionYear::of(day[..4].parse().ok()?, day[5..7].parse().ok()?, day[8..10].parse().ok()?);
    (fits && session.first() < 1994).then(|| format!("h-{chamber}-{}{}-{sitting}-{page}", session.first(), session.first() + 1))
}

/// An issue of the Staatsblad, Staatscourant or Tractatenblad.
fn gazette(lines: &[&str]) -> Option<String> {
    let head = &lines[..lines.len().min(12)];
    let (at, family) = head.iter().take(5).enumerate().find_map(|(at, l)| {
        let begins = |word: &str| l.as_bytes().get(..word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word.as_bytes()));
        let family = [("staatsblad", "stb"), ("staatscourant", "stcrt"), ("tractatenblad", "trb")].iter().find(|(w, _)| begins(w))?.1;
        // A citation may begin a line as well: "Staatsblad 2018, 123".
        (!l.contains(|c: char| c.is_ascii_digit())).then_some((at, family))
    })?;
    let number = |l: &&str| -> Option<String> {
        let rest = l.trim_start_matches(['(', '[']);
        let rest = rest.strip_prefix("Nr.").or_else(|| rest.strip_prefix("N°.")).or_else(|| rest.strip_prefix("No.")).unwrap_or(rest).trim_start();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let rest = rest[digits.len()..].trim_start_matches(['.', ')', ' ']);
        (!digits.is_empty() && digits.len() <= 6 && (rest.is_empty() || rest.starts_with("BESLUIT") || rest.starts_with("WET"))).then_some(digits)
    };
    let year = head[at..].iter().find_map(|l| l.to_lowercase().strip_prefix("jaargang").and_then(|y| y.trim().get(..4).and_then(|y| y.parse::<u16>().ok())));
    let number = head[at + 1..].iter().find_map(number)?;
    let year = year.or_else(|| first_date(head).and_then(|d| d[..4].parse().ok()))?;
    Some(format!("{family}-{year}-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(head: &str) -> Vec<String> {
        read(head).ids
    }

    #[test]
    fn a_heading_names_its_paper() {
        for (head, id) in [
            (
                "Tweede Kamer der Staten-Generaal 2\nVergaderjaar 2018-2019\n\n32 175 Huwelijks- en gezinsmigratie\n\nNr. 64 BRIEF VAN DE MINISTER\n",
                "kst-32175-64",
            ),
            ("21501-20 Europese Raad\nNr. 915 MOTIE", "kst-21501-20-915"),
            ("35 925 XIV Vaststelling\nNr. 131 BRIEF", "kst-35925-XIV-131"),
            (
                "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 1990-1991\n21885\nVerslagen van de Commissie\nIMr. 261\nVERSLAG OVER HET ADRES",
                "kst-21885-261",
            ),
            ("Zitting 1970-1971 -10 636\nTijdelijke voorzieningen\nAmendement van de heer Masman\nNr. 16\nIngezonden 21 september 1970.", "kst-10636-16"),
            ("ZITTING 1959 — 6279\nWijziging van de Dienstplichtwet\nVERSLAG Mr. 6\nIn de vaste Commissie", "kst-6279-6"),
            ("Zitting 1966-1967 -8800\nRIJKSBEGROTING VOOR HET DIENSTJAAR 1967\nHOOFDSTUK XVI\nBIJLAGEN BIJ STUK Nr. 11\nNr. 12\nBIJLAGE I", "kst-8800-XVI-12"),
            ("Eerste Kamer der Staten-Generaal\n1\nVergaderjaar 1989-1990 Nr. 11 c\n21 151\nVervanging van de Wet\nEINDVERSLAG", "kst-19891990-21151-11c"),
            (
                "Tweede Kamer der Staten Generaal\n2\nVergaderjaar 1987-1988\nRijksbegroting voor het jaar 1988\n20200\nHoofdstuk VIM Onderwijs\nNr. 83\nBRIEF",
                "kst-20200-VIII-83",
            ),
            ("Zitting 1967 -9263\n2\nWijziging van de begroting\nMEMORIE VAN TOELICHTING\nNr. 3\nUit gegevens", "kst-9263-3"),
            ("ZITTING 1953—1954 — 3037, 3038, 3039,\nVerlaging van de accijns\nBRIEF VAN DE MINISTER Nr. 12\n", "kst-3037-12"),
            (
                "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 1991-1992\n22483\nWijziging van het Wetboek\nB\nADVIES RAAD VAN STATE\nAan de Koningin",
                "kst-22483-B",
            ),
            ("ZITTING 1954—1955 — 3964\nWijziging van de Wet\nKONINKLIJKE BOODSCHAP\nNo. 1\nONTWERP VAN WET\nNo. 2", "kst-3964-1"),
            ("Eerste Kamer der Staten-Generaal\n1\nVergaderjaar 1988-1989 Nr. 59\n20 253\nWijziging van hoofdstuk V", "kst-19881989-20253-59"),
            ("Eerste Kamer der Staten-Generaal 1\nVergaderjaar 2007–2008\n\n31 066 Wijziging\n\nD BRIEF VAN DE STAATSSECRETARIS", "kst-20072008-31066-D"),
            ("4614 (Tweede Kamer, zitting 1956—1957)\nEERSTE KAMER DER STATEN-GENERAAL\nZitting 1962—1963\nNr. 62\nEINDVERSLAG", "kst-19621963-4614-62"),
            (
                "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 1983-1984\nRijksbegroting voor het jaar 1984\n18100\nHoofdstuk XV Departement van Sociale Zaken\nNr. 72",
                "kst-18100-XV-72",
            ),
            (
                "Tweede Kamer der Staten-Generaal\nVergaderjaar 1987-1988\nRijksbegroting voor het jaar 1988\n20200\nHoofdstuk IX-B Ministerie van Financiën\nNr. 30\nBRIEF",
                "kst-20200-IXB-30",
            ),
            ("EERSTE KAMER DER STATEN-GENERAAL\n(Tweede Kamer) Zitting 1964—1965\n7271,7625, 7689\nNr. 14\nEINDVERSLAG", "kst-19641965-7271-14"),
            ("2602\n(Tweede Kamer, Zitting 1951—1952)\nEERSTE KAMER DER STATEN-GENERAAL\nZitting 1954—1955\nNo. 19a\nEINDVERSLAG", "kst-19541955-2602-19a"),
            ("Bijlagen\n2057\n1—2\nTweede Kamer\nWijziging Rijksbegroting, dienstjaar 1950\n2057 1\nKONINKLIJKE BOODSCHAP", "kst-2057-1"),
            (
                "EERSTE KAMER DER STATEN-GENERAAL\nZitting 1972-1973\nNr. 176\n11 865 (R 859) en 11 866\n(Tweede Kamer, zitting 1971-1972)\nEINDVERSLAG",
                "kst-19721973-11865-176",
            ),
            ("Vergaderjaar 2007–2008\nEerste Kamer der Staten-Generaal\n31 066 Wijziging\n\nD BRIEF VAN DE MINISTER", "kst-20072008-31066-D"),
            ("Zitting 1970-1971 -10 636\nVoorzieningen\nZitting 1971-1972 -10 637\nNr. 16\nIngezonden", "kst-10636-16"),
            ("Zitting 1977\n4800\nWijziging van de Wet\nNr. 3\nVERSLAG", "kst-4800-3"),
        ] {
            assert_eq!(ids(head).first().map(String::as_str), Some(id), "{head}");
        }
        // A letter before the dossier is no paper's.
        assert_eq!(
            ids("Eerste Kamer der Staten-Generaal\nVergaderjaar 2007–2008\nA BRIEF VAN DE MINISTER\n31 066 Wijziging\nD BRIEF VAN DE MINISTER"),
            ["kst-20072008-31066-D"]
        );
        // Before 1945 the dossiers of each session begin anew.
        assert_eq!(ids("Zitting 1877\n4800\nWijziging van de Wet\nNr. 3\nVERSLAG"), Vec::<String>::new());
        assert_eq!(ids("Vergaderjaar 2018-2019\n32 175 Migratie\nNr. 12345 BRIEF"), Vec::<String>::new());
        // The number stands at most so many lines below the dossier.
        let far = |lines: usize| ids(&format!("Vergaderjaar 2018-2019\n32 175 Migratie\n{}Nr. 3 BRIEF", "–\n".repeat(lines)));
        assert_eq!((far(23), far(24)), (vec!["kst-32175-3".to_owned()], Vec::new()));
        assert_eq!(ids("Bijlagen.\n229. 1—2.\nTweede Kamer.\nNaturalisatie\n229. 1.\nKONINKLIJKE BOODSCHAP."), Vec::<String>::new());
        assert_eq!(ids("Aanhangsel tot het Verslag van de Handelingen der Tweede Kamer\n881\nVRAGEN door de leden der Kamer gesteld"), Vec::<String>::new());
        assert_eq!(ids("Er waren 34 550 mensen\nNr. 3"), Vec::<String>::new());
        assert_eq!(ids("10 000 inwoners telt de stad\nNr. 3"), Vec::<String>::new());
        assert_eq!(
            ids("35 334 Problematiek rondom stikstof\n30 252 Toekomstvisie agrarische sector\nNr. 331 Brief van de minister"),
            ["kst-35334-331", "kst-30252-331"]
        );
    }

    #[test]
    fn a_heading_names_what_is_no_paper() {
        for (head, id) in [
            (
                "Tweede Kamer der Staten-Generaal 2\nVergaderjaar 2018-2019 Aanhangsel van de Handelingen\nVragen gesteld door\n\n3304\nVragen van de leden",
                "ah-tk-20182019-3304",
            ),
            (
                "Aanhangsel tot het Verslag van de Handelingen der Tweede Kamer\n1037\nVRAGEN door de leden der Kamer gesteld\n517. VRAGEN van de heer Roethof. (Ingezonden 13 november 1970.)",
                "ah-tk-19701971-517",
            ),
            (
                "Tweede Kamer der Staten-Generaal\n2\nZitting 1979-1980\nAanhangsel van de Handelingen\nVragen gesteld door leden\n1554 Herdruk\nVragen van de leden",
                "ah-tk-19791980-1554",
            ),
            (
                "Tweede Kamer der Staten-Generaal\nVergaderjaar 2018-2019 Aanhangsel van de Handelingen\n2018\nDen Haag\nKamer\n3304\nVragen van de leden",
                "ah-tk-20182019-3304",
            ),
            ("Verenigde Vergadering der Staten-Generaal\nVergaderjaar 2021-2022, nr. 1, item 2", "h-vv-20212022-1-2"),
            ("Tweede Kamer, 48e vergadering\nDonderdag 10 februari 2022\n\nVergaderjaar 2021-2022, nr. 48, item 7\n", "h-tk-20212022-48-7"),
            ("41ste vergadering — Dinsdag 14 februari 1978                     Tweede Kamer 2290", "h-tk-19771978-41-2290"),
            ("Staatsblad van het Koninkrijk der Nederlanden\nJaargang 2019\n\n187\nBesluit van 17 april 2019", "stb-2019-187"),
            ("STAATSCOURANT\nOfficiële uitgave sinds 1814.\nNr. 10411\n14 april 2022", "stcrt-2022-10411"),
            ("STAATSBLAD VAN HET KONINKRIJK DER NEDERLANDEN.\n\n(N°. 147.)  BESLUIT van den 16den Juni 1910, tot", "stb-1910-147"),
            ("ECLI:NL:RVS:2022:1873\nInstantie: Raad van State", "ECLI:NL:RVS:2022:1873"),
        ] {
            assert_eq!(ids(head), [id], "{head}");
        }
        for head in ["vergadering — Dinsdag 14 februari 1978    Tweede Kamer 2290", "41ste vergadering — Dinsdag 14 februari 1978    Tweede Kamer"] {
            assert_eq!(ids(head), Vec::<String>::new(), "{head}");
        }
    }

    #[test]
    fn a_page_of_tkconv_has_two_numbers() {
        let head = "[overzicht]\n\nEvaluatie Eenheid\n\nBrief regering\n\nNummer: 2018D54210, datum: 2018-11-13, versie: 3\n\nDirecte link, officiële HTML versie (kst-32175-64).\n";
        let heading = read(head);
        assert_eq!((heading.ids, heading.others), (vec!["kst-32175-64".to_owned()], vec!["2018D54210".to_owned()]));
        assert_eq!(
            (heading.title.as_deref(), heading.kind.as_deref(), heading.date.as_deref()),
            (Some("Evaluatie Eenheid"), Some("Brief regering"), Some("2018-11-13"))
        );
    }
}
