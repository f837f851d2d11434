/** A file that someone opens: a study or a result, or what is wrong with it, line by line. */
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { isRecord } from './fields.ts';
import { lineAndColumn } from './line-and-column.ts';
import { parseJson, withoutMark } from './parse-json.ts';
import { problemLine, type Problem } from './problem.ts';
import { parseResult, type ResultFile } from './result-file.ts';
import { parseStudy } from './study-schema.ts';
import type { Study } from './study.ts';

export type ReadFile =
  | { readonly kind: 'study'; readonly study: Study }
  | { readonly kind: 'result'; readonly result: ResultFile }
  | {
      readonly kind: 'refused';
      /** What was wanted of it: `study` unless it looks like a result. */
      readonly as: 'study' | 'result';
      /** Such as `line 12, base.components: expected a whole number from 1 to 20, got 0`. */
      readonly problems: readonly string[];
    };

/** The value at a dotted path, or the nearest that holds it. */
function nodeAt(tree: Node, path: string): Node {
  const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  for (let depth = keys.length; depth > 0; depth--) {
    const node = findNodeAtLocation(tree, keys.slice(0, depth));
    if (node) return node;
  }
  return tree;
}

function withLines(text: string, problems: readonly Problem[]): string[] {
  const tree = parseTree(text);
  return problems.map((problem) => {
    const line = tree && lineAndColumn(text, nodeAt(tree, problem.path).offset).line;
    return line ? `line ${line}, ${problemLine(problem)}` : problemLine(problem);
  });
}

/** Reads a file's text. Never throws. What has results is a result, everything else a study. */
export function readFile(text: string): ReadFile {
  const body = withoutMark(text);
  const json = parseJson(body);
  if (!json.ok) return { kind: 'refused', as: 'study', problems: [`It ${json.fault}`] };
  const { value } = json;
  if (isRecord(value) && ('results' in value || 'digest' in value)) {
    const parsed = parseResult(value);
    if (parsed.ok) return { kind: 'result', result: parsed.result };
    return { kind: 'refused', as: 'result', problems: withLines(body, parsed.problems) };
  }
  const parsed = parseStudy(value);
  if (parsed.ok) return { kind: 'study', study: parsed.study };
  return { kind: 'refused', as: 'study', problems: withLines(body, parsed.problems) };
}
