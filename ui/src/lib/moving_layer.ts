// SPDX-License-Identifier: Apache-2.0
// Draws what moves over the map, on a canvas of its own, so that a train that goes a pixel does not have the whole map
// drawn again. WebGL points: ten thousand are one call.

const vertex = `attribute vec2 at; attribute float tone; uniform vec4 view; uniform float size;
varying float colour; varying float big;
void main() {
  gl_Position = vec4((at.x - view.x) * view.z, (view.y - at.y) * view.w, 0.0, 1.0);
  big = step(7.5, tone);
  colour = tone - 8.0 * big;
  gl_PointSize = size * (1.0 + 0.45 * big);
}`;
const fragment = `precision mediump float; uniform vec3 colours[5]; uniform vec3 edge; varying float colour; varying float big;
void main() {
  vec2 p = abs(gl_PointCoord - 0.5) * 2.0;
  float d = length(max(p - 0.55, 0.0)) / 0.45;
  if (d > 1.0) discard;
  vec3 c = colours[0];
  if (colour > 0.5) c = colours[1];
  if (colour > 1.5) c = colours[2];
  if (colour > 2.5) c = colours[3];
  if (colour > 3.5) c = colours[4];
  float rim = max(max(p.x, p.y), d);
  gl_FragColor = vec4(rim > 0.66 && rim < 0.9 ? edge : c, 1.0);
}`;

export interface View {
  x: number; // centre, in the square of Web Mercator
  y: number;
  world: number; // pixels across the whole square
  width: number;
  height: number;
}

const rgb = (hex: string): [number, number, number] => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255) as [number, number, number];

export class MovingLayer {
  private gl: WebGLRenderingContext;
  private program: WebGLProgram;
  private points: WebGLBuffer;
  private data = new Float32Array(0);
  private at: number;
  private tone: number;
  private uniforms: Record<'view' | 'size' | 'colours' | 'edge', WebGLUniformLocation | null>;

  constructor(private canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl', { alpha: true, antialias: false, depth: false, premultipliedAlpha: true });
    if (!gl) throw new Error('no WebGL');
    this.gl = gl;
    this.program = gl.createProgram()!;
    for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
    }
    gl.linkProgram(this.program);
    this.points = gl.createBuffer()!;
    this.at = gl.getAttribLocation(this.program, 'at');
    this.tone = gl.getAttribLocation(this.program, 'tone');
    const uniform = (name: string) => gl.getUniformLocation(this.program, name);
    this.uniforms = { view: uniform('view'), size: uniform('size'), colours: uniform('colours'), edge: uniform('edge') };
  }

  paint(at: Float64Array, tones: Uint8Array, chosen: number, view: View, size: number, colours: string[], edge: string): void {
    const { gl, canvas } = this;
    const density = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(view.width * density), Math.round(view.height * density)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    gl.viewport(0, 0, w, h);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const n = tones.length;
    if (!n) return;
    if (this.data.length < 3 * n) this.data = new Float32Array(3 * n);
    const data = this.data;
    // The chosen one is drawn last and larger.
    let k = 0;
    for (let i = 0; i < n; i++) {
      if (i === chosen) continue;
      data[k++] = at[2 * i]! - view.x;
      data[k++] = at[2 * i + 1]! - view.y;
      data[k++] = tones[i]!;
    }
    if (chosen >= 0 && chosen < n) {
      data[k++] = at[2 * chosen]! - view.x;
      data[k++] = at[2 * chosen + 1]! - view.y;
      data[k++] = tones[chosen]! + 8;
    }
    gl.useProgram(this.program);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.points);
    gl.bufferData(gl.ARRAY_BUFFER, data.subarray(0, k), gl.DYNAMIC_DRAW);
    gl.enableVertexAttribArray(this.at);
    gl.vertexAttribPointer(this.at, 2, gl.FLOAT, false, 12, 0);
    gl.enableVertexAttribArray(this.tone);
    gl.vertexAttribPointer(this.tone, 1, gl.FLOAT, false, 12, 8);
    // Differences from the centre are taken in double precision above, so a close look does not tremble.
    gl.uniform4f(this.uniforms.view, 0, 0, (2 * view.world) / view.width, (2 * view.world) / view.height);
    gl.uniform1f(this.uniforms.size, size * density);
    gl.uniform3fv(this.uniforms.colours, colours.flatMap(rgb));
    gl.uniform3fv(this.uniforms.edge, rgb(edge));
    gl.drawArrays(gl.POINTS, 0, k / 3);
  }

  remove(): void {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}
