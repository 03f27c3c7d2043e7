// The graph as the page carries it, read into flat arrays.
import { inflate } from './inflate.js';

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

// Nodes are numbers below `nodes`, references below `edges`; edges stand by source, then by target.
export function readGraph(packed, packedSentences) {
  const bytes = inflate(bytesOf(packed.trim()));
  let at = 0;
  const number = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const length = number();
  const text = JSON.parse(new TextDecoder().decode(bytes.subarray(at, at + length)));
  at += length;

  const nodes = text.ids.length;
  const edges = text.edges;
  const extent = number();
  const [family, group, corpus] = [new Uint8Array(nodes), new Uint8Array(nodes), new Uint8Array(nodes)];
  const [year, url] = [new Uint16Array(nodes), new Uint16Array(nodes)];
  const [x, y, radius] = [new Float32Array(nodes), new Float32Array(nodes), new Float32Array(nodes)];
  const place = () => ((number() / 65535) * 2 - 1) * extent;
  for (let node = 0; node < nodes; node++) {
    family[node] = number();
    corpus[node] = number();
    year[node] = number();
    url[node] = number();
    x[node] = place();
    y[node] = place();
    radius[node] = number() / 16;
    group[node] = number();
  }
  const [source, target, count] = [new Uint32Array(edges), new Uint32Array(edges), new Uint32Array(edges)];
  const outStart = new Uint32Array(nodes + 1);
  for (let node = 0, edge = 0; node < nodes; node++) {
    outStart[node] = edge;
    let other = 0;
    for (let left = number(); left > 0; left--, edge++) {
      source[edge] = node;
      target[edge] = other += number();
      count[edge] = number();
    }
    outStart[node + 1] = edge;
  }
  const inStart = new Uint32Array(nodes + 1);
  for (let edge = 0; edge < edges; edge++) inStart[target[edge] + 1]++;
  for (let node = 0; node < nodes; node++) inStart[node + 1] += inStart[node];
  const inEdge = new Uint32Array(edges);
  const filled = inStart.slice(0, nodes);
  for (let edge = 0; edge < edges; edge++) inEdge[filled[target[edge]]++] = edge;

  // Of groups the largest have names; the last stands for all others.
  const groups = (text.groups || []).map(([name, color]) => ({ name, color, about: `The community of which ${name} is cited most` }));
  const kinds = {
    family: text.families.map(([name, color]) => ({ name, color })),
    group: text.rest && groups.length ? [...groups, { name: 'smaller communities', color: text.rest }] : groups,
  };
  const blockStart = Array.from({ length: number() }, number);
  return {
    title: text.title,
    kinds,
    // By what nodes are coloured: a key of `kinds`.
    by: kinds[text.first].length ? text.first : 'family',
    nodes,
    edges,
    extent,
    unsaid: text.unsaid,
    ids: text.ids,
    titles: text.titles,
    names: text.names,
    documents: text.documents,
    family,
    group,
    corpus,
    year,
    x,
    y,
    radius,
    source,
    target,
    count,
    outStart,
    inStart,
    inEdge,
    // The family or the group of a node, by which it is coloured now.
    kind(node) {
      return this.kinds[this.by][this[this.by][node]];
    },
    label: (node) => text.labels[node] || text.ids[node],
    citedBy: (node) => inStart[node + 1] - inStart[node],
    cites: (node) => outStart[node + 1] - outStart[node],
    link: (node) => (url[node] ? text.urls[url[node] - 1].split('{}').join(text.ids[node]) : null),
    sentences: sentenceReader(blockStart, packedSentences),
  };
}

// The law or act that an identifier names a part of, or the identifier as it is.
export function actOf(id) {
  const treaty = id.match(/^(12012[EMP])\d{3}$/);
  if (treaty) return `${treaty[1]}/TXT`;
  return id.replace(/^jci[\d.]+:c:/, '').split('&')[0];
}

// Sentences of a reference: of its block only what is looked at is unpacked, and the last blocks are kept.
function sentenceReader(blockStart, packedText) {
  const KEPT = 48;
  const kept = new Map();
  let packed = null;
  return (edge) => {
    let [low, high] = [0, blockStart.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (blockStart[middle] <= edge) low = middle;
      else high = middle;
    }
    if (!blockStart.length) return { left: 0, said: [] };
    packed ||= packedText().trim().split('\n');
    let block = kept.get(low);
    if (!block) {
      block = JSON.parse(new TextDecoder().decode(inflate(bytesOf(packed[low]))));
      kept.set(low, block);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    }
    const [left, ...said] = block[edge - blockStart[low]] || [0];
    return { left, said: said.map(([document, line, before, marked, after]) => ({ document, line, before, marked, after })) };
  };
}
