/** An identifier, as a number or as a text. */
export type Id = number | string;

/** An integer, as servers answer it: as a number or as a text; `null`, `false` or an empty text for none. */
export type AnyInteger = number | string | false | null;

/** A number, as servers answer it: as such or as a text; `null`, `false` or an empty text for none. */
export type AnyNumber = number | string | false | null;

/** A text, as servers answer it: it may be a number or a boolean; `null` for none. */
export type AnyText = string | number | boolean | null;

/** A day or a point in time, as servers answer it: a text, or seconds since 1970; `null` or `false` for none. */
export type AnyDate = string | number | false | null;

/** A boolean, as servers answer it: `true`, `"Y"`, `1`, `"1"` and the like; `null` or an empty text for none. */
export type AnyBoolean = boolean | string | number | null;

/** An identifier, as servers answer it: as a number or as a text; `null` or `false` for none. */
export type AnyId = number | string | false | null;

/** A file that is sent: its name, and its content in Base64. */
export type File = [name: string, base64: string];

/** One value, or a list of such values. */
export type OneOrMany<T> = T | T[];

/** Fields of a portal's own. No description has them. */
export interface Custom {
  [key: `UF_${string}`]: unknown;
  [key: `uf${string}`]: unknown;
  [key: `PARENT_ID_${string}`]: unknown;
  [key: `parentId${string}`]: unknown;
  [key: `PROPERTY_${string}`]: unknown;
}

/** A filter by the fields of `T`, each with an operator `O` before its name, or without. */
export type Filter<T, O extends string = never> = {
  [K in keyof T & string as K | `${O}${K}`]?: unknown;
} & { [key: string]: unknown };

/** Values by names, of which `K` are known. */
export type Known<K extends string, V> = { [P in K]?: V } & { [key: string]: V };

/** Values by the names of the fields of `T`: an order. */
export type Keyed<T, V> = Known<keyof T & string, V>;

/** Names of the fields of `T`: a selection. */
export type Names<T> = ((keyof T & string) | (string & {}))[];

/** The duration of a call on the server. */
export interface Time {
  /** The time of the request, in seconds since 1970. */
  start?: AnyNumber;
  /** The time at which the answer was ready, in seconds since 1970. */
  finish?: AnyNumber;
  /** From start to finish, in seconds. */
  duration?: AnyNumber;
  /** The running time of the method, in seconds. */
  processing?: AnyNumber;
  /** The running time of this method in the last ten minutes, in seconds: the limit applies to it. */
  operating?: AnyNumber;
  /** The time of the request. */
  date_start?: AnyDate;
  /** The time at which the answer was ready. */
  date_finish?: AnyDate;
  /** The time at which part of the limit is free again, in seconds since 1970. */
  operating_reset_at?: AnyDate;
}

/** An answer: a result, and what comes with it. */
export interface Answer<T> {
  result: T;
  /** The start of the next page of a list; missing on the last one. */
  next?: number;
  /** The number of items on all pages. */
  total?: number;
  time?: Time;
}

/** An error of version 2. */
export interface ErrorAnswer {
  error: string | number;
  error_description?: string;
}

/** An error of REST 3.0. */
export interface ErrorAnswerV3 {
  error: { code: string | number; message?: string; validation?: { field?: string; message?: string }[] };
}

/** The names of methods that can be called without parameters. */
export type WithoutParams<T extends { [M in keyof T]: { params: unknown } }> = {
  [M in keyof T]: {} extends T[M]["params"] ? M : never;
}[keyof T];

/** A function that calls a method of version 2 and returns its result. */
export type Call = <M extends keyof Methods>(method: M, params: Methods[M]["params"]) => Promise<Methods[M]["result"]>;

/** A function that calls a method of REST 3.0 and returns its result. */
export type CallV3 = <M extends keyof MethodsV3>(
  method: M,
  params: MethodsV3[M]["params"],
) => Promise<MethodsV3[M]["result"]>;

/** A client with typed calls. Any object that has such functions is one. */
export interface Client {
  /** Calls a method of version 2 and returns its result. */
  call<M extends WithoutParams<Methods>>(method: M): Promise<Methods[M]["result"]>;
  call<M extends keyof Methods>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]>;
  /** Calls a method of REST 3.0 and returns its result. */
  callV3<M extends WithoutParams<MethodsV3>>(method: M): Promise<MethodsV3[M]["result"]>;
  callV3<M extends keyof MethodsV3>(method: M, params: MethodsV3[M]["params"]): Promise<MethodsV3[M]["result"]>;
}
