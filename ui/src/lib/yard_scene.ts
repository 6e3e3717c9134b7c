// SPDX-License-Identifier: Apache-2.0
// The yard in three dimensions: each kind of thing is one mesh of many instances, and nothing is drawn while nothing
// changes. It takes plain numbers in metres and gives back which unit was pressed; it knows no table and no page.
import * as three from 'three';
import { MapControls } from 'three/examples/jsm/controls/MapControls.js';

export interface SceneBox {
  id: string;
  x: number;
  y: number;
  z: number;
  turn: number;
  length: number;
  width: number;
  height: number;
  colour: string;
}
export interface SceneLabel {
  text: string;
  x: number;
  z: number;
  y?: number;
}
export interface SceneLine {
  points: [number, number, number][];
  colour: string;
}
export interface SceneLook {
  ground: string;
  ink: string;
  line: string;
  accent: string;
  paper: string;
  dark: boolean;
}

const move_ms = 700;
const fly_ms = 800;
const ease = (p: number) => (p < 0.5 ? 2 * p * p : 1 - (2 - 2 * p) ** 2 / 2);

// Neighbours in a stack are told apart by an edge as thick as a pixel, without a second mesh for it.
function edged(): three.MeshLambertMaterial {
  const material = new three.MeshLambertMaterial();
  material.defines = { USE_UV: '' };
  material.onBeforeCompile = (shader) => {
    shader.fragmentShader = shader.fragmentShader.replace(
      '#include <color_fragment>',
      `#include <color_fragment>
      vec2 inner = min(vUv, 1.0 - vUv) / fwidth(vUv);
      diffuseColor.rgb *= mix(0.62, 1.0, smoothstep(0.4, 1.4, min(inner.x, inner.y)));`,
    );
  };
  return material;
}

interface Instance {
  box: SceneBox;
  from: { x: number; y: number; z: number } | null; // while it moves
  since: number;
}

export class YardScene {
  private renderer: three.WebGLRenderer;
  private scene = new three.Scene();
  private camera = new three.PerspectiveCamera(42, 1, 1, 6000);
  private controls: MapControls;
  private units: three.InstancedMesh;
  private things: three.InstancedMesh; // wagons and cranes
  private still = new three.Group(); // ground, blocks, tracks, labels
  private orders = new three.Group();
  private frame: three.LineSegments;
  private boxes = new Map<string, Instance>();
  private order: string[] = [];
  private chosen: string | null = null;
  private flight: { from: three.Vector3; to: three.Vector3; eyeFrom: three.Vector3; eyeTo: three.Vector3; since: number } | null = null;
  private asked = 0;
  private calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  private light = new three.HemisphereLight(0xffffff, 0xb4bcbc, 2.2);
  private sun = new three.DirectionalLight(0xffffff, 1.5);
  private look: SceneLook | null = null;

