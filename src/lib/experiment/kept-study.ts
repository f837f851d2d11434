import { isRecord } from './fields.ts';
import { parseStudy, type ParsedStudy } from './study-schema.ts';
import { freeName } from './variant-names.ts';
import { visibleText } from './visible-text.ts';

/**
 * A study whose names look different: of those that look the same, the later ones get a number. Older versions
 * of this program allowed such names. What is no study stays as it is, for the schema to refuse.
 */
export function withNamesApart(input: unknown): unknown {
  if (!isRecord(input) || !Array.isArray(input.variants)) return input;
  const named: { readonly name: string }[] = [];
  const variants = input.variants.map((variant: unknown) => {
    if (!isRecord(variant) || typeof variant.name !== 'string') return variant;
    const name = freeName(visibleText(variant.name), named);
    named.push({ name });
    return { ...variant, name };
  });
  return { ...input, variants };
}

/** Reads the study of something that was trained: a kept run, a link, a result file. Never throws. */
export function parseKeptStudy(input: unknown): ParsedStudy {
  return parseStudy(withNamesApart(input));
}
