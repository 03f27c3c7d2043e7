//! Identifier templates: `kst-{dossier}[-{suffix}]-{number}`.

/// A template; what stands in square brackets is left out where its field is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(String),
    Optional(Vec<Part>),
}

impl Template {
    /// Reads a template; an error has its offset and what was expected.
    pub fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut at = 0;
        let parts = parts(text, &mut at, 0)?;
        Ok(Self(parts))
    }

    /// The fields it names.
    pub fn fields(&self) -> Vec<&str> {
        fn walk<'a>(parts: &'a [Part], out: &mut Vec<&'a str>) {
            for part in parts {
                match part {
                    Part::Field(name) => out.push(name),
                    Part::Optional(inner) => walk(inner, out),
                    Part::Text(_) => {}
                }
            }
        }
        let mut out = Vec::new();
        walk(&self.0, &mut out);
        out
    }

    /// The template with `value`s put in; `None` where a field that it needs is empty.
    pub fn fill<'a>(&self, value: &impl Fn(&str) -> Option<&'a str>) -> Option<String> {
        fn walk<'a>(parts: &[Part], value: &impl Fn(&str) -> Option<&'a str>, out: &mut String) -> Option<()> {
            for part in parts {
                match part {
                    Part::Text(text) => out.push_str(text),
                    Part::Field(name) => out.push_str(value(name)?),
                    Part::Optional(inner) => {
                        let length = out.len();
                        if walk(inner, value, out).is_none() {
                            out.truncate(length);
                        }
                    }
                }
            }
            Some(())
        }
        let mut out = String::new();
        walk(&self.0, value, &mut out)?;
        Some(out)
    }
}

/// The parts from `at` on, up to the end of the optional part if they lie `depth` deep in some.
fn parts(text: &str, at: &mut usize, depth: usize) -> Result<Vec<Part>, (usize, String)> {
    const DEEPEST: usize = 8;
    let mut parts = Vec::new();
    let mut plain = String::new();
    let flush = |plain: &mut String, parts: &mut Vec<Part>| {
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(plain)));
        }
    };
    while let Some(c) = text[*at..].chars().next() {
        let here = *at;
        *at += c.len_utf8();
        match c {
            '{' => {
                let close = text[*at..].find(['{', '}']).filter(|&i| text[*at + i..].starts_with('}'));
                let close = close.ok_or((here, "this { has no }".to_owned()))?;
                flush(&mut plain, &mut parts);
                parts.push(Part::Field(text[*at..*at + close].to_owned()));
                *at += close + 1;
            }
            '[' => {
                if depth == DEEPEST {
                    return Err((here, format!("parts that may be left out lie at most {DEEPEST} deep in each other")));
                }
                flush(&mut plain, &mut parts);
                parts.push(Part::Optional(self::parts(text, at, depth + 1)?));
            }
            ']' if depth > 0 => {
                flush(&mut plain, &mut parts);
                return Ok(parts);
            }
            c => plain.push(c),
        }
    }
    if depth > 0 {
        return Err((text.len(), "a [ in the template has no ]".to_owned()));
    }
    flush(&mut plain, &mut parts);
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn optional_parts_go_with_their_field() {
        let template = Template::parse("kst-{dossier}[-{suffix}]-{number}").unwrap();
        let fill = |suffix: Option<&'static str>| {
            template.fill(&|name| match name {
                "suffix" => suffix,
                "dossier" => Some("34550"),
                _ => Some("52"),
            })
        };
        assert_eq!(fill(Some("V")).unwrap(), "kst-34550-V-52");
        assert_eq!(fill(None).unwrap(), "kst-34550-52");
        assert!(Template::parse("kst-[{a}").is_err());
        assert_eq!(Template::parse("[[[[[[[[a]]]]]]]]").map(|t| t.fill(&|_| None)), Ok(Some("a".to_owned())));
        assert_eq!(Template::parse(&"[".repeat(100_000)).unwrap_err().0, 8);
    }
}
