// Draws the scene with WebGL 2: one instance a node, one a reference.
import { SIZES } from './camera.js';
import { rgb } from './theme.js';

// Pieces of a bent reference.
const PIECES = 10;

const COMMON = `#version 300 es
precision highp float;
uniform vec2 u_centre, u_middle, u_size;
uniform float u_scale;
vec2 place(vec2 at) { return (at - u_centre) * u_scale + u_middle; }
vec4 clip(vec2 at) { return vec4(at.x / u_size.x * 2.0 - 1.0, 1.0 - at.y / u_size.y * 2.0, 0.0, 1.0); }
float drawn(float radius) {
  float r = max(radius * u_scale, ${SIZES.SMALL.toFixed(1)});
  return r > ${SIZES.LARGE.toFixed(1)} ? ${SIZES.LARGE.toFixed(1)} * sqrt(r / ${SIZES.LARGE.toFixed(1)}) : r;
}`;

const LINE = `${COMMON}
layout(location = 0) in vec2 a_from;
layout(location = 1) in vec2 a_to;
layout(location = 2) in vec2 a_shape;
layout(location = 3) in vec4 a_color;
uniform float u_bend, u_thin, u_alpha;
uniform int u_pieces, u_arrows;
out vec4 v_color;
out float v_side, v_half;
void main() {
  vec2 p = place(a_from), q = place(a_to), d = q - p + vec2(1e-4, 0.0);
  vec2 across = vec2(-d.y, d.x) * u_bend;
  v_color = vec4(a_color.rgb, u_alpha);
  float width = a_shape.x * u_thin;
  v_half = width / 2.0;
  if (u_arrows == 1) {
    vec2 along = normalize(d - across * 4.0);
    float size = 3.0 + 2.0 * width;
    vec2 tip = q - along * (drawn(a_shape.y) + 0.5);
    vec2 corner = gl_VertexID == 0 ? vec2(0.0) : vec2(-size, (gl_VertexID == 1 ? 0.42 : -0.42) * size);
    v_side = 0.0;
    v_half = 1.0;
    gl_Position = clip(length(d) < size * 2.0 ? tip : tip + along * corner.x + vec2(-along.y, along.x) * corner.y);
    return;
  }
  float t = float(gl_VertexID >> 1) / float(u_pieces);
  float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;
  vec2 along = d + across * 4.0 * (1.0 - 2.0 * t);
  v_side = side * (v_half + 0.5);
  vec2 at = p + d * t + across * 4.0 * t * (1.0 - t);
  gl_Position = clip(at + normalize(vec2(-along.y, along.x)) * v_side);
}`;

const LINE_INK = `#version 300 es
precision mediump float;
in vec4 v_color;
in float v_side, v_half;
out vec4 color;
void main() {
  float cover = clamp(v_half + 0.5 - abs(v_side), 0.0, 1.0) * min(1.0, v_half * 2.0);
  color = vec4(v_color.rgb, 1.0) * v_color.a * cover;
}`;

const NODE = `${COMMON}
layout(location = 0) in vec3 a_node;
layout(location = 1) in vec4 a_color;
layout(location = 2) in float a_state;
out vec2 v_at;
out float v_radius, v_state, v_corpus;
out vec3 v_color;
void main() {
  v_radius = drawn(a_node.z) + (a_state > 2.5 ? 1.5 : 0.0);
  v_state = a_state;
  v_color = a_color.rgb;
  v_corpus = a_color.a;
  vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, gl_VertexID < 2 ? -1.0 : 1.0);
  v_at = corner * (v_radius + (a_state > 2.5 ? 6.0 : 1.0));
  gl_Position = clip(place(a_node.xy) + v_at);
}`;

const NODE_INK = `#version 300 es
precision mediump float;
in vec2 v_at;
in float v_radius, v_state, v_corpus;
in vec3 v_color;
uniform vec3 u_paper, u_ink;
out vec4 color;
void main() {
  float far = length(v_at);
  float rim = clamp(v_radius * 0.22, 0.6, 2.0);
  float inside = clamp(v_radius - rim - far + 0.5, 0.0, 1.0);
  float whole = clamp(v_radius - far + 0.5, 0.0, 1.0);
  vec3 fill = mix(u_paper, v_color, v_corpus > 0.5 ? 0.82 : 0.26);
  vec3 ring = v_corpus > 0.5 ? mix(v_color, u_ink, 0.18) : mix(u_paper, v_color, 0.75);
  vec3 ink = mix(ring, fill, inside);
  float alpha = whole * (v_state > 0.5 && v_state < 1.5 ? 0.16 : 1.0);
  if (v_state > 2.5) {
    float halo = clamp(1.0 - abs(far - v_radius - 3.0) + 0.5, 0.0, 1.0);
    ink = mix(ink, u_ink, halo);
    alpha = max(alpha, halo);
  }
  color = vec4(ink, 1.0) * alpha;
}`;

