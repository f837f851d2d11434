export const help = `CRPS Lab without a browser: trains a study on every core and writes its result.

Usage
  npm run lab -- study.json --out result.json [options]

  study.json            the study (docs/study-file.md); - reads it from standard input

Options
  -o, --out FILE        where the result goes; written whole or not at all
      --replicates A:B  only replicates A to B − 1, counted from 0 (default: all of the study's)
      --table FILE      the table of a study that trains on a file of your own (CSV or TSV)
      --engine NAME     simd, wasm or cpu (default: auto, the fastest); each scores as it does in the browser
      --workers N       worker threads (default: one a core)
      --stack N         replicates trained together on a worker (default: chosen)
  -h, --help            this text

Workers, stack and order change the speed, never a score. Progress goes to standard error, the
table of scores to standard output.

Exit status
  0  every replicate was trained
  1  some replicates failed (the result file says which), or the run could not be done
  2  the input cannot be used; nothing is written
  130  stopped by Ctrl+C; nothing is written
`;
