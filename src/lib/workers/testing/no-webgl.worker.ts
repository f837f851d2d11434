/** A train worker where the GPU cannot be reached. The order of these imports matters. */
import './hide-webgl.ts';
import '../train.worker.ts';
