#!/usr/bin/env python3
"""Derives the register of law names from the lists of names and ids.

    python3 derive.py DATA

DATA is the folder that holds `laws/laws.tsv` and its neighbours. The tables
are written beside this script; `known.tsv`, also beside it, is kept by hand.
README.md says what each table means and why names are cleaned as they are.
"""

import csv
import gzip
import html
import json
import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
LABEL_LENGTH = 120
TITLE_LENGTH = 400

MONTHS = ("januari februari maart april mei juni juli augustus september "
          "oktober november december").split()
DATE = re.compile(
    r"\b(?:van|d\.d\.)(?: den)? (\d{1,2})(?:e|ste|de|sten|den)? (%s) ((?:1[5-9]|20)\d\d)\b"
    % "|".join(MONTHS), re.I)
LAST_YEAR = re.compile(r"\b((?:18|19|20)\d\d)$")

KINDS = {
    "ministeriele-regeling": "regeling", "ministeriele-regeling-BES": "regeling",
    "ministeriele-regeling-archiefselectielijst": "selectielijst",
    "AMvB": "amvb", "AMvB-BES": "amvb", "KB": "kb", "rijksKB": "kb",
    "wet": "wet", "wet-BES": "wet", "rijkswet": "rijkswet", "verdrag": "verdrag",
    "pbo": "pbo", "zbo": "zbo", "beleidsregel": "beleidsregel",
    "beleidsregel-BES": "beleidsregel", "circulaire": "circulaire",
    "circulaire-BES": "circulaire", "reglement": "reglement",
}
# The kinds of rules, from the one most often meant by a name to the least.
KIND_ORDER = ("wet rijkswet eu verdrag amvb regeling kb reglement circulaire "
              "beleidsregel zbo pbo overig selectielijst").split()
# Since this year, bills are named by the titles of the later laws.
BILLS = 2008
# Treaties that people cite by their full titles.
COMMON_TREATY = re.compile(r"dubbele belasting|sociale zekerheid|luchtvervoer|luchtdiensten|bescherming van investeringen|uitlevering")
SORT_ORDER = "short title abbr abbr-context nick alias".split()

# "Besluit van de Minister van Justitie" is any; with its day it is one of few.
BODY = r"\w+ van de (?:Minister|Staatssecretaris) (?:van|voor) "
BODY_ONLY = re.compile(BODY + r"(?:(?! (?:tot|houdende|inzake|betreffende|ter|over|op|met|voor|ten|aangaande|omtrent) )[^,;()\d])*$", re.I)
BODY_DATED = re.compile(BODY + r"[^,;()\d]*? van \d{1,2} (?:%s) \d{4}(?=,? |$)" % "|".join(MONTHS), re.I)
# A date without its year names nothing.
DAY_ONLY = re.compile(r"(?:(?:\w+ ){1,2}|" + BODY + r"[^,;()\d]*? )van (?:de )?\d{1,2} (?:%s)$" % "|".join(MONTHS), re.I)

# Words that make a name recognisable as that of a rule.
LAW_WORD = re.compile(
    r"wet|besluit|regel|verordening|verdrag|protocol|reglement|statuut|handvest|"
    r"richtlijn|circulaire|aanwijzing|overeenkomst|conventi|convention|akkoord|"
    r"beschikking|code\b|codex|voorschrift|tarie[fv]|leidraad|instructie|"
    r"wisseling|belastingplan|agreement|treaty|charter|covenant|statute|akte\b|"
    r"maatregel|model|lijst|plan\b|mandaat|verklaring|schikking|arrangement", re.I)

# The same, for short titles, among which are the subjects of amending acts.
TITLE_WORD = re.compile(
    r"wet|besluit|regeling|regels\b|verordening|verdrag|protocol|reglement|statuut|handvest|"
    r"richtlijn|richtsnoer|circulaire|overeenkomst|conventi|convention|beschikking|code\b|"
    r"leidraad|belastingplan|beleidskader|instructie|voorschrift|^(?:nadere )?aanwijzing|akkoord|"
    r"agreement|treaty|charter|covenant|statute|\bakte|^beslút|maatregel te|\bplan \d|frequentieplan", re.I)

# Whole names, folded, that mean no particular law, or another one each time.
GENERIC = set("""
wet dewet dezewet besluit hetbesluit regeling deregeling ministerieleregeling
verordening deverordening richtlijn richtlijnen verdrag hetverdrag protocol
statuut hetstatuut reglement hetreglement bijlage leidraad circulaire code
overeenkomst deovereenkomst akkoord handvest aanwijzing aanwijzingen
beleidsregel beleidsregels voorschrift voorschriften instructie tarief
tarieven mandaat mandaatbesluit mandaatregeling instellingsbesluit
instellingsregeling uitvoeringsbesluit uitvoeringsregeling wijzigingswet
wijzigingsbesluit wijzigingsregeling invoeringswet invoeringsbesluit
aanpassingswet aanpassingsbesluit overgangswet intrekkingswet intrekkingsbesluit
goedkeuringswet machtigingswet kaderwet raamwet verzamelwet verzamelbesluit
rijkswet vaststellingsbesluit aanwijzingsbesluit aanwijzingsregeling
benoemingsbesluit erkenningsregeling vrijstellingsregeling vrijstellingsbesluit
subsidieregeling subsidiebesluit ontheffingsregeling organisatiebesluit
delegatiebesluit bezoldigingsbesluit registratiebesluit inrichtingsbesluit
klachtenregeling huishoudelijkreglement regelingtarieven heffingsverordening
notawisseling briefwisseling conventie convention conventions treaty agreement
charter covenant generalconvention recommendation aanbeveling additionalprotocol
aanvullendprotocol protocoli protocolii tweedeprotocol slotprotocol slotakte
finalact finalacts actionplan arrangement arrangementen brief memorandum
wetboek kaderbesluit benoeming vergunning ontheffing vrijstelling lijst
intrekkingsregeling ministerielebeschikking beschikking besluitpe
basisverordening kaderverordening kaderrichtlijn uitvoeringsverordening
raadsverordening commissieverordening uitvoeringsrichtlijn toepassingsrichtlijn
implementatieverordening egverordening eegverordening eegrichtlijn
procedureverordening onderzoeksverordening controleverordening
inrichtingsbesluit bijzonderewetten deelbesluit amendementen amendments
gedragscode beroepscode klokkenluidersregeling klachtreglement reglementvanorde
verdragvanwenen verdragvandenhaag haagsverdrag verdragvanrome verdragvanlonden
verdragvanparijs conventievangeneve verdragvanbrussel viennaconvention
viennaconventions verklaring universeleverklaring universaldeclaration
toetredingsakte toetredingsprotocol toetredingsverdrag uitvoeringsprotocol
associatieovereenkomst luchtvaartovereenkomst financieelprotocol financieleprotocol
gezamenlijkprotocol jointprotocol beneluxovereenkomst parisconvention
samenwerkingsovereenkomst registratieovereenkomst aansprakelijkheidsovereenkomst
liabilityconvention registrationconvention rescueagreement wijzigingsplan
uitvoeringsbeschikking overgangsbeschikking uitvoeringsverdrag koninklijkbesluit
kaderregeling ministerielebesluit verdragvangeneve verdragvannewyork
verdragvanstraatsburg verdragvanmontreal generalagreement protocoleadditionnel
conventioninternationale fisheriesconvention overeenkomstvanparijs protocoliii
mededeling notitie rijksuniversiteit teruggaafbeschikking wijzigingsverdrag
kaderovereenkomst interimovereenkomst uitvoeringsovereenkomst stabilisatieovereenkomst
verdragvangenevevan beleidsbesluit preambule selectielijst examenbesluit
viennaconventions protocolvanparijs parisprotocol akteovereenkomst
wetvoorschriften tabelii lijsti lijstii hoofdverdrag sofa preferenteregeling
belastingregelingen burgerlijkewetboek
""".split())

