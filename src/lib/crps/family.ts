/** What the components of a mixture are; `mus` and `sigmas` of a log-normal are those of ln X. */
export type MixtureFamily = 'normal' | 'lognormal';
