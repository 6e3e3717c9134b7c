// SPDX-License-Identifier: Apache-2.0
// What the port says about itself: every table, command and field with its words, read once from its API document.
import { shallowRef } from 'vue';
import { ask } from './client';

export interface Schema {
  type?: string | string[];
  format?: string;
  title?: string;
  enum?: string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  'x-zh'?: string;
  'x-unit'?: string;
  'x-labels'?: Record<string, [string, string]>;
}

export interface FieldMeta {
  name: string;
  zh: string;
  en: string;
  type: string;
  format: string;
  unit: string;
  required: boolean;
  labels?: Record<string, [string, string]>;
  choices?: string[];
  items?: Schema;
  fields?: FieldMeta[]; // of an object, or of the objects in a list
}

export interface ShapeMeta {
  name: string;
  zh: string;
  en: string;
  roles: string[];
  fields: FieldMeta[];
}

interface Operation {
  summary?: string;
  'x-zh'?: string;
  'x-en'?: string;
  'x-roles'?: string[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export class Meta {
  readonly tables = new Map<string, ShapeMeta>();
  readonly commands = new Map<string, ShapeMeta>();
  readonly queries = new Map<string, ShapeMeta>(); // by their answers
  private readonly schemas: Record<string, Schema>;

  constructor(document: ApiDocument) {
    this.schemas = document.components?.schemas ?? {};
    for (const [path, operations] of Object.entries(document.paths)) {
      const name = /^\/api\/v1\/([a-z-]+)\/([a-z0-9-]+)$/.exec(path);
      if (!name) continue;
      const wire = `${name[1]}.${name[2]}`.replaceAll('-', '_');
      const told = operations.post?.requestBody?.content?.['application/json']?.schema;
      if (told && operations.post) this.commands.set(wire, this.shape(wire, operations.post, told));
      const answer = operations.get?.responses?.['200']?.content?.['application/json']?.schema;
      const rows = answer && this.resolve(answer).properties?.rows?.items;
      if (rows && operations.get) this.tables.set(wire, this.shape(wire, operations.get, rows));
      else if (answer && operations.get) this.queries.set(wire, this.shape(wire, operations.get, answer));
    }
  }

  private shape(name: string, operation: Operation, schema: Schema): ShapeMeta {
    const whole = this.resolve(schema);
    return {
      name,
      zh: operation['x-zh'] ?? whole['x-zh'] ?? operation.summary ?? name,
      en: operation['x-en'] ?? operation.summary ?? whole.title ?? name,
      roles: operation['x-roles'] ?? [],
      fields: this.fields(whole),
    };
  }

  resolve(schema: Schema, depth = 0): Schema {
    if (depth > 8) return schema;
    if (schema.$ref) {
      const { $ref, ...words } = schema;
      return { ...this.resolve(this.schemas[$ref.split('/').pop() ?? ''] ?? {}, depth + 1), ...words };
    }
    if (schema.allOf) {
      const parts = schema.allOf.map((s) => this.resolve(s, depth + 1));
      const { allOf: _, ...words } = schema;
      return {
        ...Object.assign({}, ...parts),
        properties: Object.assign({}, ...parts.map((p) => p.properties ?? {})),
        required: parts.flatMap((p) => p.required ?? []),
        ...words,
      };
    }
    return schema;
  }

  fields(schema: Schema, depth = 0): FieldMeta[] {
    const whole = this.resolve(schema);
    return Object.entries(whole.properties ?? {})
      .filter(([name]) => !name.startsWith('_'))
      .map(([name, raw]) => {
        const s = this.resolve(raw);
        const type = Array.isArray(s.type) ? (s.type.find((t) => t !== 'null') ?? 'string') : (s.type ?? (s.properties ? 'object' : 'string'));
        const inner = type === 'object' ? s : type === 'array' && s.items ? this.resolve(s.items) : undefined;
        const labelled = s['x-labels'] ? s : s.items ? this.resolve(s.items) : s;
        return {
          name,
          zh: s['x-zh'] || s.title || name,
          en: s.title || name,
          type,
          format: s.format ?? inner?.format ?? '',
          unit: s['x-unit'] ?? '',
          required: whole.required?.includes(name) ?? false,
          labels: labelled['x-labels'],
          choices: labelled.enum,
          items: type === 'array' && s.items ? this.resolve(s.items) : undefined,
          fields: inner?.properties && depth < 4 ? this.fields(inner, depth + 1) : undefined,
        };
      });
  }
}

// The field of that name, also inside lists and groups: "units/milestones/code".
export function faceIn(shape: ShapeMeta | undefined, path: string): FieldMeta | undefined {
  let fields = shape?.fields;
  let found: FieldMeta | undefined;
  for (const name of path.split('/')) {
    found = fields?.find((f) => f.name === name);
    fields = found?.fields;
  }
  return found;
}

export const meta = shallowRef<Meta | null>(null);
let asked: Promise<Meta> | undefined;

export function loadMeta(): Promise<Meta> {
  asked ??= ask<ApiDocument>('openapi.json')
    .then((document) => (meta.value = new Meta(document)))
    .catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
  return asked;
}
