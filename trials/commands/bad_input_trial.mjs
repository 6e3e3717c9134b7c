#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// What people, programs and machines get wrong, against the real program: every refusal says what, where and what to do
// in Chinese and English, and nothing is half done, lost or shown to a stranger.
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { administer, call, events_of, finish, landport, pack, refused, room, says, serve, sleep, test } from './program.mjs';

const data = join(room, 'data');

// ISO 6346: letters count from 10 without the multiples of 11, each place twice the one before, modulo 11.
function unit(serial) {
  const body = `LPTU${String(serial).padStart(6, '0')}`;
  const value = (c) => (c >= 'A' ? [...'?A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ'].indexOf(c) + 9 : Number(c));
  const sum = [...body].reduce((s, c, i) => s + value(c) * 2 ** i, 0);
  return `${body}${(sum % 11) % 10}`;
}

let port, token;
const post = (path, body, headers = {}) => call(port.url, 'POST', path, { token, body, headers });
const get = (path) => call(port.url, 'GET', path, { token });
const events = () => events_of(port);
const admit = 'gate/admit-unit';
const empty_box = (serial, more = {}) => ({ unit: unit(serial), plate: 'A12345', size_type: '22G1', full: false, ...more });

// Bytes as they are, to a port that must answer before it hangs up.
const raw = (bytes) =>
  new Promise((done, fail) => {
    const socket = connect(port.port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    socket.on('data', (chunk) => (said += chunk));
    socket.on('error', fail);
    socket.setTimeout(10_000, () => fail(new Error('no answer')));
    socket.on('close', () => {
      const [head, body = ''] = said.split('\r\n\r\n');
      const status = Number(head.split(' ')[1]);
      let json = {};
      try {
        json = JSON.parse(body);
      } catch {
        // the case says what is missing
      }
      done({ status, text: said, json });
    });
  });

test('a port', async () => {
  port = await serve(data);
  const admin = await administer(port);
  token = await admin.token('PORT', ['terminal', 'gate', 'duty']);
});

test('malformed JSON is refused at its place', async () => {
  refused(await post(admit, '{"unit":'), 400, 'malformed.json', { place: 'line 1, column 9' });
  refused(await post(admit, '{"unit":"A",\n "plate": A1}'), 400, 'malformed.json', { place: 'line 2, column 11' });
  refused(await post(admit, '{"unit":"A"} and more'), 400, 'malformed.json', { place: 'line 1, column 14' });
  refused(await post(admit, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400, 'malformed.json');
  refused(await post(admit, '['.repeat(100_000)), 400, 'malformed.json');
  refused(await post(admit, '[]'), 422, 'malformed.type', { en: 'an object', zh: '对象' });
  refused(await post('batch', '{"commands":{}}'), 422, 'malformed.missing_field', { place: '/commands' });
});

test('an unknown field, table or address brings the one that was meant', async () => {
  refused(await post(admit, { unti: unit(1) }), 422, 'malformed.unknown_field', { place: '/unti', en: '“unit”', zh: '“unit”' });
  refused(await post(admit, empty_box(1, { gross_t: 24 })), 422, 'malformed.unknown_field', { place: '/gross_t', en: '“gross_kg”' });
  refused(await get('yard/stock?blokc=A'), 422, 'query.no_such_field', { place: 'blokc', en: '“block”' });
  refused(await get('yard/stock?sort=-blokc'), 422, 'query.no_such_field', { place: 'sort', en: '“block”' });
  refused(await get('yard/stcok'), 404, 'http.not_found', { en: '“yard/stock”' });
  refused(await post('gate/admit-units', empty_box(1)), 404, 'http.not_found', { en: '“gate/admit-unit”' });
  refused(await get('stream?tables=yard.stcok'), 404, 'query.no_such_table', { place: 'tables', en: '“yard.stock”' });
});

test('wrong units, types, choices and numbers are refused at their field', async () => {
  refused(await post(admit, empty_box(1, { gross_kg: '24 t' })), 422, 'malformed.type', { place: '/gross_kg', en: 'kilograms', zh: '千克' });
  refused(await post(admit, empty_box(1, { gross_kg: 24.5 })), 422, 'malformed.type', { place: '/gross_kg' });
  refused(await post(admit, empty_box(1, { gross_kg: -5 })), 422, 'malformed.range', { place: '/gross_kg' });
  refused(await post(admit, empty_box(1, { full: 'yes' })), 422, 'malformed.type', { place: '/full' });
  refused(await post(admit, empty_box(1, { condition: 'bad' })), 422, 'malformed.choice', { place: '/condition', en: 'damaged' });
  refused(await post(admit, empty_box(1, { size_type: '99ZZ' })), 422, 'malformed.code', { place: '/size_type' });
  refused(await post(admit, empty_box(1, { unit: 'CSQU305438' })), 422, 'malformed.unit_number', { place: '/unit' });
  refused(await post(admit, { ...empty_box(1), unit: undefined }), 422, 'malformed.missing_field', { place: '/unit' });
  refused(await post(admit, `{"unit":"${unit(1)}","unit":"${unit(2)}"}`), 422, 'malformed.duplicate_field', { place: '/unit' });
  refused(await post(admit, empty_box(1, { plate: 'x'.repeat(100_000) })), 422, 'malformed.text_too_long', { place: '/plate' });
  refused(await post(admit, empty_box(1, { unit: 'CSQU3054384' })), 422, 'gate.bad_check_digit', { place: '/unit', en: 'should be 3', zh: '应为 3' });
  refused(await get('yard/stock?limit=many'), 422, 'malformed.range', { place: 'limit' });
  refused(await post(admit, empty_box(1), { 'Idempotency-Key': 'mine' }), 422, 'malformed.code', { place: 'Idempotency-Key', zh: '命令编号' });
});

test('impossible times are refused', async () => {
  const at = (text) => post(`${admit}?happened_at=${encodeURIComponent(text)}`, empty_box(1));
  refused(await at('2999-01-01T00:00:00Z'), 422, 'command.happened_in_future', { place: 'happened_at' });
  refused(await at('2001-01-01T00:00:00Z'), 422, 'command.happened_too_long_ago', { place: 'happened_at' });
  for (const text of ['2026-13-45T00:00:00Z', '2026-02-30T08:00:00Z', '2026-11-20T25:00:00Z', 'yesterday', '2026-11-20T10:00:00', '2026-11-20', '20.11.2026 10:00']) {
    refused(await at(text), 422, 'malformed.instant', { place: 'happened_at', en: text, zh: text });
  }
  refused(await at('2026-11-20T10:00:00'), 422, 'malformed.instant', { en: 'zone', zh: '时区' });
  refused(await get('yard/stock?recorded_at=yesterday'), 422, 'malformed.instant', { place: 'recorded_at' });
  refused(await get('yard/stock?happened_at=2026-02-30T00:00:00Z'), 422, 'malformed.instant', { place: 'happened_at' });
});

test('nothing of all that is in the journal', async () => assert.equal(await events(), 0));

test('tokens: none, another port’s, taken back, run out', async () => {
  const ask = (secret) => call(port.url, 'GET', 'yard/stock', { token: secret });
  refused(await ask(undefined), 401, 'session.none');
  const elsewhere = landport(['token', '--data', join(room, 'elsewhere'), '--role', 'terminal']).out.trim();
  refused(await ask(elsewhere), 401, 'session.token_unknown', { en: 'token', zh: '令牌' });
  refused(await ask('lp_' + 'x'.repeat(500)), 401, 'session.token_unknown');
  refused(await call(port.url, 'POST', admit, { token: elsewhere, body: empty_box(1) }), 401, 'session.token_unknown');
  refused(await call(port.url, 'GET', 'yard/stock', { headers: { Cookie: 'landport_session=of-yesterday' } }), 401, 'session.ended');
  const old = landport(['token', '--data', data, '--role', 'terminal']).out.trim();
  const aged = spawnSync('python3', ['-c', `import sqlite3; db = sqlite3.connect(${JSON.stringify(join(data, 'accounts.db'))}, timeout=5); db.execute("UPDATE token SET expires = 1 WHERE made = (SELECT max(made) FROM token)"); db.commit()`]);
  if (aged.status === 0) refused(await ask(old), 401, 'session.token_expired', { en: 'expired', zh: '过期' });
  else console.log('       without python3 no token is aged here; http_test moves its clock instead');
  const shipper = landport(['token', '--data', data, '--role', 'shipper']).out.trim();
  refused(await call(port.url, 'POST', admit, { token: shipper, body: empty_box(1) }), 403, 'command.not_permitted');
  says(landport(['token', '--data', data, '--role', 'captain']), 2, 'captain', 'shipper', '可选');
});

test('too much of anything is refused before it is read, and the refusal arrives', async () => {
  const head = (more) => `POST /api/v1/gate/admit-unit HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${more}\r\n`;
  refused(await raw(head('Content-Length: 300000\r\n') + ' '.repeat(300_000)), 413, 'http.too_large', { en: '262144', zh: '262144' });
  refused(await raw(head('Content-Length: 999999999999\r\n')), 413, 'http.too_large');
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  refused(await raw(head('Transfer-Encoding: chunked\r\n') + chunk.repeat(6)), 413, 'http.too_large', { en: '262144' });
  refused(await raw(head(`X-Long: ${'a'.repeat(20_000)}\r\n`)), 431, 'http.header_too_large', { en: '16384', zh: '16384' });
  refused(await raw(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`), 431, 'http.header_too_large');
  refused(await raw('Dear port, please let me in.\r\n\r\n'), 400, 'http.malformed');
  refused(await raw('GET / HTTP/9.9\r\nHost: x\r\n\r\n'), 400, 'http.malformed');
  refused(await raw(head('Content-Length: many\r\n')), 400, 'http.malformed');
  const many = { commands: Array.from({ length: 10_001 }, () => ({ command: 'yard.plug_out', body: { unit: unit(1) } })) };
  refused(await post('batch', many), 422, 'malformed.list_too_long', { place: '/commands' });
  assert.equal((await call(port.url, 'GET', '/health')).status, 200);
});

test('a container is in one place', async () => {
  const first = await post(admit, empty_box(10));
  assert.equal(first.status, 200, first.text);
  const before = await events();
  refused(await post(admit, empty_box(10, { plate: 'B67890' })), 409, 'gate.already_inside', { place: '/unit', en: unit(10) });
  const twice = await post('batch', { commands: [20, 20].map((n, i) => ({ command: 'gate.admit_unit', body: empty_box(n, { plate: `T${i}` }) })) });
  assert.equal(twice.status, 422, twice.text);
  refused({ ...twice, status: twice.json.refusals[0].problem.status, json: twice.json.refusals[0].problem }, 409, 'gate.already_inside');
  assert.equal(twice.json.refusals[0].index, 1);
  assert.equal(await events(), before, 'and the first of the two is not inside either');
  const stand = (serial, position) => post('yard/correct-position', { unit: unit(serial), position, reason: 'seen there' });
  assert.equal((await stand(10, 'A-01-01-1')).status, 200);
  refused(await post(admit, empty_box(10, { plate: 'C1' })), 409, 'gate.already_inside', { en: 'A-01-01-1' });
  assert.equal((await post(admit, empty_box(11, { plate: 'D1' }))).status, 200);
  refused(await stand(11, 'A-01-01-1'), 409, 'yard.position_taken', { en: unit(10) });
  refused(await stand(11, 'A-01-01-3'), 409, 'yard.floats');
  refused(await stand(11, 'Z-01-01-1'), 404, 'yard.no_such_block', { place: '/position' });
  refused(await stand(11, 'somewhere'), 422, 'yard.position_malformed', { place: '/position' });
  const found = (await get(`yard/stock?limit=100&after=${await events()}`)).json.rows.filter((row) => row.unit === unit(10));
  assert.equal(found.length, 1);
});

test('a folder that another port holds, a port that is taken, an address that is not ours', async () => {
  const taken = (args) => landport(['serve', '--pack', pack, ...args]);
  says(taken(['--data', data, '--port', '0']), 1, '正在使用', 'is using', data, String(port.child.pid));
  says(taken(['--data', join(room, 'other'), '--port', String(port.port)]), 1, String(port.port), '已被占用', 'is taken', '--port');
  says(taken(['--data', join(room, 'other'), '--port', '0', '--address', '192.0.2.1']), 1, '192.0.2.1', '不是本机的地址', 'not an address of this machine', '--address');
  says(taken(['--data', join(room, 'other'), '--port', '0', '--address', 'port.example']), 1, 'port.example', '--address');
  writeFileSync(join(room, 'a-file'), 'x');
  says(taken(['--data', join(room, 'a-file/data'), '--port', '0']), 1, '数据目录', 'data folder');
  says(taken(['--data', join(room, 'other'), '--port', '99999']), 2, '--port');
});

test('a pack with an error names the file, the line and the reason', async () => {
  const damage = (file, from, to, ...texts) => {
    const bad = join(room, 'pack');
    rmSync(bad, { recursive: true, force: true });
    cpSync(pack, bad, { recursive: true });
    const text = readFileSync(join(bad, file), 'utf8');
    assert.ok(text.includes(from), `${file} has no ${from}`);
    writeFileSync(join(bad, file), text.replace(from, to));
    says(landport(['check-pack', bad]), 2, file, ...texts);
    says(landport(['serve', '--data', join(room, 'other'), '--port', '0', '--pack', bad]), 2, file, ...texts);
  };
  damage('nodes.csv', '45.0000', 'forty', 'nodes.csv, line 3, column lat', '“forty”', '数值', 'a number');
  damage('legs.csv', ',TPBBB,', ',TPXXX,', 'legs.csv, line 2', 'TPXXX', '没有', 'There is no');
  damage('services.csv', 'depart_time', 'depart_tmie', 'services.csv', 'depart_tmie', '列', 'column');
  says(landport(['check-pack', join(room, 'nowhere')]), 2, '没有配置包目录', '--pack');
  says(landport(['check-pack', pack]), 0, 'sound');
});

// ---- what the machine does to a port ----

const units = async (p) => (await events_of(p), (await call(p.url, 'GET', 'container/units?limit=1', { token })).json.total);
const register = (p, serial, key) =>
  call(p.url, 'POST', 'container/register-unit', { token, body: { unit: unit(serial), size_type: '22G1' }, headers: { 'Idempotency-Key': key } });

// A disk that is full and has room again: everything that was answered is there, everything that was refused is not.
async function survive(folder, fill, free) {
  const own = await serve(folder);
  const [secret, was] = [token, port];
  try {
    port = own;
    token = landport(['token', '--data', folder, '--role', 'terminal']).out.trim();
    let serial = 5000, answer, key;
    const next = async () => (key = randomBytes(16).toString('hex'), (answer = await register(own, ++serial, key)));
    assert.equal((await next()).status, 200, answer.text);
    fill(own);
    for (let i = 0; i < 2000 && (await next()).status === 200; i++);
    refused(answer, 503, 'port.store_fault', { en: 'Nothing was done', zh: '未生效' });
    assert.match(answer.json.title_en, /disk/, answer.text);
    assert.match(answer.json.title_zh, /磁盘/, answer.text);
    assert.equal(answer.headers.get('retry-after'), '1');
    const kept = serial - 5001;
    refused(await register(own, serial, key), 503, 'port.store_fault');
    assert.equal(await units(own), kept, 'it can be read, and shows what was answered and nothing else');
    assert.equal((await call(own.url, 'GET', '/health')).status, 200);
    const list = join(room, 'full.csv');
    writeFileSync(list, `unit,size_type\n${unit(9000)},22G1\n`);
    says(landport(['import', '--url', own.url, list], { env: { LANDPORT_TOKEN: token } }), 1, '磁盘', 'disk', 'Nothing was done');
    const sign_in = await call(own.url, 'POST', 'session', { body: { person: 'admin', password: /shown this once\): (\S+)/.exec(own.said())[1] }, headers: { 'X-Landport': '1' } });
    if (sign_in.status !== 200) refused(sign_in, 503, 'port.store_fault');
    free(own);
    const again = await register(own, serial, key);
    assert.equal(again.status, 200, again.text);
    assert.equal(again.json.repeated, false, 'what was refused had not been done');
    assert.equal((await register(own, serial, key)).json.repeated, true);
    assert.equal((await next()).status, 200, answer.text);
    assert.equal(await units(own), kept + 2);
    assert.equal(await own.stop(), 0, own.said());
    says(landport(['verify', '--data', folder, '--quiet']), 0, 'sound');
    const later = await serve(folder);
    assert.equal(await units(later), kept + 2, 'and after a restart too');
    await later.stop();
  } finally {
    [token, port] = [secret, was];
  }
}

test('a disk that is full refuses clearly, loses nothing, and goes on when there is room', async () => {
  const disk = join(room, 'disk');
  mkdirSync(disk);
  const mounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
  if (!mounted) return console.log('       no file system of its own can be mounted here; the limit on file sizes is tried alone');
  const filler = join(disk, 'filler');
  const fill = () => {
    const file = openSync(filler, 'w');
    try {
      for (const size of [65_536, 4_096, 1]) {
        try {
          for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break;
        } catch (full) {
          assert.equal(full.code, 'ENOSPC');
        }
      }
    } finally {
      closeSync(file);
    }
  };
  try {
    await survive(join(disk, 'data'), fill, () => rmSync(filler));
    fill();
    const ran = landport(['serve', '--data', join(disk, 'new'), '--pack', pack, '--port', '0']);
    says(ran, 1, '磁盘', 'disk');
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
});

test('a limit on the size of files is a disk that is full', async () => {
  const limit = (soft) => (own) => {
    const set = spawnSync('prlimit', ['--pid', String(own.child.pid), `--fsize=${soft}:`], { encoding: 'utf8' });
    assert.equal(set.status, 0, set.stderr);
  };
  await survive(join(room, 'limited'), limit(1), limit('unlimited'));
});

test('an old event that was altered is named soon after the start', async () => {
  const folder = join(room, 'long');
  const long = await serve(folder);
  const list = join(room, 'long.csv');
  writeFileSync(list, `unit,size_type\n${Array.from({ length: 1_500 }, (_, i) => `${unit(i)},22G1`).join('\n')}\n`);
  const secret = landport(['token', '--data', folder, '--role', 'terminal']).out.trim();
  says(landport(['import', '--data', folder, list], { env: { LANDPORT_TOKEN: secret } }), 0, '1500 rows');
  assert.equal(await long.stop(), 0);
  const bytes = readFileSync(join(folder, 'journal.db'));
  const at = bytes.indexOf(`"unit":"${unit(5)}"`);
  bytes.write('2', bytes.indexOf('22G1', at) + 3);
  writeFileSync(join(folder, 'journal.db'), bytes);
  says(landport(['verify', '--data', folder, '--quiet']), 1, 'event 6');
  const later = await serve(folder);
  for (let i = 0; i < 100 && !later.said().includes('账本已损坏'); i++) await sleep(50);
  for (const text of ['事件 6', 'event 6', 'landport verify', '恢复最近的备份', 'restore the last backup']) assert.ok(later.said().includes(text), later.said());
  assert.equal((await call(later.url, 'GET', '/health')).status, 200, 'it can be read meanwhile');
  await later.stop();
});

test('one byte that is not as it was written is found, and named', async () => {
  await port.stop();
  says(landport(['verify', '--data', data, '--quiet']), 0, 'sound');
  const damage = (name, from, to) => {
    const folder = join(room, name);
    cpSync(data, folder, { recursive: true });
    const bytes = readFileSync(join(folder, 'journal.db'));
    const at = bytes.indexOf(from);
    assert.ok(at > 0 || from === 'SQLite', `the file has no ${from}`);
    bytes.write(to, at + from.length - to.length);
    writeFileSync(join(folder, 'journal.db'), bytes);
    return folder;
  };
  const start = (folder) => landport(['serve', '--data', folder, '--pack', pack, '--port', '0']);
  // Some event of this unit that says its number and type, one letter of its data changed from 22G1 to 22G2.
  const altered = damage('altered', `"unit":"${unit(10)}","size_type":"22G1`, '2');
  const told = landport(['verify', '--data', altered, '--quiet']);
  says(told, 1, '账本有问题', 'not sound', '已被改动', 'was altered');
  const named = [...told.said.matchAll(/第 (\d+) 条 \/ event (\d+)/g)];
  assert.equal(named.length, 1, told.said);
  const [, number] = named[0];
  says(start(altered), 1, `event ${number}`, `事件 ${number}`, 'landport verify', '恢复最近的备份', 'restore the last backup');
  const broken = damage('broken', `"unit":"${unit(10)}"`, '!');
  const ran = landport(['verify', '--data', broken, '--quiet']);
  says(ran, 1, 'event', '条');
  says(start(broken), 1, 'event', '事件', 'landport verify');
  const headless = damage('headless', 'SQLite', 'X');
  says(landport(['verify', '--data', headless, '--quiet']), 1, 'journal', '备份');
  says(start(headless), 1, 'not a journal', '备份');
  says(landport(['verify', '--data', join(room, 'nowhere')]), 1, '没有账本', 'no journal');
});

await finish();
