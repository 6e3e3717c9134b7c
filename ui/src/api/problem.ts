// SPDX-License-Identifier: Apache-2.0

// One failed check of several, as a dry run or a departure gate lists them.
export interface Finding {
  code: string;
  place?: string;
  title_zh?: string;
  title_en?: string;
  remedy_zh?: string;
  remedy_en?: string;
  [more: string]: unknown;
}

// A refused cell of a spreadsheet.
export interface CellProblem extends Finding {
  cell: string;
  column?: string;
  row?: number;
}

// One refused command of a batch, by its place in it.
export interface Refused {
  index: number;
  problem: ProblemBody;
}

// RFC 9457 as the port sends it.
export interface ProblemBody {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  code?: string;
  place?: string;
  title_zh?: string;
  title_en?: string;
  remedy_zh?: string;
  remedy_en?: string;
  details?: Record<string, string>;
  findings?: Finding[];
  cells?: CellProblem[];
  refusals?: Refused[];
}

export class Problem extends Error {
  readonly status: number;
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.title_en ?? body.title ?? body.code ?? `HTTP ${body.status}`);
    this.name = 'Problem';
    this.status = body.status;
    this.body = body;
  }
  get code(): string {
    return this.body.code ?? '';
  }
}

// The server could not be reached or did not answer in time. Whether it did what was asked is unknown; asking again
// with the same Idempotency-Key is safe.
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
    this.name = 'Unreachable';
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as ProblemBody;
    if (body && typeof body === 'object') return new Problem({ ...body, status: response.status });
  } catch {
    // Not JSON: something between the browser and the port answered.
  }
  return new Problem({ status: response.status, title: response.statusText });
}
