// SPDX-License-Identifier: Apache-2.0
// Browsers have Web Crypto everywhere; Node 18 has it in a module only.
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