# Folded names that a source gives to a law and that do not name it.
WRONG = {
    ("BWBV0001506", "vweu"), ("BWBV0001506", "tfeu"), ("BWBV0001507", "veu"),
    ("BWBV0001506", "verdragbetreffendedewerkingvandeeuropeseunie"),
    ("BWBV0001507", "teu"),
    ("BWBV0001507", "protocolbetreffendedevoorrechtenenimmuniteitenvandeeuropesegemeenschappen"),
    ("BWBV0004033", "europesegemeenschapvooratoomenergie"),
    ("BWBR0013891", "comptabiliteitswet2011"),
    ("BWBR0003630", "bezoldigingsbesluitburgerlijkerijksambtenaren1948"),
    ("BWBR0003630", "bezoldigingsbesluitburgerlijkerijksambtenaren1998"),
    ("BWBR0008659", "whw"), ("BWBR0005181", "ww"),
    ("BWBR0031166", "heffingsverordening"),
    ("BWBR0003045", "burgerlijkewetboek"),
    ("BWBR0041910", "besluittaakfez"), ("BWBR0046582", "besluitprijsaanduidingproducten"),
    ("BWBV0001020", "paris"), ("BWBV0002009", "treaty"), ("BWBV0003264", "ii2"),
    ("BWBV0005521", "imf"), ("BWBV0003238", "inmarsat"), ("BWBR0030322", "mcu3073018"),
    ("BWBV0001160", "sps"), ("BWBV0001001", "ep"), ("BWBR0003771", "iq209brbpo"),
    ("BWBR0022428", "wetbasisregistratiepersonen"), ("BWBR0005730", "handelsregisterwet"),
    ("BWBR0015730", "handelsregisterwet"), ("BWBV0001528", "europesegemeenschappen"),
    ("BWBR0002456", "algemenerekenkamer"), ("BWBV0001160", "wereldhandelsorganisatie"),
    ("BWBR0029041", "regelinginternationalekinderontvoeringbes"), ("BWBV0003264", "xii10"),
    ("BWBV0003264", "xii8"), ("BWBR0001950", "algemeenrijksambtenaren"), ("BWBR0002524", "arbeidsongeschiktheidsverzekering"),
    ("BWBV0006313", "cas"), ("BWBR0002399", "wvo1963"), ("BWBV0001839", "cas"),
    ("BWBR0037885", "omgevingswetbesluit"), ("BWBV0005678", "marshallplan"),
    ("BWBR0008974", "wbmw"), ("BWBR0012701", "tijdelijkereferendumwe"),
}

# Abbreviations that are also words, initials or names of bodies: to be trusted
# only after a reference to an article ("art. 54 F", "artikel 99 RO").
CONTEXT_ABBREVIATIONS = set("""
K F RO RV Rv Rw AW Aw OW Ow WM PW TW TL EP EG Ob RA BBI BIG BOT BUS Bus WAS RTL
NFP WIM CAT Mor Bal EMC EAB MER WOM WAG Wag WAM ROS RPE UPOV IPPC WTL WIB WIV
DMA DSA CRR MDR IVDR CER CRA DGA DORA DSM SUWI Suwi Bibob BIBOB Bopz BOPZ WIA
Statuut BPR ROA BAO Bao BTA WBR WBC Bro Rsc Bva GATT GATS TRIPS TRIPs DSU SOLAS
AFIR CLP RoHS REACH WKR PSD BRP Brp WOZ GBA VIR IPR PIF MAR MAD IFR IFD ESH ADR
AMAR CAO Cao RIP RIB KRW BES NAW Vpb VPB LB IB OB DB Stb ABM Abm ABW RVC WED Wet Web Blz CAS Who OWN WETS Wm WM
Wor ARA ZV VO PO IO NIS KB BZ Nma WOB BUPO CTR Arob AROB MvT
""".split()) - {"BUPO", "WED", "WOB", "AMAR", "SOLAS", "ESH", "KRW", "ABW", "WBR",
                "Wor", "WIA", "WAM", "WOM", "Wm", "BAO", "Bao", "Bibob", "ROA"}
# Names of bodies, programmes and places that a bracket in a title left behind.
NOT_ABBREVIATIONS = set("""
AFCENT AZM AMC LUMC UMCG COKZ CARPHA CODEMA EUTELSAT NUFFIC NL-KUG MICONA RUD-NHN
SKM1 SKM2 SKM3N NVK NVKM PVE CCMO AHL RNES ZAPIKO TOP10NL VII.2 VII/5 VII/7-2 SGC MZV
BMR HWBP HWBP2 SSEB TSB VVHO AHL BLS BOHT RAC IFZ94/828 BGW90-432 BGW98-1865M RINFIN
INKWARTIERINGSBESCHIKKING SLOA EUCARIS II-2 Inmarsat
""".split())
# Of one or two letters, yet safe by themselves.
SAFE_ABBREVIATIONS = set("BW Sr Sv WW ZW Gw GW Fw Vw Vb Vc Pw Wm".split())

TYPO_JOIN = re.compile(r"(?<=[a-zë])- (?!(?:en|of|dan|noch|tot|c\.q|respectievelijk|alsmede|in|op|onder|door|als|voor|resp|na|bij|met|over|van|uit|aan|naar|ten)\b)(?=[a-z])")
# What follows the name where a source copied the sentence that gives it.
TAILS = [re.compile(p) for p in (
    r"""[”"»’‘'“]?\.? ?(?:Deze|Dit) (?:regeling|besluit|reglement|verordening|wet|beleidsregels?|beschikking|circulaire|mandaatregeling|protocol|aanwijzing)\b.*$""",
    r"""[”"»’‘'“],? (?:met|onder|en treedt|of afgekort|bij afkorting|kunnen|wordt|zal|in|uit)\b.*$""",
    r""",? (?:met|onder) (?:de )?(?:ver|toe|bij|aan)(?:melding|voeging|haling) van (?:het )?(?:jaartal|nummer|jaar).*$""",
    r""",? (?:en|zij|het) (?:treedt|wordt|zal|kan)\b.*$""",
    r"""[”"»’‘'“]?\.(?:Lasten|Den Haag|’s-Gravenhage|'s-Gravenhage|Amsterdam|Amstelveen|Aalsmeer|Utrecht|Rijswijk|Zoetermeer|Voorburg|Leiden|Zeist).*$""",
    r"""\.[A-Z][a-z]+ ?\d{1,2} (?:%s) \d{4}.*$""" % "|".join(MONTHS),
    r""" \(afgekort.*$""",
    r""",? bij afkorting.*$""",
    r""" ?\[[^\]]*(?:vorm afgeleid|vervallen|geconsolideerd)[^\]]*\]$""",
    r""" \(geconsolideerd\)$""",
    r""" (?:van de Inspecteur|van \d{1,2} (?:%s) \d{4})[^)]*$""" % "|".join(MONTHS),
)]
# A part of a law is not the law.
PART = re.compile(
    r"""^(?:artikel|artikelen|art\.|artt\.|articles?|bijlagen?|annex|chapter|hoofdstuk|afdeling|titel|paragraaf|onderdeel|deel|delen|part|regulations?|rules?|tabel|lijst) [0-9IVXA-Z]"""
    r"""|, ?(?:annex|chapter|regulations?|articles?|artikel|artikelen|hoofdstuk|titel|bijlage|afdeling|paragraaf|part|rule) """
    r"""|\b(?:artikel|artt?\.|lid|hoofdstuk|titel|annex|regulations?|chapter|paragraaf|afdeling|bijlage) \(?[0-9IVX]"""
    r"""|^[IVX]+(?:[a-z]|-\d)?[ ,/.]|van de (?:wet|regeling|Convention|verordening)$|^[\d.\-/ ]+$""", re.I)
