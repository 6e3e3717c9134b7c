#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// `landport import`: the files of a port's clerk, with the port running and without, by the same route and with the same
// answers as over HTTP.
import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { administer, call, events_of, finish, landport, room, says, serve, sleep, test } from './program.mjs';

const data = join(room, 'data');
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const departure = (days) => `T-AD-${day(days).replaceAll('-', '')}`;
const file = (name, content) => {
  writeFileSync(join(room, name), content);
  return join(room, name);
};
const bookings = (name, ...rows) =>
  file(`${name}.csv`, `departure,箱型,Quantity,gross_kg,hs_code,reference\n${rows.map((row) => row.join(',')).join('\n')}\n`);
const good = (reference) => [departure(5), '22G1', 1, 9000, 847130, reference];
const here = (...args) => landport(['import', '--data', data, ...args]);

// A workbook with one sheet, as a spreadsheet program packs it.
function workbook(name, sheet, rows) {
  const folder = join(room, `${name}-parts`);
  const put = (path, xml) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), `<?xml version="1.0" encoding="UTF-8"?>${xml}`);
  };
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const cell = (value, column, row) => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    return typeof value === 'number' ? `<c r="${at}"><v>${value}</v></c>` : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  put('[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`);
  put('_rels/.rels', `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  put('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`);
  put('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`);
  put('xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}"><sheetData>${rows.map((row, r) => `<row r="${r + 1}">${row.map((v, c) => cell(v, c, r)).join('')}</row>`).join('')}</sheetData></worksheet>`);
  const target = join(room, `${name}.xlsx`);
  const zipped = spawnSync('zip', ['-q', '-r', '-X', target, '.'], { cwd: folder });
  assert.equal(zipped.status, 0, String(zipped.error ?? zipped.stderr));
  return target;
}

// A loading list of two units; the check digit of the second should be 3, and is 4.
const coprar =
  "UNB+UNOA:2+RAIL:ZZZ+PORT:ZZZ+261125:0700+LP1'UNH+M1+COPRAR:D:95B:UN'BGM+45+LIST1+9'TDT+20+X1+2+25+CRE:172:ZZZ'" +
  "LOC+9+TPAAA:139:6'EQD+CN+CSQU3054383+22G1:102:5++2+5'MEA+AAE+VGM+KGM:9500'" +
  "EQD+CN+CSQU3054384+22G1:102:5++2+5'MEA+AAE+VGM+KGM:9600'CNT+16:2'UNT+10+M1'UNZ+1+LP1'";

let port, tokens = {};
const total = async (table) => {
  await events();
  return (await call(port.url, 'GET', table, { token: tokens.terminal })).json.total;
};
const events = () => events_of(port);

test('the help says what there is, in both languages', () => {
  says(landport(['import', '--help']), 0, '--data', '--url', '--token', 'LANDPORT_TOKEN', '--as', '--kind', '--dry-run', '导入', 'exit code');
  says(landport(['import']), 2, 'file');
});

test('a folder without a journal is not made into one', () => {
  says(here('--as', 'li', bookings('early', good('early'))), 2, '没有账本', 'There is no journal');
});

test('a port with people in it', async () => {
  port = await serve(data);
  const admin = await administer(port);
  await admin.organisation('FWD', 'forwarder');
  await admin.organisation('RAIL', 'carrier');
  await admin.person('li', 'FWD', ['shipper']);
  await admin.person('tom', 'PORT', ['terminal', 'gate']);
  tokens = { carrier: await admin.token('RAIL', ['carrier']), shipper: await admin.token('FWD', ['shipper']), terminal: await admin.token('PORT', ['terminal']) };
  const made = await call(port.url, 'POST', 'network/schedule-departures', { token: tokens.carrier, body: { service: 'T-AD', from: day(5), days: 2 } });
  assert.equal(made.status, 200, made.text);
});

test('it must be said who imports', () => {
  const list = bookings('who', good('who'));
  says(here(list), 2, '--as', 'LANDPORT_TOKEN', '请说明由谁导入', 'Say who imports');
  says(here('--as', 'nobody', list), 2, '没有可用的账号', 'no active account', 'li');
  says(here('--token', 'lp_nonsense', list), 2, 'not imported', '令牌', 'token');
});

test('into the port that runs, found through its folder', async () => {
  const before = await events();
  says(here('--as', 'li', '--dry-run', bookings('first', good('a'), good('b'))), 0, '试算', '2 rows', 'booking.request_booking');
  assert.equal(await events(), before, 'a dry run writes nothing');
  says(here('--as', 'li', bookings('first', good('a'), good('b'))), 0, '已导入', '2 rows', 'BK');
  assert.equal(await total('booking/bookings'), 2);
  const row = (await call(port.url, 'GET', 'booking/bookings?reference=a', { token: tokens.terminal })).json.rows[0];
  assert.equal(row.owner, 'FWD', 'in the name of the account’s own organisation');
});

test('the same file again is done once, whoever sends it and however', async () => {
  const before = await events(), list = bookings('first', good('a'), good('b'));
  says(here('--as', 'li', list), 0, '此前已导入', 'imported before');
  says(here('--as', 'li', '--dry-run', list), 0, '此前已导入', 'imported before');
  says(landport(['import', '--url', port.url, list], { env: { LANDPORT_TOKEN: tokens.shipper } }), 0, 'imported before');
  const api = await call(port.url, 'POST', 'import/booking/request-booking', { token: tokens.shipper, body: readFileSync(list) });
  assert.equal(api.json.repeated, true, 'and the API knows it too');
  assert.equal(await events(), before);
});

test('every wrong cell of a workbook is told with its sheet, row and column, and nothing is imported', async () => {
  const before = await events();
  const list = workbook('wrong', '订舱表', [
    ['departure', 'size_type', 'quantity', 'gross_kg', 'hs_code'],
    [departure(5), '22G1', 1, 9000, 847130],
    [departure(5), '9999999', 1, 9000, 847130],
    [departure(5), '22G1', 'several', 'heavy', 847130],
  ]);
  const ran = here('--as', 'li', list);
  says(ran, 3, '订舱表!B3 · 第 3 行 row 3 · 列 column size_type', '订舱表!C4', '订舱表!D4', '“several”', '整数', 'whole number', '3 处错误', '3 mistakes');
  assert.ok(!ran.said.includes('A2'), 'what is right is not named');
  assert.equal(await events(), before);
});

test('a rule that refuses a row names it', async () => {
  const before = await events();
  says(here('--as', 'li', bookings('full', good('x'), [departure(5), '22G1', 90, 9000, 847130, 'y'])), 3, '第 3 行 row 3', '1 mistakes');
  assert.equal(await events(), before, 'and the good row beside it is not booked');
});

test('a misspelt heading brings the one that was meant', () => {
  says(here('--as', 'li', file('misspelt.csv', `depature,size_type,quantity,gross_kg\n${departure(5)},22G1,1,9000\n`)), 3, 'A1', 'depature', '→ “departure”?');
});

test('container lists and messages are told by their content', async () => {
  const list = workbook('containers', 'units', [['箱号 *', '箱型 *', '皮重'], ['TRHU4307252', '22G1', 2200], ['MAGU5591240', '42G1', 3700]]);
  says(here('--as', 'tom', list), 0, 'container.register_unit', '2 rows');
  const ran = here('--as', 'tom', file('list.edi', coprar));
  says(ran, 0, 'edifact', '校验码不符', '--confirm-bad-check-digit', 'CSQU3054384');
  assert.equal(await total('container/units'), 3);
  says(here('--as', 'tom', '--confirm-bad-check-digit', file('list.edi', coprar)), 0, '已导入');
  assert.equal(await total('container/units'), 4);
  says(here('--as', 'tom', file('list.edi', coprar)), 0, 'imported before');
});

test('a broken message is refused at its segment and element', async () => {
  const before = await events();
  says(here('--as', 'tom', file('broken.edi', coprar.replace('KGM:9500', 'KGM:heavy'))), 3, 'segment 7 MEA, element 3, component 2', '未导入');
  says(here('--as', 'tom', file('half.edi', coprar.slice(0, 200))), 3, 'segment', '文件');
  assert.equal(await events(), before);
});

test('what cannot be told is asked, and can be forced', () => {
  const units = file('units.csv', 'unit\nTRHU4307252\n');
  says(here('--as', 'tom', units), 3, 'several kinds', '请指明种类', 'container.');
  says(here('--as', 'tom', file('recipe.csv', 'flour,sugar\n1,2\n')), 3, 'flour, sugar', '看不出', 'bookings, containers, edifact');
  says(here('--as', 'tom', '--kind', 'cakes', units), 3, '“cakes”', 'bookings');
  says(here('--as', 'tom', '--kind', 'containers', units), 3, 'size_type', '缺少字段');
  says(here('--as', 'tom', '--kind', 'edifact', units), 3, 'UN/EDIFACT');
  says(here('--as', 'tom', file('empty.csv', '')), 3, '没有任何内容', 'empty');
  says(here('--as', 'tom', join(room, 'nowhere.csv')), 2, '没有文件', 'There is no file');
});

test('a file gives nobody more than the account may', async () => {
  const before = await events();
  says(here('--as', 'li', file('list2.edi', coprar.replace('LP1', 'LP2'))), 2, '角色', 'role');
  says(here('--as', 'tom', bookings('tom', good('tom'))), 2, '角色', 'role');
  assert.equal(await events(), before);
});

test('without the port running, the journal is opened by the command itself', async () => {
  assert.equal(await port.stop(), 0);
  says(here('--as', 'li', '--dry-run', bookings('second', good('c'))), 0, '试算');
  says(here('--as', 'li', bookings('second', good('c'))), 0, '已导入', '1 rows');
  says(here('--as', 'li', bookings('second', good('c'))), 0, 'imported before');
  says(here('--token', tokens.shipper, bookings('third', good('d'))), 0, '已导入');
  says(here('--as', 'li', bookings('bad', [departure(5), '22G1', 'x', 9000, 847130, 'z'])), 3, 'C2');
  says(landport(['verify', '--data', data, '--quiet']), 0, 'sound');
  port = await serve(data);
  assert.equal(await total('booking/bookings'), 4);
});

test('a folder that is held by something else, and a port that is not there', async () => {
  await port.stop();
  const holder = spawn('flock', [join(data, 'landport.lock'), 'sleep', '20'], { stdio: 'ignore', detached: true });
  await sleep(200);
  says(here('--as', 'li', bookings('held', good('held'))), 1, '正在使用', 'is using');
  process.kill(-holder.pid);
  says(landport(['import', '--url', 'http://127.0.0.1:1', bookings('held', good('held'))], { env: { LANDPORT_TOKEN: 'x' } }), 1, '无法与港口', 'cannot be talked to');
  says(landport(['import', '--url', 'https://port', bookings('held', good('held'))], { env: { LANDPORT_TOKEN: 'x' } }), 2, 'http://HOST:PORT');
  says(landport(['import', '--url', port.url, bookings('held', good('held'))]), 2, 'landport token');
});

await finish();
