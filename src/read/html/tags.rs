//! What the elements, classes and ids of a page mean for its text.

/// Names of classes and ids under which pages keep what is not theirs.
pub(super) const CHROME: [&str; 27] = [
    "header",
    "footer",
    "nav",
    "navbar",
    "navigation",
    "navigatie",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "broodkruimels",
    "toc",
    "inhoudsopgave",
    "sidebar",
    "cookie",
    "cookies",
    "cookiebar",
    "skiplinks",
    "tekstueel",
    "zoeken",
    "servicenavigatie",
    "resultaatnavigatie",
    "hoofd-navigatie",
    "service-navigatie",
    "share",
    "social",
    "breadcrumb-wrapper",
    "article__actions",
];

/// Where the official sites keep the text of a page and nothing else: zoek.officielebekendmakingen.nl, wetten.overheid.nl.
pub(super) const MAIN: [&str; 2] = ["broodtekst", "regeling"];

/// Elements that have no end.
pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param" | "source" | "track" | "wbr")
}

/// Elements whose words are not the page's text.
pub(super) fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "head"
            | "noscript"
            | "template"
            | "svg"
            | "button"
            | "select"
            | "textarea"
            | "nav"
            | "iframe"
            | "object"
            | "canvas"
            | "header"
            | "footer"
    )
}

/// Elements that begin and end a line.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "caption"
            | "section"
            | "article"
            | "main"
            | "aside"
            | "header"
            | "footer"
            | "nav"
            | "blockquote"
            | "pre"
            | "form"
            | "fieldset"
            | "figure"
            | "figcaption"
            | "address"
            | "hr"
            | "body"
            | "html"
            | "title"
            | "head"
            | "details"
            | "summary"
    )
}
