// SPDX-License-Identifier: Apache-2.0
// From the names that departments use ("yard.stock") to the types that the API document fixes.
import type { paths } from './schema';

type Hyphens<S extends string> = S extends `${infer A}_${infer B}` ? `${A}-${Hyphens<B>}` : S;
type Slashes<S extends string> = S extends `${infer A}.${infer B}` ? `${A}/${B}` : S;
type PathOf<N extends string> = `/api/v1/${Hyphens<Slashes<N>>}`;
type Underscores<S extends string> = S extends `${infer A}-${infer B}` ? `${A}_${Underscores<B>}` : S;
type NameOf<P> = P extends `/api/v1/${infer D}/${infer V}` ? (V extends `${string}/${string}` ? never : `${Underscores<D>}.${Underscores<V>}`) : never;

type Get<P> = P extends { get: { responses: { 200: { content: { 'application/json': infer A } } } } } ? A : never;
type Body<P> = P extends { post: { requestBody?: { content: { 'application/json': infer B } } } } ? B : never;
type RowsOf<A> = A extends { rows: (infer R)[] } ? R : A extends { rows?: (infer R)[] } ? R : never;

export type TableName = { [P in keyof paths]: RowsOf<Get<paths[P]>> extends never ? never : NameOf<P> }[keyof paths];
export type CommandName = { [P in keyof paths]: Body<paths[P]> extends never ? never : NameOf<P> }[keyof paths];
export type QueryName = { [P in keyof paths]: Get<paths[P]> extends never ? never : NameOf<P> }[keyof paths];

type At<N extends string> = PathOf<N> extends keyof paths ? paths[PathOf<N>] : never;

export type Kept = { _key: string; _sequence: number };
export type RowOf<N extends string> = RowsOf<Get<At<N>>> & Kept;
export type BodyOf<N extends string> = Body<At<N>>;
export type AnswerOf<N extends string> = Get<At<N>>;

export type AnyRow = Kept & Record<string, unknown>;
