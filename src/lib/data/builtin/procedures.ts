/**
 * The procedures of the simulated hospital, most frequent first. Medians are of the time in the room,
 * in minutes; sigmas are of log time with surgeon, patient and booking known. Invented, in the range
 * that the literature reports (SD of log time 0.2–0.5 within a procedure; sources in simulateSurgery.ts).
 */
export type Specialty =
  | 'ear, nose and throat'
  | 'general'
  | 'urology'
  | 'orthopaedics'
  | 'ophthalmology'
  | 'dental'
  | 'plastics'
  | 'neurosurgery'
  | 'heart'
  | 'digestive';

/** A second way the same booking may go, such as a conversion to open surgery. */
export interface Turn {
  readonly reason: string;
  /** Share of cases at ASA class 1 that take it. */
  readonly share: number;
  /** Its median as a multiple of the planned course's. */
  readonly factor: number;
  readonly sigma: number;
}

export interface Procedure {
  readonly name: string;
  readonly specialty: Specialty;
  readonly median: number;
  readonly sigma: number;
  readonly ages: 'infant' | 'child' | 'teenager';
  readonly turn: Turn | null;
}

type Row = readonly [string, number, number, (readonly [string, number, number, number])?];

function list(
  specialty: Specialty,
  ages: Procedure['ages'],
  rows: readonly Row[],
): readonly Procedure[] {
  return rows.map(([name, median, sigma, turn]) => ({
    name,
    specialty,
    median,
    sigma,
    ages,
    turn: turn ? { reason: turn[0], share: turn[1], factor: turn[2], sigma: turn[3] } : null,
  }));
}

const child = {
  ear: list('ear, nose and throat', 'child', [
    ['bilateral myringotomy with tubes', 17, 0.24],
    ['tonsillectomy and adenoidectomy', 34, 0.22],
    ['adenoidectomy', 26, 0.23],
    ['direct laryngoscopy and bronchoscopy', 31, 0.28, ['lesion treated', 0.28, 2.6, 0.26]],
    ['tympanoplasty', 104, 0.24],
    ['tonsillectomy', 31, 0.22],
    ['cochlear implant', 158, 0.18],
    ['functional endoscopic sinus surgery', 96, 0.28],
    ['tympanomastoidectomy', 176, 0.26],
    ['removal of foreign body from airway', 33, 0.32, ['several attempts', 0.25, 2.5, 0.3]],
    ['branchial cleft cyst excision', 82, 0.25],
    ['thyroglossal duct cyst excision', 88, 0.24],
    ['laryngotracheal reconstruction', 238, 0.22],
    ['removal of tympanostomy tubes', 15, 0.26],
  ]),
  general: list('general', 'child', [
    ['laparoscopic appendectomy', 56, 0.24, ['converted to open', 0.14, 2.3, 0.24]],
    ['umbilical hernia repair', 43, 0.23],
    ['central venous port placement', 54, 0.27],
    ['diagnostic laparoscopy', 48, 0.26, ['resection proceeds', 0.4, 2.7, 0.26]],
    ['central venous port removal', 25, 0.25],
    ['exploratory laparotomy', 84, 0.32, ['bowel resection', 0.4, 2.3, 0.28]],
    ['laparoscopic Nissen fundoplication', 128, 0.24, ['converted to open', 0.1, 1.9, 0.22]],
    ['excision of skin lesion', 33, 0.3],
    ['thoracoscopic lobectomy', 188, 0.24, ['converted to open', 0.16, 1.7, 0.22]],
    ['thyroidectomy', 142, 0.24],
    ['laparoscopic splenectomy', 132, 0.24, ['converted to open', 0.1, 1.8, 0.24]],
    ['liver resection', 286, 0.26, ['inoperable, closed', 0.14, 0.4, 0.26]],
    ['Wilms tumour resection', 224, 0.26],
    ['open splenectomy', 138, 0.26],
    ['lymph node biopsy', 46, 0.28],
  ]),
  urology: list('urology', 'child', [
    ['circumcision', 36, 0.22],
    ['inguinal hernia repair', 47, 0.23],
    ['orchiopexy', 61, 0.23],
    ['hypospadias repair', 96, 0.26],
    ['cystoscopy', 27, 0.28, ['stent or stone removal', 0.35, 2.5, 0.26]],
    ['ureteral reimplantation', 158, 0.22],
    ['exploration for impalpable testis', 92, 0.22, ['testis absent', 0.35, 0.42, 0.24]],
    ['robotic pyeloplasty', 192, 0.2],
    ['hydrocele repair', 42, 0.22],
    ['nephrectomy', 148, 0.26],
    ['bladder augmentation', 312, 0.2],
  ]),
  bones: list('orthopaedics', 'child', [
    ['closed reduction of forearm fracture', 29, 0.25, ['open reduction', 0.34, 2.8, 0.24]],
    ['pinning of supracondylar humerus fracture', 44, 0.24, ['open reduction', 0.14, 2.2, 0.24]],
    ['removal of hardware', 51, 0.32],
    ['clubfoot release', 128, 0.26],
    ['hip arthrogram and reduction', 54, 0.25, ['open reduction', 0.4, 3.0, 0.22]],
    ['hip osteotomy', 184, 0.24],
    ['tendon lengthening', 66, 0.28],
    ['spica cast application', 46, 0.26],
    ['open reduction of femur fracture', 118, 0.28],
    ['syndactyly release', 104, 0.26],
    ['limb lengthening with external fixator', 196, 0.26],
  ]),
  eyes: list('ophthalmology', 'child', [
    ['strabismus surgery', 58, 0.23],
    ['nasolacrimal duct probing', 19, 0.26],
    ['cataract extraction', 76, 0.22],
    ['chalazion excision', 22, 0.26],
    ['ptosis repair', 62, 0.24],
    ['examination under anaesthesia of eyes', 25, 0.3, ['laser treatment', 0.22, 2.3, 0.26]],
    ['glaucoma drainage device', 94, 0.22],
  ]),
  teeth: list('dental', 'child', [
    ['dental restorations', 79, 0.28],
    ['dental extractions', 41, 0.3],
    ['alveolar cleft bone graft', 128, 0.22],
  ]),
  skin: list('plastics', 'child', [
    ['scar revision', 61, 0.3],
    ['otoplasty', 98, 0.2],
    ['wound debridement', 37, 0.3, ['skin graft', 0.35, 2.6, 0.26]],
    ['tissue expander placement', 86, 0.26],
  ]),
  nerves: list('neurosurgery', 'child', [
    ['ventriculoperitoneal shunt revision', 58, 0.25, ['whole shunt replaced', 0.38, 2.1, 0.24]],
    ['ventriculoperitoneal shunt placement', 74, 0.22],
    ['craniotomy for tumour', 278, 0.26],
    ['Chiari decompression', 164, 0.2],
    ['tethered cord release', 152, 0.24],
    ['selective dorsal rhizotomy', 194, 0.19],
    ['baclofen pump placement', 112, 0.22],
  ]),
  heart: list('heart', 'child', [
    ['cardiac catheterisation', 84, 0.25, ['intervention', 0.4, 2.1, 0.24]],
    ['ventricular septal defect closure', 214, 0.18],
    ['atrial septal defect closure', 178, 0.18],
    ['pacemaker placement', 126, 0.26],
  ]),
  digestive: list('digestive', 'child', [
    ['upper endoscopy', 21, 0.27, ['dilation or removal', 0.12, 2.4, 0.26]],
    ['upper endoscopy and colonoscopy', 48, 0.26],
    ['gastrostomy tube change', 18, 0.28],
    ['percutaneous endoscopic gastrostomy', 42, 0.25],
    ['colonoscopy', 36, 0.26, ['polyps removed', 0.2, 2.1, 0.24]],
  ]),
};

