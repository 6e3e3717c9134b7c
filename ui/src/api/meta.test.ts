// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Meta, type ApiDocument } from './meta';

const document: ApiDocument = {
  paths: {
    '/api/v1/gate/admit-unit': {
      post: {
        summary: 'Admit unit', 'x-zh': '进闸', 'x-roles': ['gate'],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/GateAdmitUnit' } } } },
      },
    },
    '/api/v1/yard/stock': {
      get: { summary: 'Stock', 'x-zh': '在场箱', responses: { '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/YardStockPage' } } } } } },
    },
    '/api/v1/yard/stock/{key}/events': { get: { summary: 'behind', responses: {} } },
  },
  components: {
    schemas: {
      GateAdmitUnit: {
        type: 'object',
        properties: {
          unit: { type: 'string', format: 'unit-number', title: 'Unit', 'x-zh': '箱号' },
          condition: { type: 'string', enum: ['sound', 'damaged'], 'x-labels': { sound: ['完好', 'Sound'], damaged: ['残损', 'Damaged'] }, title: 'Condition', 'x-zh': '箱况' },
          goods: { type: 'array', items: { type: 'object', properties: { mass_kg: { type: 'integer', 'x-unit': 'kg', title: 'Mass', 'x-zh': '重量' } } }, title: 'Goods', 'x-zh': '货物' },
        },
        required: ['unit'],
      },
      YardStockRow: { type: 'object', properties: { _key: { type: 'string' }, unit: { type: 'string', title: 'Unit', 'x-zh': '箱号' } } },
      YardStockPage: { type: 'object', properties: { rows: { type: 'array', items: { $ref: '#/components/schemas/YardStockRow' } } } },
    },
  },
};

describe('what the port says about itself', () => {
  const meta = new Meta(document);
  it('names its commands with words, roles and fields', () => {
    const admit = meta.commands.get('gate.admit_unit')!;
    expect([admit.zh, admit.en, admit.roles]).toEqual(['进闸', 'Admit unit', ['gate']]);
    expect(admit.fields.map((f) => [f.name, f.required])).toEqual([['unit', true], ['condition', false], ['goods', false]]);
    expect(admit.fields[1]!.labels!.sound).toEqual(['完好', 'Sound']);
    expect(admit.fields[2]!.fields![0]!.unit).toBe('kg');
  });
  it('names its tables, without the keys that every row has, and no drill-down as a table', () => {
    expect([...meta.tables.keys()]).toEqual(['yard.stock']);
    expect(meta.tables.get('yard.stock')!.fields.map((f) => f.name)).toEqual(['unit']);
  });
});
