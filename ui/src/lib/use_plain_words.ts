// SPDX-License-Identifier: Apache-2.0
import { useNetwork } from './network';
import { legIn, plainWords } from './plain_words';
import { useFormat } from './use_format';

// What the port says, with moments in its own time and places by their names.
export function usePlainWords() {
  const { time } = useFormat();
  return (text: string, field?: (name: string) => string | undefined): string =>
    plainWords(text, {
      time: (instant) => time(instant),
      place: (code) => {
        // Only where a code stands: the network is asked for by people who are signed in.
        const network = useNetwork();
        const leg = network.legs.value.get(legIn(code, network.legs.value.keys()) ?? '');
        if (leg) return `${network.name(leg.from)} → ${network.name(leg.to)}`;
        return network.nodes.value.has(code) ? network.name(code) : undefined;
      },
      field,
    });
}
