/** Addresses of what a kept run can be opened in; routes know where pages are. */
export interface RunLinks {
  readonly lab: string;
  /** Shows it in the lab, its study as the draft. */
  readonly open: (id: number) => string;
  /** Goes on with it in the lab. */
  readonly resume: (id: number) => string;
  /** Shows a result that came by link, given the part after #. */
  readonly result: (link: string) => string;
}
