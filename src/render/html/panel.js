// The panels: what is found, what is filtered, and what a node cites and is cited by. All text is set as text.

const PAGE = 25;
const RESULTS = 30;
const RANKED = 12;
const many = (number, one, more = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : more}`;

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') element.style.cssText = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export class Panels {
  // `go(node)` chooses a node, `changed()` is told of a changed filter, `recolored()` of other colours.
  constructor(graph, filter, search, { go, changed, recolored, leave }) {
    Object.assign(this, { graph, filter, search, go, changed, recolored, leave });
    this.by = (id) => document.getElementById(id);
    this.panel = this.by('panel');
    this.fillFilters();
    this.fillRanking();
    this.wireSearch();
    this.counts();
  }

  dot(node) {
    const { graph } = this;
    return make('span', { class: graph.corpus[node] ? 'dot' : 'dot hollow', style: `--of: ${graph.kind(node).color}`, 'aria-hidden': 'true' });
  }

  // A button that goes to a node.
  link(node) {
    return make('button', { type: 'button', class: 'go', onclick: () => this.go(node) }, this.graph.label(node));
  }

  say(text) {
    this.by('said').textContent = text;
  }

  counts() {
    const { graph, filter } = this;
    const { nodes, edges } = filter.shown;
    const whole = `${many(graph.nodes, 'node')}, ${many(graph.edges, 'reference')}`;
    this.by('counts').textContent = filter.active ? `${nodes.toLocaleString('en')} of ${whole.replace(',', `, ${edges.toLocaleString('en')} of`)}` : whole;
    this.by('reset').hidden = !filter.active;
  }

  // ---- search

  wireSearch() {
    const [query, results] = [this.by('query'), this.by('results')];
    this.found = [];
    this.marked = -1;
    let waiting = 0;
    const look = () => this.showFound(query.value.trim());
    query.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, this.graph.nodes > 5000 ? 120 : 20);
    });
    query.addEventListener('focus', () => query.value.trim() && look());
    query.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (this.found.length) this.markFound((this.marked + (event.key === 'ArrowDown' ? 1 : -1) + this.found.length) % this.found.length);
      } else if (event.key === 'Enter') {
        clearTimeout(waiting);
        if (results.hidden) look();
        if (this.found.length) this.take(this.found[Math.max(0, this.marked)].node);
      } else if (event.key === 'Escape') {
        event.stopPropagation();
        if (results.hidden && !query.value) this.leave();
        else if (results.hidden) query.value = '';
        this.closeFound();
      }
    });
    document.addEventListener('pointerdown', (event) => {
      if (!this.by('home').contains(event.target)) this.closeFound();
    });
  }

  showFound(text) {
    const results = this.by('results');
    if (!text) return this.closeFound();
    const all = this.search.find(text);
    this.found = all.slice(0, RESULTS);
    const item = ({ node }, at) => {
      const { graph, filter } = this;
      const title = graph.titles[node];
      const facts = `${graph.ids[node]} · cited by ${graph.citedBy(node).toLocaleString('en')}${filter.node[node] ? '' : ' · filtered out'}`;
      return make('li', { role: 'option', id: `found-${at}`, 'aria-selected': 'false', onclick: () => this.take(node) },
        make('span', { class: 'name' }, this.dot(node), make('b', {}, graph.label(node))),
        title ? make('div', { class: 'about full' }, title) : null,
        make('div', { class: 'about' }, facts));
    };
    const rest = all.length - this.found.length;
    results.replaceChildren(
      ...this.found.map(item),
      ...(rest > 0 ? [make('li', { class: 'none', role: 'presentation' }, `and ${rest.toLocaleString('en')} more: say more of it`)] : []),
      ...(all.length ? [] : [make('li', { class: 'none', role: 'presentation' }, 'Nothing in this graph goes by that name or number.')]),
    );
    results.hidden = false;
    this.by('query').setAttribute('aria-expanded', 'true');
    this.by('home').classList.remove('opened');
    this.by('body').hidden = true;
    this.markFound(all.length ? 0 : -1);
    this.say(all.length ? `${many(all.length, 'result')}` : 'no results');
  }

  markFound(at) {
    this.marked = at;
    const query = this.by('query');
    [...this.by('results').children].forEach((item, n) => {
      if (item.getAttribute('role') !== 'option') return;
      item.setAttribute('aria-selected', String(n === at));
      if (n === at) item.scrollIntoView({ block: 'nearest' });
    });
    if (at >= 0) query.setAttribute('aria-activedescendant', `found-${at}`);
    else query.removeAttribute('aria-activedescendant');
  }

  closeFound() {
    this.by('results').hidden = true;
    this.by('body').hidden = false;
    this.by('query').setAttribute('aria-expanded', 'false');
    this.by('query').removeAttribute('aria-activedescendant');
    this.marked = -1;
  }

  take(node) {
    this.closeFound();
    // What is looked for is shown, whatever the filters say.
    if (!this.filter.node[node]) {
      this.filter.reset();
      this.showFilter();
      this.changed();
    }
    this.go(node);
    this.panel.focus({ preventScroll: true });
  }

  // ---- filters

  fillFilters() {
    const { graph, filter } = this;
    this.fillKinds();
    this.by('coloring').hidden = !graph.kinds.group.length;
    for (const radio of this.by('coloring').querySelectorAll('input')) {
      radio.checked = radio.value === graph.by;
      radio.addEventListener('change', () => {
        graph.by = radio.value;
        this.fillKinds();
        this.fillRanking();
        this.recolored();
        if (!this.panel.hidden) this.show(this.shownNode);
      });
    }
    this.by('years').hidden = !filter.years;
    // Twelve is often for one document; more is told apart by steps that grow.
    const steps = [1];
    while (steps[steps.length - 1] < filter.heaviest) steps.push(steps[steps.length - 1] < 10 ? steps[steps.length - 1] + 1 : Math.ceil(steps[steps.length - 1] * 1.3));
    if (steps.length > 1) steps[steps.length - 1] = Math.min(steps[steps.length - 1], filter.heaviest);
    this.steps = steps;
    this.by('weight').max = String(steps.length);
    this.by('weigh').hidden = steps.length < 2;
    const set = (id, event, change) =>
      this.by(id).addEventListener(event, (e) => {
        change(e.target);
        this.refilter();
      });
    const year = (text, otherwise) => (/^\d{4}$/.test(text) ? Number(text) : otherwise);
    set('since', 'input', (input) => (filter.since = year(input.value, filter.years[0])));
    set('until', 'input', (input) => (filter.until = year(input.value, filter.years[1])));
    set('undated', 'change', (input) => (filter.undated = input.checked));
    set('weight', 'input', (input) => (filter.weight = steps[input.value - 1]));
    set('corpus-only', 'change', (input) => (filter.corpusOnly = input.checked));
    set('lonely', 'change', (input) => (filter.lonely = input.checked));
    this.by('reset').addEventListener('click', () => {
      filter.reset();
      this.showFilter();
      this.changed();
      this.by('filters').querySelector('summary').focus();
    });
    const more = this.by('more');
    more.addEventListener('click', () => {
      this.closeFound();
      more.setAttribute('aria-expanded', String(this.by('home').classList.toggle('opened')));
    });
    this.showFilter();
  }

  // The families or communities, whichever colours tell, each with a box that hides it.
  fillKinds() {
    const { graph, filter } = this;
    const hidden = () => filter.hidden[graph.by];
    const nodes = new Array(graph.kinds[graph.by].length).fill(0);
    graph[graph.by].forEach((kind) => nodes[kind]++);
    const rows = graph.kinds[graph.by].map((kind, at) => {
      const box = make('input', { type: 'checkbox', checked: !hidden().has(at) });
      box.addEventListener('change', () => {
        if (box.checked) hidden().delete(at);
        else hidden().add(at);
        this.refilter();
      });
      const dot = make('span', { class: 'dot', style: `--of: ${kind.color}`, 'aria-hidden': 'true' });
      return make('label', {}, box, dot, make('span', { class: 'kind', title: kind.about || kind.name }, kind.name), make('span', { class: 'many' }, nodes[at].toLocaleString('en')));
    });
    this.by('kinds').replaceChildren(...rows);
  }

  refilter() {
    this.filter.apply();
    this.counts();
    this.by('weight-shown').textContent = this.filter.weight;
    this.say(`${many(this.filter.shown.nodes, 'node')} shown`);
    this.changed();
  }

  // Sets the controls to what the filter is.
  showFilter() {
    const { filter } = this;
    [...this.by('kinds').querySelectorAll('input')].forEach((box, at) => (box.checked = !filter.hidden[this.graph.by].has(at)));
    this.by('since').value = filter.since || '';
    this.by('until').value = filter.until || '';
    this.by('undated').checked = filter.undated;
    this.by('weight').value = String(this.steps.findIndex((step) => step >= filter.weight) + 1);
    this.by('weight-shown').textContent = filter.weight;
    this.by('corpus-only').checked = filter.corpusOnly;
    this.by('lonely').checked = filter.lonely;
    this.counts();
  }

  fillRanking() {
    const { graph } = this;
    const nodes = Uint32Array.from({ length: graph.nodes }, (_, n) => n).sort((a, b) => graph.citedBy(b) - graph.citedBy(a) || a - b);
    const items = [...nodes.slice(0, RANKED)].filter((n) => graph.citedBy(n)).map((n) => make('li', {}, this.link(n), ' ', make('span', { class: 'many' }, graph.citedBy(n).toLocaleString('en'))));
    this.by('ranking').replaceChildren(...items);
    this.by('most').hidden = !items.length;
    // With few families there is room for both.
    this.by('most').open ||= graph.kinds[graph.by].length <= 6;
  }

  // ---- one node

  show(node) {
    const { graph, panel } = this;
    this.shownNode = node;
    const family = graph.kinds.family[graph.family[node]].name;
    const facts = [family, graph.year[node] || null, graph.corpus[node] ? 'in the corpus' : 'cited only'].filter(Boolean);
    const documents = graph.documents[node];
    const url = graph.link(node);
    const head = make('div', { class: 'head' },
      make('h2', {}, graph.label(node)),
      make('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => this.leave() }, cross()),
      graph.titles[node] ? make('p', { class: 'title full', title: graph.titles[node] }, graph.titles[node]) : null,
      make('p', { class: 'facts' }, this.dot(node), ...facts.map((fact) => make('span', {}, String(fact))), graph.label(node) === graph.ids[node] ? null : make('code', {}, graph.ids[node])),
      documents.length ? make('p', { class: 'facts' }, make('span', {}, documents.length > 3 ? `${documents.slice(0, 3).join(', ')} and ${documents.length - 3} more` : documents.join(', '))) : null,
      url ? make('p', { class: 'links' }, make('a', { href: url, target: '_blank', rel: 'noopener noreferrer', id: 'official' }, 'Official page')) : null);
    const out = [];
    for (let edge = graph.outStart[node]; edge < graph.outStart[node + 1]; edge++) out.push(edge);
    const back = [...graph.inEdge.subarray(graph.inStart[node], graph.inStart[node + 1])];
    const cites = this.references('Cites', 'Cites nothing that was found', 'cites', out, (edge) => graph.target[edge]);
    const cited = this.references('Cited by', 'Cited by nothing in this graph', 'cited', back, (edge) => graph.source[edge]);
    const jump = (name, number, tone, to) =>
      make('button', { type: 'button', style: `--tone: var(--${tone})`, onclick: () => (panel.scrollTop += to.getBoundingClientRect().top - head.getBoundingClientRect().bottom) }, `${name} ${number.toLocaleString('en')}`);
    head.append(make('p', { class: 'jumps' }, jump('Cites', out.length, 'cites', cites), jump('Cited by', back.length, 'cited', cited)));
    panel.replaceChildren(head, cites, cited);
    panel.hidden = false;
    panel.scrollTop = 0;
    this.say(`${graph.label(node)}, ${facts.join(', ')}; cites ${graph.cites(node)}, cited by ${graph.citedBy(node)}`);
  }

  hide() {
    this.panel.hidden = true;
    this.panel.replaceChildren();
  }

  references(name, none, tone, edges, other) {
    const { graph, filter } = this;
    const shown = edges.filter((edge) => filter.edge[edge]);
    shown.sort((a, b) => graph.count[b] - graph.count[a] || graph.citedBy(other(b)) - graph.citedBy(other(a)) || a - b);
    const list = make('ul', { class: 'refs' });
    const further = make('button', { type: 'button', class: 'further' });
    const section = make('section', { style: `--tone: var(--${tone})` }, make('h3', {}, name, make('span', { class: 'many' }, edges.length.toLocaleString('en'))), list);
    let at = 0;
    const add = () => {
      const items = shown.slice(at, at + PAGE).map((edge) => this.reference(edge, other(edge)));
      at += items.length;
      list.append(...items);
      const left = shown.length - at;
      further.hidden = left <= 0;
      further.textContent = `Show ${Math.min(PAGE, left)} more of ${left.toLocaleString('en')}`;
      return items[0];
    };
    further.addEventListener('click', () => add()?.querySelector('button')?.focus());
    add();
    section.append(further);
    if (!edges.length) section.append(make('p', { class: 'empty' }, `${none}.`));
    else if (shown.length < edges.length) section.append(make('p', { class: 'empty' }, `${many(edges.length - shown.length, 'more is', 'more are')} filtered out.`));
    return section;
  }

  reference(edge, node) {
    const { graph } = this;
    const count = graph.count[edge];
    const { left, said: sentences } = graph.sentences(edge);
    const item = make('li', {}, make('div', { class: 'name' }, this.dot(node), this.link(node), make('span', { class: 'many', 'aria-label': `${count} times` }, `${count.toLocaleString('en')} ×`)));
    if (graph.titles[node]) item.append(make('div', { class: 'about full', title: graph.titles[node] }, graph.titles[node]));
    if (sentences.length) item.append(this.quote(edge, sentences[0]));
    const rest = left > 0 && sentences.length ? make('p', { class: 'left' }, `${many(left, 'more place', 'more places')} without its sentence here`.replace('places without its sentence', 'places without their sentences')) : null;
    if (sentences.length > 1) {
      item.append(make('details', {}, make('summary', {}, many(sentences.length - 1, 'more sentence')), ...sentences.slice(1).map((s) => this.quote(edge, s))));
    }
    if (rest) item.append(rest);
    return item;
  }

  quote(edge, { document: at, line, before, marked, after }) {
    const documents = this.graph.documents[this.graph.source[edge]];
    const place = documents.length > 1 ? `${documents[at]}, line ${line}` : `line ${line}`;
    return make('blockquote', {}, before, make('mark', {}, marked), after, ' ', make('cite', {}, `(${place})`));
  }
}

function cross() {
  const name = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(name, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(name, 'path');
  path.setAttribute('d', 'M5 5l10 10M15 5L5 15');
  svg.append(path);
  return svg;
}
