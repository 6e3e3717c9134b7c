// SPDX-License-Identifier: Apache-2.0
// Size and type codes that are offered where one is asked for; any other code may be typed. Words: catalogue `size`.
export const sizeTypes = ['22G1', '42G1', '45G1', 'L5G1', '22R1', '45R1', '22T6', '42P1'] as const;
