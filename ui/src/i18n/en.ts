// SPDX-License-Identifier: Apache-2.0
export default {
  nav: {
    overview: 'Overview', booking: 'Booking', trains: 'Trains', yard: 'Yard', gate: 'Gate', customs: 'Customs', track: 'Track', indicators: 'Indicators', data: 'Data', admin: 'Admin',
    signIn: 'Sign in', follow: 'Public tracking', missing: 'No such page',
  },
  role: {
    shipper: 'Shipper or forwarder', carrier: 'Train operator', terminal: 'Terminal', gate: 'Gate', customs: 'Customs', bank: 'Bank', partner: 'Partner abroad', duty: 'Duty manager', admin: 'Administrator', clock: 'System clock',
  },
  shell: {
    skip: 'Skip to the page', navigation: 'Main navigation', brand: 'Landport, back to the overview', seek: 'Unit, booking, departure, wagon', language: 'Language / 切换语言', light: 'Light', dark: 'Dark',
    wall: 'Wall mode', wallTurns: 'Go round', wallFixed: 'Stay here', wallTurnsHow: 'Overview, trains and yard, 30 seconds each', wallOffHow: 'Escape leaves it too', wallOff: 'Leave wall mode', account: 'Account', leave: 'Sign out', more: 'More',
  },
  link: { idle: 'Not connected', connecting: 'Connecting', live: 'Live', broken: 'Connection lost, trying again', past: 'A past moment', sequence: 'Sequence' },
  asAt: {
    title: 'The port at any moment', short: 'Time', now: 'Now', before: '{span} ago', back15: 'Back 15 minutes', on15: 'On 15 minutes', span: 'Time span', exact: 'Exact time', clock: 'By which time',
    happened: 'Happened', recorded: 'Recorded', happenedLong: 'As it truly was, with what was recorded later', recordedLong: 'As the system knew it then, without what was recorded later', backToNow: 'Back to now',
    play: 'Play', pause: 'Pause', pace: 'Pace', keys: 'Space plays, comma and full stop go 15 minutes, Esc is now', m1: '1 min/s', m15: '15 min/s', h1: '1 h/s', h6s: '6 h/s', h6: 'Last 6 hours', h24: 'Last 24 hours', d7: 'Last 7 days', d30: 'Last 30 days',
  },
  signIn: { person: 'Account', password: 'Password', enter: 'Sign in', busy: 'Signing in…', public: 'No account?', follow: 'Follow goods by number and secret' },
  problem: {
    status: 'The port could not do this ({status})', unreachable: 'The server cannot be reached', unreachableRemedy: 'Check the network and try again; an order sent twice is done once.', page: 'An error on this page', pageRemedy: 'Reload the page and try again; if it stays, tell the duty manager.',
  },
  table: {
    count: '{n} in all', filter: '{field}: all', find: 'Filter', columns: 'Choose columns', export: 'Export XLSX', again: 'Try again', noneFound: 'Nothing matches the filter', none: 'Nothing here yet', loading: 'Loading…',
  },
  row: { events: 'How it came to be (events)', recordedLater: 'recorded {at}', noEvents: 'No events that you may see' },
  form: {
    optional: '(optional)', required: 'required', choose: 'Choose', add: 'Add', remove: 'Remove', onePerLine: 'One per line', badDigit: 'The check digit does not hold; compare it with the door', badDigits: 'The check digit does not hold, look again: {units}',
    more: 'More options ({n})', earlier: 'Back-date', happened: 'When it happened', notOffered: 'Your role may not do this.', done: 'Done', made: 'New number',
  },
  sheet: {
    title: 'Import a spreadsheet', how: 'One row each; CSV or XLSX. It is tried first, and taken only when all of it is right.', template: 'Template', choose: 'Choose a file', again: 'Another file', reading: 'Checking…', bad: '{n} cell needs mending; nothing was imported. | {n} cells need mending; nothing was imported.',
    cell: 'Cell', why: 'Why, and what to do', good: '{file} is right.', take: 'Import', taken: '{file} imported',
  },
  map: { title: 'Map of the network', trains: 'Trains on the map', failed: 'This browser cannot draw the map (WebGL is needed).' },
  data: { back: 'All tables and commands', tables: 'Tables', commands: 'Commands', intro: 'Every table and command of the port, by department.', choose: 'Choose a table or a command on the left.', find: 'Find a table or command' },
  missing: { title: 'There is no such page', home: 'Back to the overview' },
  yard: {
    colour: { by: 'Colour', by_kind: 'By kind', by_dwell: 'By dwell', by_to: 'By destination', held: 'Held', danger: 'Dangerous', reefer: 'Reefer', full: 'Full', empty: 'Empty', d0: 'Under 3 days', d3: '3 days and more', d5: '5 and more', d7: '7 and more', d10: '10 and more', other: 'Others', none: 'None yet' },
    spaceHelp: 'The yard in 3D: drag to move, right button or two fingers to turn, wheel or plus and minus to zoom, arrows to move, 0 for all, press a unit to open it', trainNote: 'leaves {at} · {loaded}/{units} loaded', noSpace: 'This browser cannot draw in 3D (WebGL is needed); the plan shows the same.',
    tab: { plan: 'Plan', space: '3D', strip: 'Stripping', work: 'Work queue', stock: 'Stock', pool: 'Pool of empties', blocks: 'Blocks' },
    summary: '{n} units here, {used} of {slots} slots used', seek: 'Unit or its last digits', fly: 'Find', notHere: 'Not in the yard', zoomIn: 'Zoom in', zoomOut: 'Zoom out', whole: 'All',
    moveTo: 'Put on {position}', rehandles: '{n} rehandles expected', noProposal: 'No position is free; choose one by hand.', propose: 'Propose positions', planHelp: 'Plan of the yard: drag to move, wheel or plus and minus to zoom, arrows to move, 0 for all, click a stack to open it', high: 'high', days: 'days', held: 'Held', danger: 'Dangerous', heat: 'Colour by dwell', stack: 'Stack', chooseStack: 'Choose a stack on the plan, or find a unit.',
    emptyStack: 'Nothing stands here.', position: 'Position', since: 'Since', booking: 'Booking', departure: 'Departure', power: 'Power', plugged: 'Plugged in', unplugged: 'Not plugged in', work: 'Work order', why: 'Why it stands here (events)', showOnPlan: 'Show on the plan',
  },
  work: {
    noMachine: 'No machine yet', count: '{n} orders', running: 'working for {span}', waiting: 'waiting for {span}', start: 'Start', complete: 'Complete', elsewhere: 'Put elsewhere', none: 'Nothing to be done', history: 'All work orders',
  },
  place: { outside: 'outside', truck: 'on a truck', yard: 'in the yard', wagon: 'on a train', terminal_abroad: 'terminal abroad', delivered: 'delivered' },
  train: {
    tab: { timetable: 'Timetable', runs: 'Runs', legs: 'Capacity of legs' },
    detail: { plan: 'Wagons and load plan', way: 'Running', fill: 'Slots', units: 'Units' },
    danger: 'Dangerous goods', power: 'needs power', loaded: 'loaded', planned: 'planned, not loaded', drawing: 'The train and its load plan, to scale', notInspected: 'not inspected', inspected: 'inspected', putHere: 'Put on {wagon}, place {place}',
    noDeparture: 'There is no departure {id}', leaves: 'Leaves', arrives: 'Arrives', bookingCutoff: 'Booking cut-off', gateCutoff: 'Gate-in cut-off', vgmCutoff: 'VGM cut-off', units: 'Loaded / planned', wagons: 'Wagons · length · mass', fill: 'Fill', from: 'from {runs}', late: '{n} min late',
    composeTitle: 'Compose the train', composeHow: 'This departure has no train yet. Paste wagon numbers, one in a line; choose a type for wagons that are not registered.', transferTitle: 'Transfer to the next gauge', transferHow: 'Paste the wagons of the train that takes over; everything is judged anew for its wagons and sections, and what finds no place is listed.', wagonNumbers: 'Wagon numbers ({n})', wagonType: 'Type (of unregistered wagons)', wagonTypeKnown: 'registered already',
    plugsShort: 'Plugs', plugs: 'Plugs', composeDo: 'Compose', transferDo: 'Transfer', notYet: 'Not composed yet.', length: 'Length', mass: 'Mass', shared: 'shared with {n} departures', free: '{free} of {max} free', fillHow: 'Sold and held together; held is lighter',
    plan: 'Load plan', planNumbers: '{units} planned, {waiting} waiting', propose: 'Propose a plan', proposing: 'Planning…', settle: 'Settle the plan', settled: 'The plan is settled', isSettled: 'Settled', notSettleable: 'Some rules are not met yet', inspectAll: 'Pass all inspections', loadAll: 'Load all ({n})', depart: 'Depart', departed: 'Departed',
    notReady: '{n} things keep this train from leaving', more: '{n} more', choosePlace: 'Choose a place (drag, or Tab to a free place and Enter).', checking: 'Checking…', mayStand: 'may stand here', mayNot: 'may not stand here', takeOut: 'Take out', load: 'Load', cancelChoice: 'Never mind', noWagons: 'The train has no wagons yet.',
    findings: 'Rules', noFindings: 'All met', waiting: 'Units to plan', allPlanned: 'No unit is waiting.', arr: 'arr.', dep: 'dep.', lastSeen: 'Last seen', expected: 'Expected', atBorder: 'At the border', reachBorder: 'Reached the border at {node}', arrived: 'Arrived', arrive: 'Arrived at {node}', leftBehind: 'Left behind:',
  },
  check: { plan_settled: 'Plan not settled', booked: 'No confirmed booking', loaded: 'Not loaded', mass_verified: 'Mass not verified', sealed: 'Not sealed', customs_released: 'No customs release', held: 'Held', inspected: 'Not inspected', loading_rules: 'Loading rules not met', documents: 'Documents missing' },
  booking: {
    tab: { find: 'Find and book', mine: 'My bookings', every: 'All bookings', waitlist: 'Waiting list', sheet: 'Spreadsheet' },
    sheetBookings: 'Bookings', sheetUnits: 'Units of bookings', from: 'From', to: 'To', ready: 'Ready from', quantity: 'Units', sizeType: 'Size and type', gross: 'Gross mass of one', laden: 'Laden', powered: 'Needs power', goods: 'Goods, danger and temperature', description: 'Description', hs: 'HS code', packages: 'Packages',
    un: 'UN number', dangerClass: 'Class', tempMin: 'At least', tempMax: 'At most', reference: 'Your reference', search: 'Find options', searching: 'Searching…', options: 'Options', optionsHow: 'None is beaten by another in arrival, price, carbon, transfers and reliability; what is free is really free now', allFull: 'Every way is full; join a waiting list.', fullTitle: 'Full: waiting list', neededFree: '({needed} needed, {free} free)', transit: 'Transit', price: 'Price', transfers: 'Transfers', reliability: 'Reliability', free: 'Free',
    freeUnits: '{n} units', full: 'Full', hold: 'Hold', held: 'Slots are held', joinWaitlist: 'Waiting list', waiting: 'On the waiting list', noOptions: 'Nothing goes there at that time; try another day or place.', begin: 'Choose where to and when, then find options.', none: 'There is no booking {id}, or it is not yours.',
    step: { option: 'Held', firm: 'Confirmed', shipped: 'Shipped', completed: 'Completed' },
    holdLeft: 'Held until {at}, {span} left.', holdOver: 'The time is over; the slots will be free soon.', confirm: 'Confirm', confirmed: 'Confirmed', assignCall: '{n} unit numbers are missing.', seaCall: 'The last part of this way is by sea, and ships do not report here. Say so here when the units have been delivered.', displacedCall: 'Departure {departure} does not run ({reason}). Rolling to another one is free and costs no more than before; cancelling is free too.', departure: 'Departure', leaves: 'Leaves', arrives: 'Arrives', units: 'Units', mass: 'Mass', fee: 'Fees', follow: 'To follow without an account:', followLink: 'public page', secret: 'secret',
    assigned: 'Units {n} of {of}', noUnits: 'No unit numbers yet.', whereUnits: 'Where the units are', allFields: 'All fields',
  },
  size: { '22G1': '20 ft dry', '42G1': '40 ft dry', '45G1': '40 ft high cube', L5G1: '45 ft high cube', '22R1': '20 ft reefer', '45R1': '40 ft high-cube reefer', '22T6': '20 ft tank', '42P1': '40 ft flat' },
  gate: {
    tab: { trucks: 'Trucks', appointments: 'Appointments', hours: 'Hours with room', visits: 'Visits' },
    direction: { deliver: 'Delivery', pick_up: 'Pick-up' },
    here: '{n} trucks here', arrive: 'A truck arrives', queue: 'Trucks here', noTrucks: 'No truck is here now.', expected: 'Expected', checkIn: 'Check in', noneExpected: 'Nothing is announced for the next six hours.', since: 'since {at}, {span}', admitTitle: 'Check and admit', admitted: 'Admitted', unloadHint: 'The unit is on the truck. Order the move, and a machine takes it off.',
    unloading: '{unit}: move {work} is ordered, waiting for a machine.', orderUnload: 'Take off {unit}', ordered: 'Move ordered', loadHint: 'The truck waits for a unit. Choose which:', orderLoad: 'Put on {unit} ({place})', otherUnit: 'Another unit', released: 'Released', release: 'Release {unit}', leave: 'The truck leaves', receiptFor: 'Receipt for {unit}', hourFull: 'Full', hourFree: '{n} free', flag: { no_seal: 'no seal', seal_differs: 'seal differs from what was announced', mass_differs: 'mass differs from what was announced', after_cut_off: 'came after the cut-off', damaged: 'damaged', unfit: 'not fit to travel, held' }, noHours: 'No hours are open.',
  },
  strip: {
    none: 'No train waits to be stripped.', title: 'Stripping {run}', progress: '{n} of {of} units are off', since: 'here since {at}, {span}', machine: 'Machine', anyMachine: 'Any machine', orderAll: 'Order all ({n})', ordered: 'Work orders made',
    held: 'Held', released: 'Released', underCustoms: 'Under customs', went: 'to {to}, {at}', goes: 'goes to {to}', waits: 'waits for an order', elsewhere: 'Off directly',
  },
  pickUp: { storage: 'Storage: day {n}, {free} days free, until {until}' },
  pool: { tab: { depots: 'Depots and owners', stock: 'Units', orders: 'Release orders', moves: 'Moves' }, ofBooking: 'Empties ordered for this booking' },
  slip: { title: 'Equipment interchange receipt', plate: 'Plate', direction: 'Direction', sizeType: 'Size and type', gross: 'Gross mass', seals: 'Seals', condition: 'Condition', at: 'Time', visit: 'Visit', print: 'Print', close: 'Done' },
  indicators: {
    grain: { day: 'By day', month: 'By month', year: 'By year' }, period: 'Period', corridor: 'Corridor', all: 'All corridors', wholePort: 'Told for the port as a whole', notYet: 'Not measured yet', parts: '{n} parts', formula: 'Formula', numerator: 'Numerator', denominator: 'Denominator', version: 'Version',
    source: 'Source', until: 'to', open_end: 'now', byCorridor: 'By corridor', value: 'Value', published: 'Published figures', publishedHow: 'each of its own scope and period, to compare with, never mixed with ours', evidence: 'What it is made of', day: 'Day', what: 'What', open: 'Open the events of',
    quarter: 'A quarter of an hour', nothing: 'Nothing recorded in this period', more: '{n} more rows', leftOff: '{n} older rows are left off: choose a shorter period', toTrain: 'Open train', units: 'Units', empty: 'empty', save: 'Save as CSV', trains: 'trains', min: 'min', d: 'days', kmd: 'km/day',
  },
  customs: {
    intro: 'Release by unit; declarations, inspection and account books come later.', tab: { waiting: 'Waiting', released: 'Released', held: 'Held' }, release: 'Record a release', pick: 'Choose a unit to withdraw its release, hold it or seal it.',
  },
  track: {
    expected: 'expected', planned: 'planned', expectedArrival: 'Expected', late: '{span} late', early: '{span} early', corrected: 'corrected', told: { gate: 'gate', terminal: 'terminal', carrier: 'train operator', partner: 'partner abroad', customs: 'customs', message: 'message', gps: 'GPS' }, milestones: 'Milestones, expected and actual',
    placeholder: 'Unit, booking, departure, plate, wagon', find: 'Find', how: 'Any number: a unit, a booking, a departure, a run, a plate or a wagon.', nothing: '{number} was not found, or is not yours.', several: '{n} units match', since: 'since {at}, {span}', released: 'Released', notReleased: 'Not released', facts: 'What happened (events)', fields: 'The unit and its papers',
  },
  follow: { noUnits: 'This booking has no units yet.', zone: 'All times are the port’s own ({zone}).', title: 'Follow a shipment', number: 'Unit or booking', secret: 'Secret' },
  behind: { count: '{n} of them: open one to see its events', first: '; the first {n} are shown' },
  overview: {
    loadedOf: 'Loaded / planned',    cancelled: 'Cancelled', notLeft: 'Did not leave', notComposed: 'Not composed', unplugged: '{n} reefer without power | {n} reefers without power', late: '{n} train over 2 h late | {n} trains over 2 h late', slow: '{n} truck waits over 90 min | {n} trucks wait over 90 min', held: '{n} unit held | {n} units held', noWarnings: 'No warnings', open: 'Open', moving: '{n} train under way | {n} trains under way', trains: 'Trains today and tomorrow', all: 'All', noTrains: 'No trains in these two days.', gate: 'Gate', yard: 'Yard', units: '{n} units',
  },
  parties: {
    rail_yard: 'Rail yard', customs: 'Customs', platform: 'Train platform', multimodal: 'Multimodal centre', delay: 'late', delayHow: 'From happening to record, mean of the facts of the last 24 h; longest {span}', silent: 'silent', silentHow: 'Since we last heard a fact', day: '{n} facts in the last 24 hours', none: 'No facts yet',
  },
  admin: {
    tab: { people: 'People', organisations: 'Organisations', tokens: 'Tokens', audit: 'Audit log', backdating: 'Back-dating', status: 'Status', messages: 'Messages' },
    person: 'Account', path: 'Path', look: 'Look', at: 'Time', org: 'Organisation', method: 'Method', answer: 'Answer', times: 'Times', refresh: 'Refresh', metrics: 'Metrics', health: 'Health', document: 'API document',
    status: { version: 'Version', pack: 'Pack', sequence: 'Journal stands at', views_at: 'Views stand at', queued: 'Commands waiting', checkpoint: 'Signed checkpoint' },
    roles: 'Roles', active: 'Active', yes: 'yes', no: 'no', change: 'Change', disable: 'Disable', enable: 'Enable', code: 'Code', nameZh: 'Chinese name', nameEn: 'English name', kind: 'Kind', label: 'What for', expires: 'Expires', drop: 'Revoke', days: 'Days', language: 'Language', chinese: 'Chinese', save: 'Save', secretOnce: 'This token is shown once; keep it safe:',
    new: { people: 'Add a person', organisations: 'Add an organisation', tokens: 'Make a token' },
  },
  orgKind: { port: 'Port', forwarder: 'Shipper or forwarder', carrier: 'Carrier', customs: 'Customs', bank: 'Bank', partner: 'Partner abroad' },
  messages: { title: 'EDIFACT messages', how: 'COPRAR, COARRI, IFTMIN, IFTSTA, BAPLIE. A file that cannot be read is refused with its segment and element, and changes nothing.', drop: 'Drop files here, or click to choose', taken: 'Taken', refused: 'Refused' },
};
