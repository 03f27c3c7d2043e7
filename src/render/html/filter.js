// Which nodes and references are shown.

export class Filter {
  constructor(graph) {
    this.graph = graph;
    const years = Array.from(graph.year).filter(Boolean);
    this.years = years.length ? [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))] : null;
    this.heaviest = graph.count.reduce((a, b) => Math.max(a, b), 1);
    this.node = new Uint8Array(graph.nodes);
    this.edge = new Uint8Array(graph.edges);
    this.reset();
  }

  reset() {
    this.hidden = { family: new Set(), group: new Set() };
    [this.since, this.until] = this.years || [0, 0];
    this.undated = true;
    this.weight = 1;
    this.corpusOnly = false;
    this.lonely = true;
    this.apply();
  }

  get active() {
    const [first, last] = this.years || [0, 0];
    return this.hidden.family.size + this.hidden.group.size > 0 || this.since > first || this.until < last || !this.undated || this.weight > 1 || this.corpusOnly || !this.lonely;
  }

  apply() {
    const { graph, node, edge, hidden } = this;
    for (let n = 0; n < graph.nodes; n++) {
      const year = graph.year[n];
      const dated = year ? year >= this.since && year <= this.until : this.undated;
      node[n] = dated && !hidden.family.has(graph.family[n]) && !hidden.group.has(graph.group[n]) && (!this.corpusOnly || graph.corpus[n]) ? 1 : 0;
    }
    const tied = new Uint8Array(graph.nodes);
    let edges = 0;
    for (let e = 0; e < graph.edges; e++) {
      const [a, b] = [graph.source[e], graph.target[e]];
      edge[e] = node[a] && node[b] && graph.count[e] >= this.weight ? 1 : 0;
      if (edge[e]) {
        tied[a] = tied[b] = 1;
        edges++;
      }
    }
    // Whoever asks for frequent references does not ask for nodes without one.
    if (!this.lonely || this.weight > 1) for (let n = 0; n < graph.nodes; n++) node[n] &= tied[n];
    this.shown = { nodes: node.reduce((sum, n) => sum + n, 0), edges };
  }
}
