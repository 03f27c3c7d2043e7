"""Reads every exported format back with the tool it is for, and answers every query a second time.

    pip install networkx scipy igraph rdflib     and Graphviz; Node with mermaid and the Cypher parser, where it is there
    python tests/exports/check.py target/release/verwijs corpus
    python tests/exports/check.py target/release/verwijs --db laws.db --level regulation

Whatever follows the program's name is given to `verwijs graph` and `verwijs query`. Exit code 0: all agree.
"""

import csv
import html
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import igraph
import networkx as nx
import rdflib

program, *inputs = sys.argv[1:]
program = os.path.abspath(program)
inputs = [os.path.abspath(i) if os.path.exists(i) else i for i in inputs]
folder = tempfile.mkdtemp(prefix="verwijs-exports-")
here = os.path.dirname(os.path.abspath(__file__))
wrong = []


def check(what, ok, detail=""):
    print(f"{'ok' if ok else 'WRONG':6} {what} {detail}", flush=True)
    if not ok:
        wrong.append(what)


def export(form, ending):
    path = os.path.join(folder, f"graph.{ending}")
    subprocess.run([program, "graph", *inputs, "--format", form, "-o", path], check=True, stderr=subprocess.DEVNULL)
    return path


def query(*words):
    out = subprocess.run([program, "query", *words, *inputs, "--format", "jsonl"], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


# ---- exports ----

with open(export("json", "json"), encoding="utf-8") as file:
    data = json.load(file)
graph = nx.node_link_graph(data, edges="edges")
nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
weights = sum(w for _, _, w in graph.edges(data="weight"))
check("node-link JSON, networkx", (nodes, edges) == (len(data["nodes"]), len(data["edges"])) and graph.is_directed(), f"{nodes} nodes, {edges} edges, {weights} citations")
labels = dict(graph.nodes(data="label"))

read = nx.read_graphml(export("graphml", "graphml"))
same = nx.utils.graphs_equal(nx.DiGraph(read.edges()), nx.DiGraph(graph.edges()))
check("GraphML, networkx", (read.number_of_nodes(), read.number_of_edges()) == (nodes, edges) and same and dict(read.nodes(data="label")) == labels)
check("GraphML, networkx: weights", sum(w for _, _, w in read.edges(data="weight")) == weights)
read = igraph.Graph.Read_GraphML(os.path.join(folder, "graph.graphml"))
check("GraphML, igraph", (read.vcount(), read.ecount()) == (nodes, edges) and read.vs["label"] == [labels[html.unescape(i)] for i in read.vs["id"]])

read = nx.read_gexf(export("gexf", "gexf"))
check("GEXF, networkx", (read.number_of_nodes(), read.number_of_edges()) == (nodes, edges) and dict(read.nodes(data="label")) == labels)
viz = "{http://www.gexf.net/1.2draft/viz}"
tree = xml.parse(os.path.join(folder, "graph.gexf"))
check("GEXF: a colour and a size for each node", len(list(tree.iter(viz + "color"))) == nodes == len(list(tree.iter(viz + "size"))))

rows = list(csv.DictReader(open(export("csv-nodes", "nodes.csv"), encoding="utf-8", newline="")))
links = list(csv.DictReader(open(export("csv-edges", "edges.csv"), encoding="utf-8", newline="")))
check("CSV", {r["id"]: r["label"] for r in rows} == labels and {(r["source"], r["target"]) for r in links} == set(graph.edges()))
check("CSV: weights", sum(int(r["weight"]) for r in links) == weights)
rows = list(csv.DictReader(open(export("neo4j-nodes", "neo4j-nodes.csv"), encoding="utf-8", newline="")))
links = list(csv.DictReader(open(export("neo4j-edges", "neo4j-edges.csv"), encoding="utf-8", newline="")))
ids = {r["id:ID"] for r in rows}
check("Neo4j CSV", len(ids) == nodes and len(links) == edges and all(r[":START_ID"] in ids and r[":END_ID"] in ids and r[":TYPE"] == "CITES" for r in links))

turtle, linked = rdflib.Graph(), rdflib.Graph()
turtle.parse(export("turtle", "ttl"), format="turtle")
linked.parse(export("json-ld", "jsonld"), format="json-ld")
dcterms = rdflib.Namespace("http://purl.org/dc/terms/")
for name, read in [("Turtle, rdflib", turtle), ("JSON-LD, rdflib", linked)]:
    found = (len(set(read.subjects(dcterms.identifier))), len(list(read.triples((None, dcterms.references, None)))))
    check(name, found == (nodes, edges), f"{len(read)} statements")
cito, ours = rdflib.Namespace("http://purl.org/spar/cito/"), rdflib.Namespace("urn:x-verwijs:term:")
told = {(turtle.value(turtle.value(c, cito.hasCitingEntity), dcterms.identifier).toPython(), turtle.value(turtle.value(c, cito.hasCitedEntity), dcterms.identifier).toPython()): turtle.value(c, ours["count"]).toPython() for c in turtle.subjects(rdflib.RDF.type, cito.Citation)}
check("Turtle: how often", told == {(a, b): w for a, b, w in graph.edges(data="weight")}, f"{len(told)} citations")
check("Turtle and JSON-LD say the same", set(turtle) == set(linked))
check("Turtle: identifiers", {str(o) for o in turtle.objects(None, dcterms.identifier)} == set(graph))

dot = export("dot", "dot")
if shutil.which("gc"):
    counts = subprocess.run(["gc", "-n", "-e", dot], capture_output=True, text=True).stdout.split()
    legend = 1 if nodes <= 800 else 0
    check("DOT, Graphviz", [int(c) for c in counts[:2]] == [nodes + legend, edges])
    if nodes <= 800:
        drawn = subprocess.run(["dot", "-Tsvg", dot], capture_output=True, text=True)
        check("DOT, drawn", drawn.returncode == 0 and drawn.stdout.count('class="edge"') == edges)
else:
    print("-      DOT: no Graphviz here")

mermaid, cypher = export("mermaid", "mmd"), export("cypher", "cypher")
if nodes <= 2000 and shutil.which("node") and os.path.isdir(os.path.join(here, "node_modules")):
    for name, path, expected in [("mermaid", mermaid, [nodes, edges]), ("cypher", cypher, [nodes, edges])]:
        run = subprocess.run(["node", os.path.join(here, f"{name}.mjs"), path], capture_output=True, text=True)
        check(f"{name}, its own parser", run.returncode == 0 and json.loads(run.stdout) == expected, (run.stdout + run.stderr)[:300].strip())
else:
    print("-      Mermaid, Cypher: no Node, no `npm install` in tests/exports, or too large for their parsers")

# ---- queries ----

plain = nx.DiGraph(graph.edges())
plain.add_nodes_from(graph)
level = inputs[inputs.index("--level") + 1] if "--level" in inputs else "document"


def near(a, b, most=1e-6):
    return set(a) == set(b) and all(abs(a[k] - b[k]) <= most for k in a)


ranked = query("rank")
check("rank: in-degree", {r["id"]: r["in_degree"] for r in ranked} == dict(plain.in_degree()))
check("rank: citations", {r["id"]: r["citations"] for r in ranked} == dict(graph.in_degree(weight="weight")))
check("rank: PageRank", near({r["id"]: r["pagerank"] for r in ranked}, nx.pagerank(plain, tol=1e-15, max_iter=5000), 1e-8))
weighted = query("rank", "--weighted")
check("rank: PageRank, weighted", near({r["id"]: r["pagerank"] for r in weighted}, nx.pagerank(graph, weight="weight", tol=1e-15, max_iter=5000), 1e-8))
hubs, authorities = nx.hits(plain, max_iter=10000, tol=1e-12)
check("rank: hubs", near({r["id"]: r["hub"] for r in ranked}, hubs, 1e-6))
check("rank: authorities", near({r["id"]: r["authority"] for r in ranked}, authorities, 1e-6))



def parts(node):
    """A law with its articles, where these are nodes of their own."""
    prefix = f"jci1.3:c:{node}&" if node.startswith("BWB") else node.removesuffix("/TXT") if node.endswith("/TXT") else f"{node}&"
    return {n for n in graph if n == node or n.startswith(prefix)} if level == "article" else {node}


def gathered(edges, inside):
    """How often each other end is reached, without what lies within the law itself."""
    counts = {}
    for other, weight in edges:
        if other not in inside:
            counts[other] = counts.get(other, 0) + weight
    return counts


whole = [r["id"] for r in ranked if level != "article" or r["id"].startswith("jci")]
top = [i for i in whole if graph.out_degree(i)][:8] or whole[:8]
for node in top[:3]:
    cited = {r["id"]: r["count"] for r in query("cites", node)}
    inside = parts(node)
    check(f"cites {node}", cited == gathered(((t, graph[n][t]["weight"]) for n in inside for t in graph.successors(n)), inside))
for node in [r["id"] for r in ranked[:3]] + top[:2]:
    citing = {r["id"]: r["count"] for r in query("cited-by", node)}
    inside = parts(node)
    check(f"cited-by {node}", citing == gathered(((s, graph[s][n]["weight"]) for n in inside for s in graph.predecessors(n)), inside))
    years = query("history", node)
    check(f"history {node}", sum(y["citations"] for y in years) == sum(citing.values()) and {i for y in years for i in y["ids"]} == set(citing))

sources = [n for n in graph if graph.out_degree(n) and (level != "article" or n.startswith("jci"))]
pairs = [(a, b) for a in sources[:: max(1, len(sources) // 6)] for b in [whole[0], whole[20 % len(whole)]] if a != b]
for a, b in pairs[:8]:
    ours = sorted(r["ids"] for r in query("path", a, b, "--limit", "100000"))
    theirs = sorted(nx.all_shortest_paths(plain, a, b)) if nx.has_path(plain, a, b) else []
    check(f"path {a} {b}", ours == theirs, f"{len(ours)} chains")

for a, b in zip(top, top[1:]):
    rows = query("between", a, b)
    both = {r["id"] for r in rows if r["relation"] == "both-cite"}, {r["id"] for r in rows if r["relation"] == "cites-both"}
    check(f"between {a} {b}", both == (set(plain[a]) & set(plain[b]), set(plain.pred[a]) & set(plain.pred[b])))

for node in top[:3]:
    def cosines(neighbours):
        own, counts = set(neighbours[node]), {}
        for common in own:
            for other in (plain.pred if neighbours is plain.succ else plain.succ)[common]:
                if other != node:
                    counts[other] = counts.get(other, 0) + 1
        return {o: c / math.sqrt(len(own) * len(neighbours[o])) for o, c in counts.items()}

    rows = query("like", node)
    ours = {r["id"]: r["coupling"] for r in rows if r["both_cite"]}, {r["id"]: r["cocitation"] for r in rows if r["cite_both"]}
    check(f"like {node}", near(ours[0], cosines(plain.succ), 1e-9) and near(ours[1], cosines(plain.pred), 1e-9))

components = sorted(sorted(g["ids"]) for g in query("groups", "--components"))
check("groups: components", components == sorted(sorted(c) for c in nx.weakly_connected_components(plain)), f"{len(components)}")
groups = query("groups")
undirected = nx.Graph()
undirected.add_nodes_from(graph)
for a, b, w in graph.edges(data="weight"):
    undirected.add_edge(a, b, weight=w + (undirected[a][b]["weight"] if undirected.has_edge(a, b) else 0))
members = [set(g["ids"]) for g in groups]
check("groups: every node once", sum(map(len, members)) == nodes and set().union(*members) == set(graph))
check("groups: connected", all(nx.is_connected(undirected.subgraph(m)) for m in members))
ours = nx.community.modularity(undirected, members)
theirs = igraph.Graph.from_networkx(undirected)
leiden = theirs.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1)
check("groups: as good as igraph's Leiden", ours >= leiden.modularity - 0.01, f"modularity {ours:.4f}, igraph {leiden.modularity:.4f}")

circles = query("cycles")
strong = sorted(sorted(c) for c in nx.strongly_connected_components(plain) if len(c) > 1)
check("cycles", sorted(sorted(c["ids"]) for c in circles) == strong, f"{len(strong)}")
for c in circles:
    shortest = min((len(x) for x in nx.simple_cycles(plain.subgraph(c["ids"]), length_bound=2)), default=None) or nx.girth(plain.subgraph(c["ids"]))
    if len(c["circle"]) - 1 != shortest or not nx.is_path(plain, c["circle"]):
        check(f"cycles: the shortest of {c['ids'][:3]}", False, c["circle"])
turns = {frozenset(c) for c in map(tuple, nx.simple_cycles(plain, length_bound=3))}
short = query("cycles", "--longest", "3")
check("cycles: all up to three", len(short) == sum(1 for _ in nx.simple_cycles(plain, length_bound=3)) and {frozenset(r["ids"]) for r in short} == turns, f"{len(short)}")

outside = {n: graph.in_degree(n, weight="weight") for n, here_ in graph.nodes(data="in_corpus") if not here_}
check("dangling", {r["id"]: r["citations"] for r in query("dangling")} == outside, f"{len(outside)}")

figures = {(r["of"], r["figure"]): r["value"] for r in query("stats")}
check("stats: graph", (figures["graph", "nodes"], figures["graph", "references"], figures["graph", "components"]) == (nodes, edges, len(components)))
mutual = sum(1 for a, b in plain.edges() if a < b and plain.has_edge(b, a))
check("stats: mutual", figures["graph", "pairs that cite each other"] == mutual)
kinds = {r["status"]: 0 for r in query("unresolved") + query("ambiguous")}
for row in query("unresolved") + query("ambiguous"):
    kinds[row["status"]] += row["count"]
check("unresolved, ambiguous", all(figures["citations", status] == count for status, count in kinds.items()), str(kinds))

start = top[0]
part = query("rank", "--from", start, "--depth", "2", "--direction", "in")
check("--from --depth --direction", {r["id"] for r in part} == set(nx.single_source_shortest_path_length(plain.reverse(), start, cutoff=2)))
heavy = query("rank", "--min-weight", "3")
check("--min-weight", {r["id"] for r in heavy} == {n for a, b, w in graph.edges(data="weight") if w >= 3 for n in (a, b)})

shutil.rmtree(folder)
print(f"{len(wrong)} wrong" if wrong else "all agree")
sys.exit(bool(wrong))
