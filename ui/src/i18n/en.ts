// SPDX-License-Identifier: Apache-2.0
export default {
  nav: {
    overview: 'Overview', booking: 'Booking', trains: 'Trains', yard: 'Yard', gate: 'Gate', customs: 'Customs', track: 'Track', data: 'Data', admin: 'Admin',
    signIn: 'Sign in', follow: 'Public tracking', missing: 'No such page',
  },
  role: {
    shipper: 'Shipper or forwarder', carrier: 'Train operator', terminal: 'Terminal', gate: 'Gate', customs: 'Customs', bank: 'Bank', partner: 'Partner abroad', duty: 'Duty manager', admin: 'Administrator', clock: 'System clock',
  },
  shell: {
    skip: 'Skip to the page', navigation: 'Main navigation', brand: 'Landport, back to the overview', seek: 'Unit, booking, departure, wagon', language: 'Language / 切换语言', light: 'Light', dark: 'Dark',
    wall: 'Wall mode', wallOff: 'Leave wall mode', account: 'Account', leave: 'Sign out', more: 'More',
  },
  link: { idle: 'Not connected', connecting: 'Connecting', live: 'Live', broken: 'Connection lost, trying again', past: 'A past moment', sequence: 'Sequence' },
  asAt: {
    title: 'The port at any moment', short: 'Time', now: 'Now', before: '{span} ago', back15: 'Back 15 minutes', on15: 'On 15 minutes', span: 'Time span', exact: 'Exact time', clock: 'By which time',
    happened: 'Happened', recorded: 'Recorded', happenedLong: 'As it truly was, with what was recorded later', recordedLong: 'As the system knew it then, without what was recorded later', backToNow: 'Back to now',
    h6: 'Last 6 hours', h24: 'Last 24 hours', d7: 'Last 7 days', d30: 'Last 30 days',
  },
  signIn: { person: 'Account', password: 'Password', enter: 'Sign in', busy: 'Signing in…', public: 'No account?', follow: 'Follow goods by number and secret' },
  problem: {
    status: 'The port could not do this ({status})', unreachable: 'The server cannot be reached', unreachableRemedy: 'Check the network and try again; an order sent twice is done once.', page: 'An error on this page',
  },
  table: {
    count: '{n} in all', all: 'all', find: 'Filter', columns: 'Choose columns', export: 'Export XLSX', again: 'Try again', noneFound: 'Nothing matches the filter', none: 'Nothing here yet', loading: 'Loading…',
  },
  row: { events: 'How it came to be (events)', recordedLater: 'recorded {at}', noEvents: 'No events that you may see' },
  form: {
    optional: '(optional)', required: 'required', choose: 'Choose', add: 'Add', remove: 'Remove', onePerLine: 'One per line', badDigit: 'The check digit does not hold; compare it with the door',
    more: 'More options ({n})', earlier: 'Back-date', happened: 'When it happened', notOffered: 'Your role may not do this.', done: 'Done', made: 'New number',
  },
  sheet: {
    title: 'Import a spreadsheet', how: 'One row each; CSV or XLSX. It is tried first, and taken only when all of it is right.', template: 'Template', reading: 'Checking…', bad: '{n} cells need mending; nothing was imported.',
    cell: 'Cell', why: 'Why, and what to do', good: '{file} is right.', take: 'Import', taken: '{file} imported',
  },
  map: { title: 'Map of the network', failed: 'This browser cannot draw the map (WebGL is needed).' },
  data: { tables: 'Tables', commands: 'Commands', intro: 'Every table and command of the port, by department.', choose: 'Choose a table or a command on the left.', find: 'Find a table or command' },
  missing: { title: 'There is no such page', home: 'Back to the overview' },
};