  // Throws when the browser has no WebGL.
  constructor(private canvas: HTMLCanvasElement) {
    this.renderer = new three.WebGLRenderer({ canvas, antialias: true, powerPreference: 'low-power' });
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio || 1));
    this.controls = new MapControls(this.camera, canvas);
    this.controls.maxPolarAngle = 1.45;
    this.controls.minDistance = 12;
    this.controls.maxDistance = 2500;
    this.controls.enableDamping = false;
    this.controls.keyPanSpeed = 40;
    this.controls.listenToKeyEvents(canvas);
    this.controls.addEventListener('change', () => this.draw());
    this.units = this.instances(1);
    this.things = this.instances(1);
    const edges = new three.EdgesGeometry(new three.BoxGeometry(1, 1, 1));
    this.frame = new three.LineSegments(edges, new three.LineBasicMaterial({ depthTest: false }));
    this.frame.renderOrder = 2;
    this.frame.visible = false;
    this.sun.position.set(-200, 420, 380);
    this.scene.add(this.light, this.sun, this.still, this.orders, this.units, this.things, this.frame);
  }

  get renderer_name(): string {
    const gl = this.renderer.getContext();
    const named = gl.getExtension('WEBGL_debug_renderer_info');
    return String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  }

  private instances(count: number): three.InstancedMesh {
    const mesh = new three.InstancedMesh(new three.BoxGeometry(1, 1, 1), edged(), Math.max(1, count));
    mesh.count = 0;
    mesh.frustumCulled = false;
    return mesh;
  }

  setLook(look: SceneLook): void {
    this.look = look;
    this.scene.background = new three.Color(look.paper);
    this.scene.fog = new three.Fog(look.paper, 900, 3200);
    (this.frame.material as three.LineBasicMaterial).color.set(look.ink);
    this.light.intensity = look.dark ? 1.7 : 2.3;
    this.draw();
  }

  setGround(areas: { points: [number, number][]; colour: string }[], lines: SceneLine[], labels: SceneLabel[]): void {
    this.clear(this.still);
    areas.forEach(({ points, colour }, i) => {
      const shape = new three.Shape(points.map(([x, z]) => new three.Vector2(x, -z)));
      const mesh = new three.Mesh(new three.ShapeGeometry(shape), new three.MeshBasicMaterial({ color: colour, side: three.DoubleSide }));
      mesh.rotation.x = -Math.PI / 2;
      mesh.position.y = i === 0 ? -0.3 : -0.1;
      this.still.add(mesh);
    });
    for (const line of lines) this.still.add(this.lineOf(line));
    for (const label of labels) this.still.add(this.labelOf(label));
    this.draw();
  }

  private lineOf(line: SceneLine): three.Line {
    const geometry = new three.BufferGeometry().setFromPoints(line.points.map((p) => new three.Vector3(...p)));
    return new three.Line(geometry, new three.LineBasicMaterial({ color: line.colour }));
  }

  private labelOf(label: SceneLabel): three.Sprite {
    const pen = document.createElement('canvas').getContext('2d')!;
    const size = 44;
    const face = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`;
    pen.font = face;
    const width = Math.ceil(pen.measureText(label.text).width) + 16;
    pen.canvas.width = width;
    pen.canvas.height = size + 16;
    pen.font = face;
    pen.textBaseline = 'middle';
    pen.lineWidth = 8;
    pen.lineJoin = 'round';
    pen.strokeStyle = this.look?.ground ?? '#fff';
    pen.strokeText(label.text, 8, pen.canvas.height / 2);
    pen.fillStyle = this.look?.ink ?? '#000';
    pen.fillText(label.text, 8, pen.canvas.height / 2);
    const texture = new three.CanvasTexture(pen.canvas);
    texture.colorSpace = three.SRGBColorSpace;
    const sprite = new three.Sprite(new three.SpriteMaterial({ map: texture, depthTest: false, sizeAttenuation: false, fog: false }));
    const scale = 0.00042;
    sprite.scale.set(width * scale, pen.canvas.height * scale, 1);
    sprite.position.set(label.x, label.y ?? 12, label.z);
    sprite.renderOrder = 3;
    return sprite;
  }

  // Boxes that are known and stand elsewhere now are carried there, up and over.
  setUnits(list: SceneBox[]): void {
    const now = performance.now();
    const before = this.boxes;
    this.boxes = new Map();
    this.order = list.map((b) => b.id);
    for (const box of list) {
      const old = before.get(box.id);
      const moved = old && (old.box.x !== box.x || old.box.y !== box.y || old.box.z !== box.z);
      const from = moved && !this.calm ? this.at(old, now) : null;
      this.boxes.set(box.id, from ? { box, from, since: now } : { box, from: moved ? null : (old?.from ?? null), since: old?.since ?? now });
    }
    if (list.length > this.units.instanceMatrix.count) {
      this.scene.remove(this.units);
      this.units.dispose();
      this.units = this.instances(Math.ceil(list.length * 1.25));
      this.scene.add(this.units);
    }
    this.units.count = list.length;
    const colour = new three.Color();
    list.forEach((box, i) => this.units.setColorAt(i, colour.set(box.colour)));
    if (this.units.instanceColor) this.units.instanceColor.needsUpdate = true;
    this.place(now);
    this.choose(this.chosen);
  }

  setThings(list: SceneBox[]): void {
    if (list.length > this.things.instanceMatrix.count) {
      this.scene.remove(this.things);
      this.things.dispose();
      this.things = this.instances(Math.ceil(list.length * 1.25));
      this.scene.add(this.things);
    }
    this.things.count = list.length;
    const colour = new three.Color();
    list.forEach((box, i) => {
      this.things.setMatrixAt(i, this.matrix(box, box));
      this.things.setColorAt(i, colour.set(box.colour));
    });
    this.things.instanceMatrix.needsUpdate = true;
    if (this.things.instanceColor) this.things.instanceColor.needsUpdate = true;
    this.draw();
  }

  // Moves that are ordered: from where to where, as an arc.
  setOrders(list: { from: [number, number, number]; to: [number, number, number] }[], colour: string): void {
    this.clear(this.orders);
    for (const { from, to } of list) {
      const high = Math.max(from[1], to[1]) + 8;
      const curve = new three.CubicBezierCurve3(new three.Vector3(...from), new three.Vector3(from[0], high, from[2]), new three.Vector3(to[0], high, to[2]), new three.Vector3(...to));
      this.orders.add(this.lineOf({ points: curve.getPoints(24).map((p) => [p.x, p.y, p.z]), colour }));
    }
    this.draw();
  }

  private matrix(box: SceneBox, at: { x: number; y: number; z: number }): three.Matrix4 {
    return new three.Matrix4().compose(new three.Vector3(at.x, at.y, at.z), new three.Quaternion().setFromAxisAngle(new three.Vector3(0, 1, 0), box.turn), new three.Vector3(box.length, box.height, box.width));
  }

  private at(one: Instance, now: number): { x: number; y: number; z: number } {
    const { box, from } = one;
    const p = from ? Math.min(1, (now - one.since) / move_ms) : 1;
    if (!from || p >= 1) return { x: box.x, y: box.y, z: box.z };
    const e = ease(p);
    return { x: from.x + (box.x - from.x) * e, y: from.y + (box.y - from.y) * e + Math.sin(Math.PI * p) * 9, z: from.z + (box.z - from.z) * e };
  }

  // True while something is on its way.
  private place(now: number): boolean {
    let going = false;
    this.order.forEach((id, i) => {
      const one = this.boxes.get(id)!;
      if (one.from && now - one.since >= move_ms) one.from = null;
      if (one.from) going = true;
      this.units.setMatrixAt(i, this.matrix(one.box, this.at(one, now)));
    });
    this.units.instanceMatrix.needsUpdate = true;
    this.units.boundingSphere = null;
    this.draw();
    return going;
  }

  // Where a unit is drawn once it has arrived; for the page, and for trials.
  where(id: string): SceneBox | null {
    return this.boxes.get(id)?.box ?? null;
  }

  choose(id: string | null): void {
    this.chosen = id;
    const box = id ? this.boxes.get(id)?.box : undefined;
    this.frame.visible = Boolean(box);
    if (box) {
      this.frame.matrixAutoUpdate = false;
      this.frame.matrix.copy(this.matrix({ ...box, length: box.length + 0.4, height: box.height + 0.3, width: box.width + 0.4 }, box));
      this.frame.matrixWorldNeedsUpdate = true;
    }
    this.draw();
  }

  // So steeply from above that a box of the row before it, one tier higher, does not hide what was sought.
  fly(x: number, y: number, z: number, far = 55): void {
    const to = new three.Vector3(x, y, z);
    const eyeTo = to.clone().add(new three.Vector3(0.2, 0.92, 0.42).multiplyScalar(far));
    this.flight = { from: this.controls.target.clone(), to, eyeFrom: this.camera.position.clone(), eyeTo, since: performance.now() - (this.calm ? fly_ms : 0) };
    this.draw();
  }

  // A yard along a railway is long and narrow: it is looked along, from above its south-west corner, so that all of it
  // is in the picture and the near half can be read.
  whole(x1: number, z1: number, x2: number, z2: number): void {
    const [x, z] = [(x1 + x2) / 2, (z1 + z2) / 2];
    const [long, deep] = [x2 - x1, z2 - z1];
    if (long > 3 * deep) {
      this.controls.target.set(x1 + long * 0.24, 0, z);
      this.camera.position.set(x1 - long * 0.04, long * 0.14, z2 + long * 0.13);
    } else {
      const tan = Math.tan((this.camera.fov * Math.PI) / 360);
      const far = Math.max(long / 2 / tan / this.camera.aspect, deep / 2 / tan);
      this.controls.target.set(x, 0, z);
      this.camera.position.set(x, far * 0.6, z + far * 0.75);
    }
    this.flight = null;
    this.controls.update();
    this.draw();
  }

  zoom(factor: number): void {
    this.camera.position.sub(this.controls.target).divideScalar(factor).add(this.controls.target);
    this.controls.update();
    this.draw();
  }

  // The unit at a point of the canvas, in its own pixels.
  pick(px: number, py: number): string | null {
    const ray = new three.Raycaster();
    ray.setFromCamera(new three.Vector2((2 * px) / this.canvas.clientWidth - 1, 1 - (2 * py) / this.canvas.clientHeight), this.camera);
    const hit = ray.intersectObject(this.units)[0];
    return hit?.instanceId === undefined ? null : (this.order[hit.instanceId] ?? null);
  }

  resize(): void {
    const [w, h] = [this.canvas.clientWidth, this.canvas.clientHeight];
    if (!w || !h) return;
    this.renderer.setSize(w, h, false);
    this.camera.aspect = w / h;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  private draw(): void {
    cancelAnimationFrame(this.asked);
    this.asked = requestAnimationFrame(() => {
      const now = performance.now();
      if ([...this.boxes.values()].some((b) => b.from)) this.place(now);
      if (this.flight) {
        const f = this.flight;
        const p = Math.min(1, (now - f.since) / fly_ms);
        this.controls.target.lerpVectors(f.from, f.to, ease(p));
        this.camera.position.lerpVectors(f.eyeFrom, f.eyeTo, ease(p));
        if (p >= 1) this.flight = null;
        this.controls.update();
        this.draw();
      }
      this.renderer.render(this.scene, this.camera);
    });
  }

  private clear(group: three.Group): void {
    for (const child of group.children as (three.Mesh & three.Sprite)[]) {
      child.geometry?.dispose();
      (child.material as three.SpriteMaterial).map?.dispose();
      (child.material as three.Material).dispose();
    }
    group.clear();
  }

  remove(): void {
    cancelAnimationFrame(this.asked);
    this.clear(this.still);
    this.clear(this.orders);
    this.units.dispose();
    this.things.dispose();
    this.controls.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