# "Besluit van 23 februari 1998, houdende vaststelling van de Penitentiaire maatregel en …": the short title within.
ESTABLISHES = re.compile(r"\b(?:houdende|tot) (?:de )?vaststelling van (?:de|het) ([A-Z][^,;()]{6,120}?)(?= en (?:daar|tot|wijzig|intrek|houd)|,|;| \(| ter | tot |$)")
# What a law says that it is to be called.
CALLED = re.compile(r"(?:wordt|worden|kan worden|kunnen worden) aangehaald (?:als|onder de titel|met de titel|onder de naam):?\s*"
                    r"[„“\"«‘']?\s*(?:de |het )?([A-Z][^\n.;»”\"„“]{5,150})")
SHORT_TITLE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)$")


def fold(name):
    """The form in which names are compared: lower-case letters and digits."""
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def clean(name):
    """The name as people write it, or '' if nothing of a name is left."""
    name = unicodedata.normalize("NFC", html.unescape(name or ""))
    name = re.sub(r"[\u00ad\u200b\ufeff]", "", name)
    name = re.sub(r"\s+", " ", name).replace('\\"', '"').strip()
    name = TYPO_JOIN.sub("", name)
    for tail in TAILS[:6]:
        if tail.search(name) and tail.search(name).start() > 5:
            name = tail.sub("", name)
    name = name.strip(" \\`")
    name = re.sub(r"^[«<„“”\"‘’'`]+(?!s[- ])|[»>“”\"‘’'`]+$", "", name).strip()
    for left, right in ("()", "«»", "“”"):
        if name.count(left) != name.count(right):
            name = re.sub(r" ?\%s[^%s]*$" % (left, right), "", name) \
                if name.count(left) > name.count(right) else name.replace(right, "")
    if name.count('"') % 2:
        name = name.replace('"', "")
    return name.strip(" ,;:.–-/\\`")


def short_clean(name):
    """As `clean`, for short titles: bracketed notes and dates go too."""
    name = clean(name)
    if dated := BODY_DATED.match(name):
        return dated.group(0)
    for tail in TAILS[6:]:
        if not DATE.match(name) and tail.search(name) and tail.search(name).start() > 8 \
                and not re.match(r"(?:Rijksw|W)et van ", name):
            name = tail.sub("", name)
    return re.sub(r" \((?:Stb|Stcrt|Trb|PbE|Pb)\.?[^)]*\)?$", "", name).strip(" ,;:.–-/")


def capitalised(name):
    return name[:1].upper() + name[1:]


def looks_like_abbreviation(name):
    """'Wwft', 'AOW', 'CW 2001', 'Wet IB 2001' — not 'Nederland'."""
    word = re.sub(r" (?:19|20)?\d\d$", "", name)
    return len(word) <= 9 and " " not in word and sum(c.isupper() for c in word) >= 1 \
        and (sum(c.isupper() for c in word) > 1 or not re.search(r"[aeiouy].*[aeiouy]", word[1:].lower()))


def is_name(name, kind, sort="title"):
    """Whether the words can name one particular rule."""
    folded = fold(name)
    if len(folded) < 4 or folded in GENERIC or len(name) > TITLE_LENGTH:
        return False
    if re.sub(r"\d+$", "", folded) in GENERIC or DAY_ONLY.match(name) or BODY_ONLY.match(name):
        return False
    if PART.search(name):
        return bool(re.match(r"(?i)(?:rijks)?wet van|besluit van|regeling van|(?:aanwijzing|wijziging|vaststelling)", name)) and len(name) > 60
    if sort == "short":
        return bool(TITLE_WORD.search(name))
    if TITLE_WORD.search(name):
        return True
    return name.count(" ") >= (1 if LAW_WORD.search(name) else 2) and len(folded) >= 16 and kind != "verdrag"


def abbreviation_sort(name):
    word = name.rstrip(".")
    if word in CONTEXT_ABBREVIATIONS:
        return "abbr-context"
    return "abbr-context" if len(fold(word)) < 3 and word not in SAFE_ABBREVIATIONS else "abbr"


class Law:
    def __init__(self, ident, kind):
        self.id, self.kind = ident, kind
        self.title, self.label = "", ""
        self.from_year, self.until_year = "", ""
        self.names = {}          # (folded, case-sensitive spelling) -> [name, sort, weight]

    def add(self, name, sort, weight):
        """Keeps the best sort and weight, and the spelling seen first."""
        if not fold(name) or (self.id, fold(name)) in WRONG:
            return
        if sort.startswith("abbr") and (re.sub(r" \d{4}$", "", name) in NOT_ABBREVIATIONS or re.search(r"\d{4}M$|[IVX]+[./]\d", name)):
            return
        key = name if sort.startswith("abbr") else fold(name)
        old = self.names.get(key)
        if old is None:
            self.names[key] = [name, sort, weight]
            return
        if (weight, -SORT_ORDER.index(sort)) > (old[2], -SORT_ORDER.index(old[1])):
            old[1], old[2] = sort, max(weight, old[2])
        if spelling_rank(name) > spelling_rank(old[0]):
            old[0] = name


def spelling_rank(name):
    """Slugs lost their capitals, accents and punctuation: prefer the fuller spelling."""
    return (name[:1].isupper(), sum(not c.isascii() for c in name) + sum(c in "-’'(,/" for c in name))


def kind_of(row_kind, ident, name):
    if not ident.startswith("BWB"):
        return "eu"
    if row_kind in KINDS:
        return KINDS[row_kind]
    low = name.lower()
    for pattern, kind in (
            (r"selectielijst", "selectielijst"), (r"^rijkswet\b|^rijks\w*wet\b", "rijkswet"),
            (r"^circulaire|circulaire( \d{4})?$", "circulaire"), (r"^beleidsregel|^leidraad|^richtlijn|^aanwijzing ", "beleidsregel"),
            (r"^(warenwet|woningwet|mediawet|hinderwet)?(besluit|regeling)|warenwetbesluit", "amvb" if "besluit" in low else "regeling"),
            (r"regeling\b|beschikking\b|reglement\b", "regeling"),
            (r"besluit\b", "amvb"), (r"verordening\b", "pbo"),
            (r"^(?:\w+ )?wet\b|^\S+wet\b|wet(boek)?( \d{4})?$|^wetboek|^burgerlijk", "wet")):
        if re.search(pattern, low):
            return kind
    return "overig"


