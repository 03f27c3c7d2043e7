//! scratch
use rayon::prelude::*;
use std::io::*;
fn main() {
    let mut args = std::env::args().skip(1);
    let mut b = verwijs::Verwijs::builder();
    let first = args.next().unwrap();
    let file = if first == "check" { String::new() } else { first.clone() };
    for r in args {
        b = b.register(r);
    }
    let v = b.build().unwrap();
    if first == "check" {
        let r = verwijs::Grammar::check(&v, &[]);
        for f in &r.failures {
            println!("{f}");
        }
        println!("{} run, {} failed; thin: {:?}", r.run, r.failures.len(), r.thin);
        return;
    }
    let mut data: Box<dyn Read> = Box::new(std::fs::File::open(&file).unwrap());
    if file.ends_with(".gz") {
        data = Box::new(flate2::read::MultiGzDecoder::new(data));
    }
    let lines: Vec<String> = BufReader::new(data).lines().map(|l| l.unwrap()).collect();
    let outs: Vec<String> = lines.par_iter().map(|line| {
        let d: serde_json::Value = if file.ends_with(".txt") { panic!() } else { serde_json::from_str(line).unwrap() };
        let text = d["text"].as_str().unwrap();
        let mut doc = verwijs::Document::from_text(text);
        if let Some(s) = d["self"].as_str() { if !s.is_empty() { doc = doc.with_own(s); } }
        let ex = v.extract_document(&doc);
        let mut loc = verwijs::Locator::new(text);
        let mut out = String::new();
        for c in ex.citations {
            let s = loc.locate(c.span.start).char; let e = loc.locate(c.span.end).char;
            let mut l2 = verwijs::Locator::new(text);
            let mut ts: Vec<_> = c.targets.iter().collect();
            ts.sort_by_key(|t| t.span.start);
            let ts: Vec<_> = ts.iter().map(|t| { let base=t.span.start; let _=base; let a = l2.locate(t.span.start).char; let b = l2.locate(t.span.end).char; serde_json::json!({"id": t.id.as_str(), "also": t.also, "char_start": a, "char_end": b})}).collect();
            out.push_str(&serde_json::json!({"doc": d["id"], "char_start": s, "char_end": e, "text": &text[c.span.range()], "family": c.family, "status": c.status, "targets": ts, "self": c.own, "rule": c.rule, "fields": c.fields, "cand": c.candidates.iter().map(|x| x.id.as_str().to_owned()).take(9).collect::<Vec<_>>()}).to_string());
            out.push('\n');
        }
        out
    }).collect();
    for o in outs {
        print!("{o}");
    }
}
