/** A train worker that loses its WebGL context. The order of these imports matters. */
import './lose-context.ts';
import '../train.worker.ts';