def read(path):
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def split(field):
    return [part for part in (field or "").split("|") if part.strip()]


def sources_of(row):
    return {re.sub(r"[:(\[].*", "", part).strip() for part in (row.get("source") or "").split("|")}


def strip_eu_title(title):
    return re.sub(r" \[vorm afgeleid van CELEX\]$", "", title)


def law_for(laws, ident, row):
    if ident not in laws:
        laws[ident] = Law(ident, kind_of(row["kind"], ident, row["title"]))
    return laws[ident]


def add_names(law, row, title_weight, short_weight, abbr_weight, sure_shorts=1):
    """Names of one row: its title, short titles and abbreviations."""
    title = clean(strip_eu_title(row["title"]))
    if law.kind == "eu" and re.match(r"(?:Richtlijn|Verordening|Kaderbesluit|Besluit) (?:\([A-Z]+\) )?(?:nr\. )?\d", title):
        law.label = law.label or title       # its number: the grammar reads numbers
        title = ""
    if title:
        law.title = law.title or title
        short = SHORT_TITLE.search(title)
        if short and law.kind != "verdrag" and is_name(clean(short.group(1)), law.kind) and len(title) - len(short.group(1)) > 40 \
                and re.match(r"(?i)[\w-]*(?:wet|besluit|regeling|verordening|reglement|richtlijn|belastingplan|beleidsregel|aanwijzing)", short.group(1)):
            law.add(clean(short.group(1)), "short", 2)
        within = ESTABLISHES.search(title)
        if within and law.id.startswith("BWBR") and is_name(clean(within.group(1)), law.kind, "short"):
            law.add(clean(within.group(1)), "short", 2)
        if is_name(title, law.kind):
            law.add(title, "title", title_weight)
        elif looks_like_abbreviation(title):
            law.add(title, abbreviation_sort(title), min(title_weight, 2))
    for position, part in enumerate(split(row["short_titles"])):
        name = short_clean(part)
        weight = short_weight if position < sure_shorts else 2
        bracket = re.search(r" \(([A-Z][\w.-]{1,9}(?: (?:19|20)\d\d)?)\)$", name)
        if bracket and looks_like_abbreviation(bracket.group(1)):
            law.add(bracket.group(1), abbreviation_sort(bracket.group(1)), 2)
            name = name[:bracket.start()].strip()
        if not name or "geplaatst" in name or "bekendgemaakt" in name:
            continue
        if is_name(name, law.kind, "short"):
            sort = "nick" if law.kind == "eu" else "short"
            law.add(capitalised(name) if name[0].islower() and LAW_WORD.search(name) else name, sort, weight)
        elif looks_like_abbreviation(name) or re.fullmatch(r"(?:Wet|Besluit|Regeling) \w{2,6}(?: \d{4})?", name):
            law.add(name, "short" if " " in name and name.startswith(("Wet", "Besl", "Reg")) else abbreviation_sort(name), 2)
        elif law.kind == "eu" and len(fold(name)) > 4:
            law.add(name, "nick", weight)
    for part in split(row["abbreviations"]):
        name = part.strip(" .")
        if re.search(r"[()]|/", name) or not name:
            continue
        # "Mediawet" among the abbreviations is a title in words.
        worded = re.fullmatch(r"[A-Z][a-z-]{4,}(?:wet|besluit|regeling|reglement)", name)
        if re.match(r"(?:Wet|Besluit|Regeling) ", name) or len(fold(name)) > 10 or worded:
            law.add(name, "short" if " " in name or LAW_WORD.search(name) else "abbr", abbr_weight)
        else:
            law.add(name, abbreviation_sort(name), abbr_weight)


def read_laws(folder):
    laws = {}
    for row in read(folder / "laws.tsv"):
        law = law_for(laws, row["id"], row)
        known = sources_of(row)
        strong = known & {"lm2015", "wb2012", "wti", "lnl2026", "xml", "code seen", "lawgraph"}
        sure = 1 if "lm2015" in known or "wb2012" in known else 0
        add_names(law, row, 3 if strong or law.kind == "eu" else 2,
                  3, 3 if "wti" in known or "code seen" in known else 2, sure)
        law.in_2012 = "wb2012" in known
        law.in_2015 = "lm2015" in known
        law.newer = bool(known & {"wti", "pubtext", "yaml", "xml"})
    for row in read(folder / "laws-new.tsv"):
        law = law_for(laws, row["id"], row)
        law.newer = True
        cut = "cuts names" in row["source"]
        adds = "id in laws.tsv" in row["source"]
        if adds or "common abbreviation" in row["source"]:
            row = dict(row, title=row["title"] if not law.names else "")
        add_names(law, row, 2 if cut else 3, 3, 3)
    for row in read(folder / "eu-new.tsv"):
        add_names(law_for(laws, row["id"], row), row, 3, 2 if "by common usage" in row["source"] else 3, 3, 9)
    for name in ("laws-unverified.tsv", "laws-new-unverified.tsv"):
        for row in read(folder / name):
            for ident in filter(None, row["id"].split("/")):
                law = law_for(laws, ident, row)
                if law.names or law.kind == "eu":
                    row = dict(row, title="")
                for short in split(row["short_titles"]):
                    law.add(short, "nick", 1)
                for abbr in split(row["abbreviations"]):
                    if len(fold(abbr)) <= 8:
                        law.add(abbr, abbreviation_sort(abbr), 1)
                    else:
                        law.add(abbr, "nick", 1)
    for row in read(folder / "treaties_verdragnummer.tsv"):
        law = law_for(laws, row["id"], dict(row, kind="verdrag"))
        law.title = law.title or clean(row["title"])
        if is_name(clean(row["title"]), "verdrag"):
            law.add(clean(row["title"]), "title", 3)
    return laws


def add_called(laws, path):
    """The names that the laws of 2012 say they are to be called by."""
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)
            law = laws.get(text["id"])
            said = CALLED.findall(text["text"]) if law else []
            if not said:
                continue
            name = re.sub(r",? (?:met vermelding|met toevoeging|onder vermelding|(?:en |zij )?(?:zal|treedt|wordt|kan|werkt)) .*$", "", said[-1])
            name = short_clean(re.sub(r" \([A-Z][\w. -]{1,14}\)$", "", name).rstrip("’' "))
            cut_short = re.search(r" [A-Za-z]$|artikel(?:en)? \d+$", name)
            if not cut_short and fold(name) not in law.names and "," not in name and is_name(name, law.kind, "short") and name.count(" ") < 16:
                law.add(name, "short", 3)


DATED = re.compile(r"([A-Z][\w-]*(?: [^,;:()0-9]{1,110})?? van(?: den)? \d{1,2}(?:e|ste|de|sten|den)? (?:%s) (?:1[5-9]|20)\d\d)\b" % "|".join(MONTHS), re.I)


def add_dates(laws):
    """A law by kind and date, "Wet van 28 maart 1996": where several bear one, all are candidates."""
    for law in laws.values():
        dated = DATED.match(law.title) if law.id.startswith("BWBR") else None
        if not dated or law.kind == "selectielijst":
            continue
        law.add(dated.group(1), "title", 1)
        if law.kind in ("amvb", "kb") and re.match(r"Besluit van \d", dated.group(1)):
            law.add("Koninklijk b" + dated.group(1)[1:], "title", 1)


