// What can be laid over the photograph, and how each mask becomes a picture of one colour.

const vessels = [['artery', 'Arteries', '#ff3b3b'], ['vein', 'Veins', '#4d86ff']];
const outlines = [['optic-disc', 'Optic disc', '#78f0ff'], ['optic-cup', 'Optic cup', '#ffe100']];
const lesionColours = { hemorrhage: '#d0004a', microaneurysm: '#ff00c8', exudate: '#ffff3c', 'cotton-wool-spot': '#ebf5eb' };

/** The layers of an analysis, in the order they are drawn: masks to fetch, and shapes to draw. */
export function layersOf(status, report) {
  const classes = new Map(report.segmentation.classes.map(c => [c.class, c]));
  const mask = ([slug, name, colour], style) => classes.has(slug) && {
    id: slug, name, colour, style, url: status.links.masks[slug], empty: !classes.get(slug).found, shown: true,
  };
  const known = new Set(['vessel', 'fovea', ...vessels.map(v => v[0]), ...outlines.map(o => o[0])]);
  const others = [...classes.keys()].filter(slug => !known.has(slug))
    .map(slug => mask([slug, sentence(slug), lesionColours[slug] ?? '#ffa03c'], 'region'));
  const { disc, zones, fovea } = status.landmarks;
  const circles = [...zones].reverse().map(z => ({
    id: `zone-${z.name.toLowerCase()}`, name: `Zone ${z.name}`, colour: '#ffffff', shown: z.name === 'B',
    draw: (context, width, unit) => {
      for (const radius of [z.inner, z.outer]) ring(context, z.centre, radius, width, z.name === 'B' ? [] : [9 * unit, 6 * unit]);
    },
  }));
  return [
    ...vessels.map(v => mask(v, 'fill')), ...others, ...outlines.map(o => mask(o, 'outline')),
    ...(disc ? circles : []),
    fovea && { id: 'fovea', name: 'Fovea', colour: '#ffffff', shown: true, draw: (context, width, unit) => cross(context, fovea, width, 11 * unit) },
  ].filter(Boolean);
}

/** Paints a mask in its colour: filled, as a region with a halo that small spots are seen by, or as an outline. */
export function paint(bitmap, { colour, style }) {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const image = context.getImageData(0, 0, width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const set = Uint8Array.from(pixels, p => (p & 0xff) > 127 ? 1 : 0);
  const [r, g, b] = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16));
  const ink = (alpha => (alpha << 24 | b << 16 | g << 8 | r) >>> 0);
  const reach = Math.max(1, Math.round(width / 400));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const inside = set[i];
      const near = (dx, dy) => x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height ? set[i + dy * width + dx] : 0;
      const edge = style !== 'fill' && [[reach, 0], [-reach, 0], [0, reach], [0, -reach]].some(([dx, dy]) => near(dx, dy) !== inside);
      pixels[i] = style === 'fill' ? (inside ? ink(190) : 0) : style === 'outline' ? (inside && edge ? ink(255) : 0) : edge ? ink(255) : inside ? ink(150) : 0;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

const sentence = slug => (slug[0].toUpperCase() + slug.slice(1)).replaceAll('-', ' ') + 's';

function ring(context, centre, radius, width, dash) {
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
}

function cross(context, at, width, arm) {
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(at.x - arm, at.y);
  context.lineTo(at.x + arm, at.y);
  context.moveTo(at.x, at.y - arm);
  context.lineTo(at.x, at.y + arm);
  context.stroke();
}
