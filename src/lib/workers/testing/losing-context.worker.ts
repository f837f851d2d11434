/** A train worker whose WebGL contexts can be lost. The order of these imports matters. */
import './keep-contexts.ts';
import '../train.worker.ts';