const infant = {
  general: list('general', 'infant', [
    ['laparoscopic pyloromyotomy', 38, 0.2, ['converted to open', 0.08, 2.0, 0.22]],
    ['tracheo-oesophageal fistula repair', 186, 0.24],
    ['diaphragmatic hernia repair', 142, 0.26],
    ['gastroschisis closure', 72, 0.28],
    ['pull-through for Hirschsprung disease', 216, 0.22],
  ]),
  skin: list('plastics', 'infant', [
    ['cleft lip repair', 124, 0.18],
    ['cleft palate repair', 136, 0.18],
  ]),
  nerves: list('neurosurgery', 'infant', [['craniosynostosis repair', 206, 0.2]]),
  heart: list('heart', 'infant', [
    ['patent ductus arteriosus ligation', 74, 0.26],
    ['tetralogy of Fallot repair', 286, 0.18],
    ['arterial switch operation', 352, 0.19],
  ]),
};

const teenager = {
  general: list('general', 'teenager', [
    ['laparoscopic cholecystectomy', 76, 0.23, ['converted to open', 0.12, 2.2, 0.22]],
    ['bar placement for pectus excavatum', 118, 0.18],
    ['breast mass excision', 52, 0.24],
  ]),
  bones: list('orthopaedics', 'teenager', [
    ['knee arthroscopy', 72, 0.24, ['ligament reconstruction', 0.38, 2.2, 0.2]],
    ['posterior spinal fusion', 296, 0.2],
    ['slipped capital femoral epiphysis pinning', 68, 0.24],
    ['growing rod lengthening', 82, 0.24],
  ]),
};

/** Every group's first before any group's second, and so on: a frequency order that mixes the specialties. */
function interleave(groups: readonly (readonly Procedure[])[]): readonly Procedure[] {
  const longest = Math.max(...groups.map((group) => group.length));
  const ranked: Procedure[] = [];
  for (let i = 0; i < longest; i++) {
    for (const group of groups) if (i < group.length) ranked.push(group[i]);
  }
  return ranked;
}

export const procedures: readonly Procedure[] = interleave([
  child.ear,
  child.general,
  child.urology,
  child.bones,
  child.digestive,
  child.eyes,
  child.teeth,
  teenager.bones,
  child.nerves,
  teenager.general,
  child.heart,
  infant.general,
  child.skin,
  infant.skin,
  infant.nerves,
  infant.heart,
]);