def add_dotted(laws):
    """Older texts dot their abbreviations: "B. W.", "A.A.W."."""
    for law in laws.values():
        for name, sort, weight in list(law.names.values()):
            if sort == "abbr" and re.fullmatch(r"[A-Z]{2,5}", name):
                law.add(".".join(name) + ".", "abbr", weight)


def read_known(laws):
    """`known.tsv`: names kept by hand; one of a law without an identifier has "-" for it. A name that begins with '-' is taken away;
    the sort `from` or `until` sets a year. The order of the file is kept."""
    order = {}
    for row in read(HERE / "known.tsv"):
        name, ident, sort = row["name"], row["id"], row["sort"]
        if ident not in laws:
            if sort in ("from", "until"):
                continue
            laws[ident] = Law(ident, kind_of("", ident, name))
        law = laws[ident]
        if sort == "from":
            law.from_year = name
        elif sort == "until":
            law.until_year = name
        elif sort == "label":
            law.label = name
        elif sort == "drop":
            law.names = {k: v for k, v in law.names.items() if fold(v[0]) != fold(name)}
        else:
            law.add(name, sort, int(row["weight"]))
            key = name if sort.startswith("abbr") else fold(name)
            old = law.names[key][1] if key in law.names else ""
            if sort in ("alias", "nick") and old in ("short", "title"):
                sort = old
            law.names[key] = [name, sort, int(row["weight"])]
            order.setdefault((fold(name), ident), len(order))
    return order


# Books of the Burgerlijk Wetboek, in Europe and in the Caribbean Netherlands.
BOOKS = {"1": "BWBR0002656", "2": "BWBR0003045", "3": "BWBR0005291", "4": "BWBR0002761", "5": "BWBR0005288",
         "6": "BWBR0005289", "7": "BWBR0005290", "7A": "BWBR0006000", "8": "BWBR0005034", "10": "BWBR0030068"}
BOOKS_BES = {"1": "BWBR0028743", "2": "BWBR0028744", "3": "BWBR0028745", "4": "BWBR0028746", "5": "BWBR0028748",
             "6": "BWBR0028749", "7": "BWBR0028751", "7A": "BWBR0028752", "8": "BWBR0028753"}
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII"}
BOOK_WORDS = {"1": ("Een", "Eerste"), "2": ("Twee", "Tweede"), "3": ("Drie", "Derde"), "4": ("Vier", "Vierde"),
              "5": ("Vijf", "Vijfde"), "6": ("Zes", "Zesde"), "7": ("Zeven", "Zevende"), "7A": ("Zeven A", "7.A"),
              "8": ("Acht", "Achtste"), "10": ("Tien", "Tiende")}


ENGLISH_CODE = ("Dutch Civil Code", "Netherlands Civil Code", "Civil Code of the Netherlands")


def add_books(laws, order):
    """The books are laws by themselves; the code as a whole means all of them."""
    for books, code, short in ((BOOKS, "Burgerlijk Wetboek", "BW"), (BOOKS_BES, "Burgerlijk Wetboek BES", "BW BES")):
        for place, (number, ident) in enumerate(books.items()):
            law = laws.setdefault(ident, Law(ident, "wet"))
            law.kind, law.label = "wet", f"{code} Boek {number}"
            law.names = {k: v for k, v in law.names.items() if v[1] == "title" or re.fullmatch(r"BW ?\d+A?", v[0])}
            word, ordinal = BOOK_WORDS[number]
            law.add(f"{code} Boek {number}", "short", 3)
            law.add(code, "short", 3)
            law.add(short, "abbr", 3)
            # "art. 6:162 bw", behind an article.
            if short == "BW":
                law.add(short.lower(), "abbr-context", 2)
                law.add(short.capitalize(), "abbr-context", 2)
                # As translations cite it.
                for name in ENGLISH_CODE:
                    law.add(name, "alias", 2)
                    order[(fold(name), ident)] = place
                law.add("DCC", "abbr-context", 2)
                order[(fold("DCC"), ident)] = place
            roman = ROMAN.get(number, number)
            for name in (f"Boek {number} van het {code}", f"Boek {number} {code}", f"Boek {number} van {code}",
                         f"Boek {roman} van het {code}", f"Boek {roman} {code}",
                         f"Boek {number} van het {short}", f"Boek {number} {short}", f"{short} Boek {number}",
                         f"Boek {word} van het {code}", f"{ordinal} Boek van het {code}", f"{code}, Boek {number}"):
                law.add(name, "alias", 3)
            # "Nieuw BW": as it was called while it came into force.
            new = ("NBW",) if short == "BW" else ()
            for name in new:
                law.add(name, "abbr", 3)
                law.add(f"Boek {number} {name}", "alias", 3)
            for name in (code, short, *new):
                order[(fold(name), ident)] = place


def drop_borrowed_names(laws):
    """A decree that stands under a law often got the law's name ('… (Warenwet)')."""
    owners = defaultdict(set)
    for law in laws.values():
        if law.kind in ("wet", "rijkswet"):
            for name, sort, weight in law.names.values():
                if weight > 1:
                    owners[fold(name)].add(law.id)
    for law in laws.values():
        if law.kind not in ("wet", "rijkswet", "eu", "verdrag"):
            law.names = {key: entry for key, entry in law.names.items()
                         if not (entry[1] in ("short", "nick") and owners[fold(entry[0])]
                                 and re.match(r"(?i)(?:rijks|kader)?wet |\S+wet$|wetboek |algemene wet ", entry[0]))}


def set_years(laws):
    for law in laws.values():
        short = next((n for n, s, _ in law.names.values() if s == "short"), "")
        if not law.from_year:
            date = DATE.search(law.title[:160])
            year = LAST_YEAR.search(short) or LAST_YEAR.search(law.title[:200])
            series = re.search(r"\d{4} ?[-–/] ?\d{2,4}$|vanaf \d{4}$|over \d{4}$", short or law.title)
            if not law.id.startswith("BWB"):
                law.from_year = re.sub(r"\D", "", law.id)[1:5]
            elif date and law.kind != "verdrag" and law.title[:date.start()].count(" ") < 12:
                law.from_year = date.group(3)
            elif year and not series and law.kind not in ("selectielijst",) \
                    and not re.search(r"(?i)wijzig|intrek|vaststelling", short or law.title):
                law.from_year = year.group(1)
        number = int(law.id[4:]) if law.id.startswith("BWBR") else 0
        listed = getattr(law, "in_2012", False), getattr(law, "in_2015", False)
        if number and not law.until_year and not getattr(law, "newer", False):
            if not any(listed) and number < 31000:
                law.until_year = "2012"
            elif listed == (True, False):
                law.until_year = "2015"
    year_by_number(laws)