export class WebglRenderer {
  // Throws where the browser has no WebGL 2.
  constructor(canvas) {
    this.canvas = canvas;
    const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, premultipliedAlpha: true, powerPreference: 'high-performance' });
    if (!gl) throw new Error('no WebGL 2');
    this.gl = gl;
    this.begin();
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => {
      this.begin();
      this.load(this.scene, this.theme);
      this.restored?.();
    });
  }

  begin() {
    const { gl } = this;
    this.line = program(gl, LINE, LINE_INK);
    this.node = program(gl, NODE, NODE_INK);
    this.nodes = { array: gl.createVertexArray(), facts: gl.createBuffer(), colors: gl.createBuffer(), states: gl.createBuffer(), count: 0 };
    this.edges = layer(gl);
    this.bright = layer(gl);
    // The references as they were drawn last: where nothing but what stands out has changed, they are not drawn again.
    this.kept = { frame: gl.createFramebuffer(), color: gl.createRenderbuffer(), of: '', width: 0, height: 0 };
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  // Everything anew: after a change of filter or colours.
  load(scene, theme) {
    Object.assign(this, { scene, theme });
    const { gl, nodes } = this;
    const { graph, filter } = scene;
    // Small nodes stand before large ones.
    this.kept.of = '';
    this.order = scene.bySize.filter((node) => filter.node[node]);
    const facts = new Float32Array(this.order.length * 3);
    const colors = new Uint8Array(this.order.length * 4);
    const palette = graph.kinds[graph.by].map((kind) => rgb(kind.color).map((v) => Math.round(v * 255)));
    this.order.forEach((node, at) => {
      facts.set([graph.x[node], graph.y[node], graph.radius[node]], at * 3);
      colors.set(palette[graph[graph.by][node]], at * 4);
      colors[at * 4 + 3] = graph.corpus[node] ? 255 : 0;
    });
    nodes.count = this.order.length;
    gl.bindVertexArray(nodes.array);
    attribute(gl, nodes.facts, facts, 0, 3, gl.FLOAT);
    attribute(gl, nodes.colors, colors, 1, 4, gl.UNSIGNED_BYTE, true);
    fillLayer(gl, this.edges, scene, scene.edges, (edge) => scene.edgeColor(edge, theme));
    this.mark();
  }

  // After another node was chosen or pointed at.
  mark() {
    const { gl, scene, nodes } = this;
    gl.bindVertexArray(nodes.array);
    attribute(gl, nodes.states, Uint8Array.from(this.order, (node) => scene.state[node]), 2, 1, gl.UNSIGNED_BYTE);
    fillLayer(gl, this.bright, scene, scene.bright, (edge) => scene.brightColor(edge, this.theme));
  }

  // Draws at most `budget` references, the most frequent ones.
  draw(camera, budget) {
    const { gl, canvas, scene, theme } = this;
    const { width, height } = canvas;
    gl.viewport(0, 0, width, height);
    const view = (p) => {
      gl.useProgram(p.program);
      gl.uniform2f(p.at('u_centre'), camera.x, camera.y);
      gl.uniform2f(p.at('u_middle'), ...camera.middle);
      gl.uniform2f(p.at('u_size'), camera.width, camera.height);
      gl.uniform1f(p.at('u_scale'), camera.scale);
    };
    view(this.line);
    const count = Math.min(budget, this.edges.count);
    const { kept } = this;
    const of = [width, height, camera.x, camera.y, camera.scale, ...camera.middle, count, scene.alpha].join();
    if (kept.of !== of) {
      if (kept.width !== width || kept.height !== height) {
        gl.bindRenderbuffer(gl.RENDERBUFFER, kept.color);
        gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, width, height);
        gl.bindFramebuffer(gl.FRAMEBUFFER, kept.frame);
        gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, kept.color);
      }
      Object.assign(kept, { of, width, height });
      gl.bindFramebuffer(gl.FRAMEBUFFER, kept.frame);
      gl.clearColor(...rgb(theme.colors.paper), 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      this.lines(this.edges, count, scene.alpha, Math.min(1, 0.55 + 0.15 * camera.scale), scene.few || camera.scale > 3);
    }
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, kept.frame);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    this.lines(this.bright, this.bright.count, scene.brightAlpha, scene.brightThick, true);
    view(this.node);
    gl.uniform3f(this.node.at('u_paper'), ...rgb(theme.colors.paper));
    gl.uniform3f(this.node.at('u_ink'), ...rgb(theme.colors.ink));
    gl.bindVertexArray(this.nodes.array);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.nodes.count);
  }

  // Tells how many milliseconds the last drawing took on the graphics card.
  done(tell) {
    const { gl } = this;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    const begun = performance.now();
    gl.flush();
    const look = () => {
      if (!fence || gl.isContextLost()) return;
      if (gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED) {
        gl.deleteSync(fence);
        tell(performance.now() - begun);
      } else setTimeout(look, 30);
    };
    setTimeout(look, 30);
  }

  lines(layer, count, alpha, thin, arrows) {
    if (!count) return;
    const { gl, line, scene } = this;
    const pieces = scene.bend ? PIECES : 1;
    gl.bindVertexArray(layer.array);
    gl.uniform1f(line.at('u_alpha'), alpha);
    gl.uniform1f(line.at('u_bend'), scene.bend);
    gl.uniform1f(line.at('u_thin'), thin);
    gl.uniform1i(line.at('u_pieces'), pieces);
    gl.uniform1i(line.at('u_arrows'), 0);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 2 * pieces + 2, count);
    if (arrows) {
      gl.uniform1i(line.at('u_arrows'), 1);
      gl.drawArraysInstanced(gl.TRIANGLES, 0, 3, count);
    }
  }
}

