// SPDX-License-Identifier: Apache-2.0
// Words of the port as a person reads them: it names moments in UTC and places by their codes, so that a program can read
// them too. Pure.

export interface PlainStyle {
  time(instant: string): string;
  place(code: string): string | undefined; // its name, if it is a node, leg or leg run of the network
  field?(name: string): string | undefined; // what the form calls it
}

const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;
const code = /[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*/g;
const quoted = /“([a-z][a-z0-9_]*)”/g;

export function plainWords(text: string, style: PlainStyle): string {
  return text
    .replace(moment, (instant) => style.time(instant))
    .replace(code, (found) => style.place(found) ?? found)
    .replace(quoted, (whole, name: string) => {
      const words = style.field?.(name);
      return words ? `“${words}”` : whole;
    });
}

// A leg run is named after its leg: "P-CDQBJ-CNAKL-A-20261201".
export const legIn = (leg_run: string, legs: Iterable<string>): string | undefined => {
  for (const leg of legs) if (leg_run === leg || leg_run.includes(`-${leg}-`)) return leg;
  return undefined;
};