def year_by_number(laws):
    """Numbers are given in order of time: a law without a year has that of its neighbours."""
    first, reach, enough = 1900, 150, 5
    sparse, nearest = 13000, 11                    # few of the older numbers have a year: those nearest to it decide
    known = sorted((int(law.id[4:]), int(law.from_year)) for law in laws.values()
                   if law.id.startswith("BWBR") and law.from_year and int(law.id[4:]) > first)
    numbers = [number for number, _ in known]
    for law in laws.values():
        number = int(law.id[4:]) if law.id.startswith("BWBR") else 0
        if law.from_year or number <= first:
            continue
        near = known[bisect_left(numbers, number - reach):bisect_right(numbers, number + reach)]
        if number <= sparse:
            near = sorted(near, key=lambda row: (abs(row[0] - number), row))[:nearest]
        near = sorted(year for _, year in near)
        if len(near) >= enough:
            law.from_year = str(near[len(near) // 2])


def add_labour_conventions(laws):
    """"ILO-verdrag 138", "Verdrag nr. 87 van de IAO"."""
    for number, ident in LABOUR.items():
        for body in ("ILO", "IAO", "lAO"):            # the last as scans have it
            for sign in ("", "nr. ", "no. "):
                for form in ("%s-verdrag %s%d", "%s-conventie %s%d"):
                    laws[ident].add(form % (body, sign, number), "alias", 2)
                laws[ident].add("Verdrag %s%d van de %s" % (sign, number, body), "alias", 2)
        for sign in ("", "nr. ", "no. "):
            laws[ident].add("Verdrag %s%d van de Internationale Arbeidsorganisatie" % (sign, number), "alias", 2)
        if number > 80:
            laws[ident].add("Verdrag nr. %d" % number, "alias", 2)
            laws[ident].add("Verdrag no. %d" % number, "alias", 2)


def add_aliases(laws):
    """Forms that people write and that no list has."""
    taken = defaultdict(set)
    for law in laws.values():
        for name, _, _ in law.names.values():
            taken[fold(name)].add(law.id)
    stems, plain = defaultdict(list), []
    for law in laws.values():
        for name, sort, weight in list(law.names.values()):
            if sort not in ("short", "title") or law.kind in ("verdrag", "eu", "selectielijst") or weight < 2:
                continue
            if sort == "title" and len(name) > 90:
                continue
            year = re.search(r"^(.*?\S)[ -]((?:18|19|20)\d\d)$", name)
            if year and LAW_WORD.search(name) and not re.search(r"\d{4} ?(?:[-–/]|en|tot|tot en met|t/m)$|vanaf$|over$|jaar$|voor$", year.group(1)) \
                    and is_name(year.group(1), law.kind) and len(fold(year.group(1))) >= 7:
                stems[fold(year.group(1))].append((law, year.group(1), weight))
            if law.kind in ("wet", "rijkswet"):
                plain.append((law, name, weight))
    for folded, found in stems.items():
        if len({law.id for law, _, _ in found} | taken[folded]) <= 6:
            for law, stem, weight in found:
                law.add(stem, "alias", min(2, weight))
    for law, name, weight in plain:
        shorter = re.sub(r"^((?:Rijks|Tijdelijke )?[Ww]et) (?:op|inzake|betreffende|houdende)(?: (?:de|het|een|den))? ", r"\1 ", name)
        no_article = re.sub(r"^((?:Rijks)?[Ww]et (?:op|inzake|betreffende)) (?:de|het) ", r"\1 ", name)
        for alias in {shorter, no_article} - {name}:
            if not taken[fold(alias)] - {law.id} and len(alias) < 90 and len(fold(alias)) > 8 and not DATE.search(alias):
                law.add(alias, "alias", min(2, weight))
    for law in laws.values():                      # "Warenwetbesluit Visserijprodukten", as it was spelled before 1996
        for name, sort, weight in list(law.names.values()):
            other = re.sub("([Pp])rodukt", r"\1roduct", name) if "rodukt" in name else re.sub("([Pp])roduct(?!schap)", r"\1rodukt", name)
            if other != name and sort in ("short", "title") and len(name) < 200 and law.kind not in ("verdrag", "eu") and not taken[fold(other)]:
                law.add(other, "alias", min(2, weight))
    for law in laws.values():                      # "EU-Habitatrichtlijn"
        for name, sort, weight in list(law.names.values()):
            if law.kind == "eu" and sort in ("short", "nick") and re.fullmatch(r"[A-Za-z]{4,}(?:richtlijn|verordening)", name) \
                    and not taken[fold("EU-" + name)]:
                law.add("EU-" + name, "alias", min(2, weight))
    for law, name, weight in plain:                # "het wetsvoorstel «Verbetering beschikbaarheid jeugdzorg»"
        words = re.match(r"Wet (\S+(?: \S+){1,9})$", name)
        if words and int(law.from_year or 0) >= BILLS and not re.match(r"(?:van|op|tot|houdende|inzake|in|bij) ", words.group(1)) \
                and not re.search(r"\d", name):
            law.add("Wetsvoorstel " + words.group(1), "alias", min(2, weight))
    for law in laws.values():                      # people write "Verdrag" for "Overeenkomst", and leave "de Regering van" out
        if law.kind == "verdrag" and COMMON_TREATY.search(law.title) and " tussen " in law.title and len(law.title) < 300:
            plainer = re.sub(r"\bde Regering van (het|de) ", r"\1 ", law.title)
            for title in dict.fromkeys((law.title, plainer)):
                other = re.sub(r"^(Overeenkomst|Verdrag)\b", lambda m: "Verdrag" if m.group(1) == "Overeenkomst" else "Overeenkomst", title)
                for alias in {title, other} - {law.title}:
                    if not taken[fold(alias)] - {law.id}:
                        law.add(alias, "alias", 2)
    for law, name, weight in plain:
        date = re.match(r"(?:Rijksw|W)et" + DATE.pattern[2:], name) or re.match(r"(?:Rijksw|W)et " + DATE.pattern, name, re.I)
        if date and law.title == name:
            law.dated = "%s van %s %s %s" % (name.split()[0], int(date.group(1)), date.group(2).lower(), date.group(3))
    dated = defaultdict(list)
    for law in laws.values():
        if getattr(law, "dated", ""):
            dated[law.dated].append(law)
    for name, found in dated.items():
        if len(found) <= 4:
            for law in found:
                law.add(name, "alias", 2)
    for law in laws.values():                      # 'Wet X (WX)' without its brackets
        for name, sort, weight in list(law.names.values()):
            bare = re.sub(r" \([^()]*\)$", "", name)
            if bare != name and sort in ("short", "title") and is_name(bare, law.kind) and len(bare) < 200 \
                    and not taken[fold(bare)] - {law.id}:
                law.add(bare, "alias", min(2, weight))


SHORTENED = re.compile(r"(Uitvoeringsregeling|Uitvoeringsbesluit|Besluit uitvoering|Regeling uitvoering|Invoeringswet|Aanpassingswet|Besluit|Regeling) "
                       r"(?:(?:van )?(?:de|het) )?(\S.*?)( (?:19|20)\d\d)?$")


def add_shortened(laws):
    """"Uitvoeringsregeling Awir": the law that a name ends in, by its abbreviation."""
    taken, short = defaultdict(set), defaultdict(set)
    for law in laws.values():
        abbreviations = [n for n, sort, weight in law.names.values() if sort == "abbr" and weight > 2 and re.fullmatch(r"[A-Za-z]{3,6}", n)]
        for name, sort, weight in law.names.values():
            taken[fold(name)].add(law.id)
            if sort in ("short", "title") and weight > 2 and law.kind == "wet":
                short[fold(name)].update(abbreviations)
    made = defaultdict(list)
    for law in laws.values():
        for name, sort, weight in list(law.names.values()):
            words = SHORTENED.match(name) if sort in ("short", "title") and len(name) < 120 else None
            for abbreviation in sorted(short.get(fold(words.group(2)), ())) if words else ():
                for year in {words.group(3) or "", ""}:
                    made[f"{words.group(1)} {abbreviation}{year}"].append(law)
    for name, found in made.items():
        if len({law.id for law in found}) == 1 and not taken[fold(name)]:
            found[0].add(name, "alias", 2)


def cut(label):
    """At most LABEL_LENGTH characters, ending at a word that can end a title."""
    if len(label) <= LABEL_LENGTH:
        return label
    label = label[:LABEL_LENGTH + 1].rsplit(" ", 1)[0].rstrip(" ,;:.(-–")
    return re.sub(r"(?: (?:van|de|het|een|en|of|in|op|tot|voor|met|der|ter|ten|te|bij|aan|inzake|tussen))+$", "", label)


def set_labels(laws):
    for law in laws.values():
        if law.label:
            continue
        if law.kind == "verdrag" and law.title:
            law.label = cut(law.title)
            continue
        shorts = [(w, n) for n, s, w in law.names.values() if s in ("short", "nick") and not looks_like_abbreviation(n)]
        best = max((w for w, _ in shorts), default=0)
        label = next((n for w, n in shorts if w == best), "") or law.title
        if not label:
            label = next((n for n, _, _ in law.names.values()), law.id)
        law.label = cut(label)


COUNTRIES = {
    # a word of the title: the country as it is called, and its other names
    "Verenigde Arabische Emiraten": ["Verenigde Arabische Emiraten", "VAE"],
    "Verenigde Staten": ["Verenigde Staten van Amerika", "Verenigde Staten", "VS", "Amerika"],
    "Verenigd Koninkrijk": ["Verenigd Koninkrijk", "VK", "Groot-Brittannië", "Engeland"],
    "Groot-Brittannië": ["Verenigd Koninkrijk", "VK", "Groot-Brittannië", "Engeland"],
    "Bondsrepubliek Duitsland": ["Duitsland", "Bondsrepubliek Duitsland"],
    "Franse Republiek": ["Frankrijk"], "Frankrijk": ["Frankrijk"],
    "Spaanse Staat": ["Spanje"], "Koninkrijk Spanje": ["Spanje"],
    "Helleense": ["Griekenland"], "Koninkrijk Griekenland": ["Griekenland"],
    "Zwitserse": ["Zwitserland"], "Italiaanse": ["Italië"], "België": ["België"],
    "Groothertogdom Luxemburg": ["Luxemburg"], "Oostenrijk": ["Oostenrijk"], "Portugal": ["Portugal"],
    "Denemarken": ["Denemarken"], "Zweden": ["Zweden"], "Noorwegen": ["Noorwegen"], "Finland": ["Finland"],
    "IJsland": ["IJsland"], "Ierland": ["Ierland"], "Polen": ["Polen"], "Tsjechische": ["Tsjechië"],
    "Slowaakse": ["Slowakije"], "Tsjechoslowaakse": ["Tsjecho-Slowakije", "Tsjechië", "Slowakije"],
    "Hongaarse": ["Hongarije"], "Roemenië": ["Roemenië"], "Bulgarije": ["Bulgarije"], "Slovenië": ["Slovenië"],
    "Kroatië": ["Kroatië"], "Macedoni": ["Noord-Macedonië", "Macedonië"], "Albanië": ["Albanië"],
    "Joegoslavië": ["Joegoslavië", "Servië", "Bosnië en Herzegovina", "Montenegro", "Kosovo"],
    "Estland": ["Estland"], "Letland": ["Letland"], "Litouwen": ["Litouwen"], "Malta": ["Malta"], "Cyprus": ["Cyprus"],
    "Turkije": ["Turkije"], "Russische": ["Rusland", "Russische Federatie"],
    "Socialistische Sovjetrepublieken": ["Sovjet-Unie", "Tadzjikistan", "Turkmenistan"],
    "Oekraïne": ["Oekraïne"], "Belarus": ["Belarus", "Wit-Rusland"], "Moldavië": ["Moldavië"],
    "Georgië": ["Georgië"], "Armenië": ["Armenië"], "Azerbeidzjan": ["Azerbeidzjan"], "Kazachstan": ["Kazachstan"],
    "Oezbekistan": ["Oezbekistan"], "Mongolië": ["Mongolië"], "Hongkong": ["Hongkong", "Hong Kong"],
    "Volksrepubliek China": ["China"], "Japan": ["Japan"], "Republiek Korea": ["Zuid-Korea", "Korea"],
    "Taiwan": ["Taiwan"], "Taipei": ["Taiwan"], "Vietnam": ["Vietnam"], "Indonesië": ["Indonesië"],
    "Maleisië": ["Maleisië"], "Singapore": ["Singapore"], "Thailand": ["Thailand"], "Filippijnen": ["Filipijnen", "Filippijnen"],
    "Filipijnen": ["Filipijnen", "Filippijnen"], "India": ["India"], "Pakistan": ["Pakistan"], "Bangladesh": ["Bangladesh"],
    "Sri Lanka": ["Sri Lanka"], "Australië": ["Australië"], "Nieuw-Zeeland": ["Nieuw-Zeeland"], "Canada": ["Canada"],
    "Québec": ["Québec", "Quebec"], "Mexic": ["Mexico"], "Argentijnse": ["Argentinië"], "Argentinië": ["Argentinië"],
    "Brazilië": ["Brazilië"], "Chili": ["Chili"], "Venezuela": ["Venezuela"], "Panama": ["Panama"], "Uruguay": ["Uruguay"],
    "Paraguay": ["Paraguay"], "Ecuador": ["Ecuador"], "Bolivia": ["Bolivia"], "Belize": ["Belize"], "Suriname": ["Suriname"],
    "Barbados": ["Barbados"], "Bermuda": ["Bermuda"], "Trinidad en Tobago": ["Trinidad en Tobago"], "Israël": ["Israël"],
    "Jordani": ["Jordanië"], "Egypte": ["Egypte"], "Marokko": ["Marokko"], "Tunes": ["Tunesië"], "Algeri": ["Algerije"],
    "Zuid-Afrika": ["Zuid-Afrika"], "Nigeria": ["Nigeria"], "Ghana": ["Ghana"], "Zambia": ["Zambia"], "Zimbabwe": ["Zimbabwe"],
    "Malawi": ["Malawi"], "Kenia": ["Kenia"], "Uganda": ["Uganda", "Oeganda"], "Ethiopië": ["Ethiopië"], "Gambia": ["Gambia"],
    "Kaapverdië": ["Kaapverdië"], "Koeweit": ["Koeweit"], "Qatar": ["Qatar"], "Bahrein": ["Bahrein"], "Oman": ["Oman"],
    "Saudi": ["Saudi-Arabië", "Saoedi-Arabië"], "Saoedi": ["Saudi-Arabië", "Saoedi-Arabië"], "Iran": ["Iran"], "Irak": ["Irak"],
    "Libanon": ["Libanon"], "Eiland Man": ["Eiland Man", "Man"], "Jersey": ["Jersey"], "Guernsey": ["Guernsey"],
    "Monaco": ["Monaco"], "San Marino": ["San Marino"], "Liechtenstein": ["Liechtenstein"], "Liberia": ["Liberia"],
    "Curaçao": ["Curaçao"], "Costa Rica": ["Costa Rica"], "Kaaimaneilanden": ["Kaaimaneilanden"], "Aruba": ["Aruba"],
}
# Conventions of the International Labour Organization by their numbers. By heart, checked against their titles.
LABOUR = {
    2: "BWBV0006185", 7: "BWBV0006231", 8: "BWBV0006189", 9: "BWBV0006208", 10: "BWBV0005611", 11: "BWBV0006186", 12: "BWBV0006225", 14: "BWBV0006190", 17: "BWBV0006205", 19: "BWBV0006195",
    22: "BWBV0006211", 24: "BWBV0006206", 25: "BWBV0006207", 29: "BWBV0006218", 70: "BWBV0006345", 71: "BWBV0005408",
    73: "BWBV0005435", 81: "BWBV0005445", 87: "BWBV0005545", 94: "BWBV0005558", 95: "BWBV0005519",
    97: "BWBV0005528", 98: "BWBV0005525", 100: "BWBV0004933", 101: "BWBV0004935", 102: "BWBV0004942", 105: "BWBV0004945",
    106: "BWBV0004946", 111: "BWBV0004947", 114: "BWBV0004949", 115: "BWBV0004950", 121: "BWBV0004636", 122: "BWBV0004631",
    124: "BWBV0004671", 128: "BWBV0004670", 129: "BWBV0005883", 130: "BWBV0004668", 131: "BWBV0004655", 135: "BWBV0003710",
    138: "BWBV0003701", 142: "BWBV0003733", 144: "BWBV0003775", 145: "BWBV0003677", 146: "BWBV0003716", 147: "BWBV0003738",
    150: "BWBV0003764", 151: "BWBV0003778", 152: "BWBV0003752", 154: "BWBV0002151", 155: "BWBV0002487", 156: "BWBV0002363",
    159: "BWBV0002361", 160: "BWBV0002079", 162: "BWBV0003000", 169: "BWBV0002087", 172: "BWBV0002317", 175: "BWBV0001472",
    177: "BWBV0001554", 180: "BWBV0001593", 181: "BWBV0001411", 182: "BWBV0001522", 183: "BWBV0003153", 189: "BWBV0005977",
}
TREATY_KINDS = [
    ("belastingverdrag", r"(?:vermijd\w*|voorkom\w*|vermijding|voorkoming) van (?:heffing van )?dubbele belasting"),
    ("socialezekerheid", r"sociale (?:zekerheid|verzekering)"),
    ("uitlevering", r"uitlevering"),
    ("rechtshulp", r"rechtshulp in strafzaken"),
    ("inlichtingen", r"(?:uitwisseling|verstrekking) van (?:informatie|inlichtingen).*belasting|informatie betreffende belasting"),
    ("investeringen", r"bescherming van investeringen"),
    ("luchtvaart", r"luchtdiensten|luchtvervoer|lijndiensten"),
]
# Not the treaty on income and capital, but a special one or one about another treaty.
SPECIAL = re.compile(r"erfrecht|nalatenschap|successie|luchtverkeer|luchtvervoer|zee- en lucht|schepen|"
                     r"bankenbelasting|vermogensaanwas|natuurlijke personen|studenten|Antillen|"
                     r"Protocol|otawisseling|riefwisseling|wijziging|Administrati|toepassing|uitvoering|"
                     r"invordering|overzee|onderdanen|Aanvullend|herziening|overeenkomstig de artikelen", re.I)


def treaty_countries(laws):
    rows = []
    for law in laws.values():
        if law.kind != "verdrag":
            continue
        for kind, pattern in TREATY_KINDS:
            if re.search(pattern, law.title, re.I) and re.search(r"Nederland(?:en|se)?\b", law.title):
                break
        else:
            continue
        places = {}
        title = law.title.replace("Groot-Brittannië en Noord-Ierland", "Groot-Brittannië").replace("Bermuda (zoals gemachtigd", "Bermuda (")
        title = re.sub(r"\(.*?\)", "", title)
        for word, names in COUNTRIES.items():
            if re.search(r"\b" + re.escape(word) + (r"\b" if word[-1] not in "cis" or word in ("Polen",) else ""), title):
                for position, name in enumerate(names):
                    places.setdefault(name, position)
        if "Hongkong" in places:
            places.pop("China", None)
        party = re.search(r" en (?:de Regering van )?(?:de |het )?([A-ZÏ][^,;]*?) tot het vermijden van dubbele belasting", title)
        if kind == "belastingverdrag" and party and not SPECIAL.search(title):
            places.setdefault(party.group(1), 0)       # "Spaanse Staat", as full titles have it
        for name, position in places.items():
            rows.append((kind, name, bool(SPECIAL.search(title)), until_rank(law), position, -recency(law), law.id))
    rows.sort(key=lambda r: (r[0], fold(r[1]), r[2], r[3], r[4], r[5], r[6]))
    return [(ident, kind, name, "special" if special else "general") for kind, name, special, _, _, _, ident in rows]


def until_rank(law):
    return bool(law.until_year)


def recency(law):
    """Later treaties have no date here; the order of the publisher's numbers is no
    guide either, so a year in the title decides and, by hand, `known.tsv`."""
    return int(law.from_year or 0)


def write(name, header, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(header) + "\n")
        for row in rows:
            out.write("\t".join(str(cell).replace("\t", " ") for cell in row) + "\n")
    print(f"{name}: {len(rows)} rows", file=sys.stderr)


def name_rows(laws, order):
    rows = []
    for law in laws.values():
        seen = set()
        for name, sort, weight in law.names.values():
            if (name, law.id) in seen:
                continue
            seen.add((name, law.id))
            rows.append((fold(name), order.get((fold(name), law.id), 10**6), SORT_ORDER.index(sort) > 3, -weight,
                         KIND_ORDER.index(law.kind), until_rank(law), -int(law.from_year or 0), law.id, name, sort, weight))
    rows.sort()
    return [(name, ident, sort, weight) for *_, ident, name, sort, weight in rows]


def budget_rows(folder):
    rows = [(r["dossier"], r["toevoeging"], r["count"], r["min_nr"], r["max_nr"]) for r in read(folder / "budget_dossiers.tsv")]
    return sorted(rows, key=lambda r: (r[0], r[1]))


def main(data):
    folder = Path(data) / "laws" if (Path(data) / "laws").is_dir() else Path(data)
    if not (folder / "laws.tsv").exists():
        sys.exit(f"no laws.tsv in {folder}")
    laws = read_laws(folder)
    add_called(laws, folder.parent / "bwb" / "laws-2012.gold.jsonl.gz")
    drop_borrowed_names(laws)
    add_dates(laws)
    order = read_known(laws)
    add_books(laws, order)
    set_years(laws)
    add_aliases(laws)
    add_labour_conventions(laws)
    add_shortened(laws)
    add_dotted(laws)
    set_labels(laws)
    write("laws.tsv", ("id", "kind", "label", "from", "until"),
          [(l.id, l.kind, l.label, l.from_year, l.until_year) for l in sorted(laws.values(), key=lambda l: l.id)])
    write("names.tsv", ("name", "id", "sort", "weight"), name_rows(laws, order))
    write("budget_chapters.tsv", ("dossier", "suffix", "count", "min", "max"), budget_rows(folder))
    write("treaty_countries.tsv", ("id", "kind", "country", "scope"), treaty_countries(laws))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