function program(gl, vertex, fragment) {
  const made = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) throw new Error(gl.getShaderInfoLog(shader));
  }
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(gl.getProgramInfoLog(made));
  const places = new Map();
  const at = (name) => {
    if (!places.has(name)) places.set(name, gl.getUniformLocation(made, name));
    return places.get(name);
  };
  return { program: made, at };
}

function attribute(gl, buffer, values, at, size, type, normalised = false) {
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, size, type, normalised, 0, 0);
  gl.vertexAttribDivisor(at, 1);
}

function layer(gl) {
  return { array: gl.createVertexArray(), ends: gl.createBuffer(), shapes: gl.createBuffer(), colors: gl.createBuffer(), count: 0 };
}

function fillLayer(gl, layer, scene, edges, color) {
  const { graph } = scene;
  const ends = new Float32Array(edges.length * 4);
  const shapes = new Float32Array(edges.length * 2);
  const colors = new Uint8Array(edges.length * 4);
  edges.forEach((edge, at) => {
    const [from, to] = [graph.source[edge], graph.target[edge]];
    ends[at * 4] = graph.x[from];
    ends[at * 4 + 1] = graph.y[from];
    ends[at * 4 + 2] = graph.x[to];
    ends[at * 4 + 3] = graph.y[to];
    shapes[at * 2] = scene.width(edge);
    shapes[at * 2 + 1] = graph.radius[to];
    const [r, g, b] = color(edge);
    colors[at * 4] = r * 255;
    colors[at * 4 + 1] = g * 255;
    colors[at * 4 + 2] = b * 255;
    colors[at * 4 + 3] = 255;
  });
  layer.count = edges.length;
  gl.bindVertexArray(layer.array);
  gl.bindBuffer(gl.ARRAY_BUFFER, layer.ends);
  gl.bufferData(gl.ARRAY_BUFFER, ends, gl.DYNAMIC_DRAW);
  for (const at of [0, 1]) {
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, 2, gl.FLOAT, false, 16, at * 8);
    gl.vertexAttribDivisor(at, 1);
  }
  attribute(gl, layer.shapes, shapes, 2, 2, gl.FLOAT);
  attribute(gl, layer.colors, colors, 3, 4, gl.UNSIGNED_BYTE, true);
}
