// Finds nodes by whatever form of a citation people type: "Kamerstuk 34 550 V, nr. 52", "art. 3 Vw", "2016/679".
import { actOf } from './data.js';

const ARTICLE = /(?:^|\s)(?:de\s+)?art(?:ikel(?:en)?|t|s)?\b\.?\s*(\d[\d:.]*[a-z]{0,3}(?:-\d+)?)/;
const GAZETTES = [
  [/\b(?:stb|staatsblad)\b/, 'stb'],
  [/\b(?:stcrt|staatscourant|stc)\b/, 'stcrt'],
  [/\b(?:trb|tractatenblad)\b/, 'trb'],
  [/\b(?:gmb|gemeenteblad)\b/, 'gmb'],
];

export function fold(text) {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u2010-\u2015]/g, '-')
    .toLowerCase();
}

// Letters and digits alone, without the words that say no more than what kind of number follows.
export function compact(folded) {
  return folded
    .replace(/\b(?:kamerstuk(?:ken)?|kst|nrs?|no|nummer|dossier)\b\.?/g, ' ')
    .replace(/\b((?:18|19|20)\d\d)\s*[-/]\s*(?:18|19|20)?(\d\d)(?!\d)/g, '$1$2')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

// Identifiers that the words name, likeliest first.
export function identifiers(folded) {
  const found = [];
  const house = (name) => (/^(?:ek|i|1e|eerste)$/.test(name) ? 'ek' : 'tk');
  const session = (first, last) => first + (last.length === 4 ? last : first.slice(0, 2) + last);
  let m = folded.match(/\bbwb[rv]\d{7}\b/);
  if (m) found.push(m[0].toUpperCase());
  m = folded.match(/\becli:[a-z0-9]+:[a-z0-9]+:\d{4}:[a-z0-9.]+/);
  if (m) found.push(m[0].toUpperCase());
  // A page's address ends with what it shows.
  m = folded.match(/\/([a-z]+-[a-z0-9-]+?)(?:\.html?|\.pdf|\.xml)?(?:[?#].*)?$/);
  if (m) found.push(m[1]);
  m = folded.match(/\b(\d{2})[\s.]?(\d{3})(?:[\s-]*\(?\b((?:[ivxlc]+|[a-h])|\d{2})\b\)?)?(?:\s*\(r\s?\d+\))?\s*(?:,|-|\s)\s*(?:(?:nr|no|nummer)s?\b\.?\s*)?(\d{1,4}|[a-z]{1,2})?\b/);
  if (m) {
    const dossier = `kst-${m[1]}${m[2]}`;
    if (m[4]) found.push(`${dossier}${m[3] ? `-${m[3]}` : ''}-${m[4]}`);
    found.push(`dossier/${m[1]}${m[2]}${m[3] ? `-${m[3]}` : ''}`);
  }
  for (const [name, prefix] of GAZETTES) {
    m = name.test(folded) && folded.match(/\b((?:18|19|20)\d\d)\b\D{0,8}?(\d[\d.]*)/);
    if (m) found.push(`${prefix}-${m[1]}-${m[2].replace(/\./g, '')}`);
  }
  m = folded.match(/\b(?:aanhangsel|aanh|ah)\b.*?(?:\b(tk|ek|ii|i)\b\W*)?((?:19|20)\d\d)\s*[-/]\s*(\d{4}|\d\d)\W+(?:nr\.?\s*)?(\d+)/);
  if (m) found.push(`ah-${house(m[1] || 'tk')}-${session(m[2], m[3])}-${m[4]}`);
  else {
    m = folded.match(/\b(?:handelingen|hand|h)\b\.?\s*(?:\b(tk|ek|ii|i)\b)?\W*((?:19|20)\d\d)\s*[-/]\s*(\d{4}|\d\d)\W+(?:nr\.?\s*)?(\d+)\W+(?:item|p\.?)?\s*(\d+)/);
    if (m) found.push(`h-${house(m[1] || 'tk')}-${session(m[2], m[3])}-${m[4]}-${m[5]}`);
  }
  for (const [, first, second] of folded.matchAll(/\b(\d{1,4})\/(\d{1,4})\b/g)) {
    const years = [[first, second], [second, first]].map(([year, of]) => [year.length === 2 ? `19${year}` : year, of]);
    for (const [year, of] of years) {
      if (/^(?:19|20)\d\d$/.test(year)) for (const kind of 'RLD') found.push(`3${year}${kind}${of.padStart(4, '0')}`);
    }
  }
  return found.map(fold);
}

export class Search {
  constructor(graph) {
    this.graph = graph;
    this.entries = null;
  }

  // Made when somebody searches, not when the page opens.
  prepare() {
    if (this.entries) return;
    const { graph } = this;
    this.byId = new Map(graph.ids.map((id, node) => [fold(id), node]));
    this.entries = graph.ids.map((id, node) => {
      const names = graph.names[actOf(id)] || [];
      const part = id.includes('&');
      const own = [id, graph.label(node), ...(part ? [] : names)].map(fold);
      const words = ` ${[graph.label(node), ...names, id].map(fold).join(' | ').replace(/[^\p{L}\p{N}|]+/gu, ' ')} `;
      const title = ` ${fold(`${graph.titles[node]} ${graph.documents[node].slice(0, 5).join(' ')}`).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
      return { keys: own.map(compact), acts: part ? names.concat(graph.label(node)).map((n) => compact(fold(n))) : null, words, title };
    });
    this.articles = new Map();
    graph.ids.forEach((id, node) => {
      const article = fold(id).match(/&artikel=([^&]+)/);
      if (article) this.articles.set(article[1], (this.articles.get(article[1]) || []).concat(node));
    });
  }

  // The nodes that fit, best first: [{ node, score }].
  find(query) {
    this.prepare();
    const { graph, entries } = this;
    const folded = fold(query).trim().replace(/\s+/g, ' ');
    const key = compact(/kamerst/.test(folded) ? chamberless(folded) : folded);
    if (!key && !folded) return [];
    const scores = new Map();
    const give = (node, score) => {
      if (node !== undefined && score > (scores.get(node) || 0)) scores.set(node, score);
    };
    give(this.byId.get(folded), 1000);
    identifiers(folded).forEach((id, rank) => give(this.byId.get(id), 950 - rank));

    const article = folded.match(ARTICLE);
    const law = article && lawWords(folded.replace(article[0], ' '));
    const tokens = folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ').filter(Boolean);
    const noise = new Set(['kamerstuk', 'kamerstukken', 'kst', 'nr', 'no', 'de', 'het', 'van', 'een', 'en']);
    const telling = tokens.filter((t) => !noise.has(t));
    // With an article and a law, the words are read below.
    if (telling.length && !law) {
      entries.forEach((entry, node) => this.rate(entry, node, key, telling, give));
    }
    if (law) {
      for (const { node, score } of this.find(law).slice(0, 40)) give(node, 0.7 * score);
      const wanted = compact(law);
      for (const node of this.articles.get(article[1].replace(/[.:]$/, '')) || []) {
        const fits = entries[node].acts.some((name) => name === wanted);
        if (fits) give(node, 940);
        else if (entries[node].words.includes(` ${fold(law).replace(/[^\p{L}\p{N}]+/gu, ' ')}`)) give(node, 600);
      }
    }
    const weight = (node) => 6 * Math.log2(1 + graph.citedBy(node)) + 3 * graph.corpus[node];
    const found = [...scores].map(([node, score]) => ({ node, score: score + weight(node) }));
    return found.sort((a, b) => b.score - a.score || a.node - b.node);
  }

  rate(entry, node, key, tokens, give) {
    let best = 0;
    if (key) {
      for (const own of entry.keys) {
        if (own === key) best = Math.max(best, 800);
        else if (key.length > 1 && own.startsWith(key)) best = Math.max(best, 480 - Math.min(80, own.length - key.length));
      }
    }
    if (best < 700) {
      if (tokens.every((token) => entry.words.includes(` ${token}`))) best = Math.max(best, tokens.every((token) => entry.words.includes(` ${token} `)) ? 380 : 300);
      else if (tokens.every((token) => entry.words.includes(` ${token}`) || entry.title.includes(` ${token}`))) best = Math.max(best, 200);
      else if (key.length > 3 && entry.keys.some((own) => own.includes(key))) best = Math.max(best, 120);
    }
    if (best) give(node, best);
  }
}

// "Kamerstukken II 2018/19, 34 550": the chamber and the session are not in the number.
function chamberless(folded) {
  return folded.replace(/\b(?:i|ii|1|11|tk|ek)\b(?=[\s,]*(?:(?:18|19|20)\d\d\s*[-/]|\d\d\s?\d{3}))/, ' ').replace(/\b(?:18|19|20)\d\d\s*[-/]\s*\d{2,4}\b/, ' ');
}

// What is left of "art. 3, eerste lid, van de Vw" without the article: the law's name.
function lawWords(rest) {
  return rest
    .replace(/\b(?:\w+e\s+lid|lid\s+\w+|onder(?:deel)?\s+\w{1,2}|aanhef|sub\s+\w{1,2})\b/g, ' ')
    .replace(/^[\s,.;]*(?:(?:van|uit|jo|juncto|de|het)\b[\s,.]*)*/, '')
    .replace(/[\s,.;]+$/, '');
}
