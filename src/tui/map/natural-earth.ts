import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type GeoPermissibleObjects, type GeoProjection, geoAzimuthalEqualArea, geoCentroid, geoPath } from 'd3-geo'
import type { Position } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Polygon, Topology } from 'topojson-specification'
import type { Atlas, GeoPoint, MapDrawing } from './atlas.js'
import { BrailleGrid, brailleSign } from './braille-grid.js'

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>
/** A polygon of one country: its rings as lists of arcs. */
type Land = Polygon<{ name: string }> & { readonly properties: { name: string } }

const EARTH_KM = 6371
/** A map shows at least this much to each side of its places, however near they lie to one another. */
const LEAST_KM = 250
/** Of the width and of the height, what is left free around the places. */
const MARGIN = 0.1
/** To the left and the right of the places at most this much of what they take across, or so many dots, for their names. */
const SIDE = 0.3
const LEAST_SIDE = 20
/** What is kept of drawings, and of what was unpacked for them: the table's, the page's, and those of the sizes before. */
const KEPT = 8

/** Degrees between which something lies: all of them for what crosses the date line or lies around a pole. */
interface Box {
	readonly south: number
	readonly north: number
	readonly west: number
	readonly east: number
}

/** What may be on a map. */
interface Nearby {
	readonly coasts: readonly Position[][]
	readonly borders: readonly Position[][]
	readonly lands: readonly { readonly name: string; readonly rings: Position[][] }[]
}

/**
 * Coasts and borders from Natural Earth at 1:50 million (world-atlas): what states hold, whoever claims it. Of the Earth
 * only what lies near a map's places is unpacked.
 * @throws when the package is not there
 */
export function naturalEarth(): Atlas {
	const require = createRequire(import.meta.url)
	const file = require.resolve('world-atlas/countries-50m.json')
	const topology = JSON.parse(readFileSync(file, 'utf8')) as Countries
	const arcs = arcBoxes(topology)
	const lands = topology.objects.countries.geometries.flatMap((geometry): { land: Land; box: Box }[] => {
		if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
		const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs
		const name = geometry.properties?.name ?? ''
		return polygons.map((rings) => ({
			land: { type: 'Polygon', arcs: rings, properties: { name } },
			box: around(rings[0]!.map((n) => arcs[n < 0 ? ~n : n]!)),
		}))
	})
	const unpacked = kept<Nearby>()
	const drawings = kept<MapDrawing>()
	return {
		draw: (points, width, height) =>
			drawings(JSON.stringify([points.map((p) => [p.latitude, p.longitude]), width, height]), () =>
				drawn(points, width, height),
			),
	}

	function nearby(view: Box): Nearby {
		const isNear = nearTo(view)
		const geometries = lands.filter(({ box }) => isNear(box)).map(({ land }) => land)
		const near: GeometryCollection<{ name: string }> = { type: 'GeometryCollection', geometries }
		const linesOf = (shared: boolean) =>
			mesh(topology, near, (a, b) => (a !== b) === shared).coordinates.flatMap((line) => nearPieces(line, isNear))
		return {
			coasts: linesOf(false),
			borders: linesOf(true),
			lands: feature(topology, near).features.map(({ geometry, properties: { name } }) => ({
				name,
				rings: (geometry as { coordinates: Position[][] }).coordinates.map((ring) => thinned(ring, isNear)),
			})),
		}
	}

	function drawn(points: readonly GeoPoint[], widest: number, height: number): MapDrawing {
		const { projection, dots } = fitted(points, widest * 2, height * 4)
		const width = Math.ceil(dots / 2)
		const view = viewOf(projection, width * 2, height * 4)
		const near = unpacked(JSON.stringify(view), () => nearby(view))
		const coast = new BrailleGrid(width, height)
		const border = new BrailleGrid(width, height)
		for (const [grid, lines] of [
			[coast, near.coasts],
			[border, near.borders],
		] as const)
			for (const path of pathsOf(projection, { type: 'MultiLineString', coordinates: [...lines] }))
				for (let n = 1; n < path.length; n++) grid.line(...path[n - 1]!, ...path[n]!)
		const owners = new Array<string | null>(width * height).fill(null)
		for (const { name, rings } of near.lands)
			fill(pathsOf(projection, { type: 'Polygon', coordinates: rings }), owners, width, height, name)
		return {
			width,
			height,
			sign: (column, row) => brailleSign(coast.bits(column, row) | border.bits(column, row)),
			isCoast: (column, row) => coast.bits(column, row) > 0,
			country: (column, row) => owners[row * width + column] ?? null,
			cell({ latitude, longitude }) {
				const at = projection([longitude, latitude])
				if (!at) return null
				const [column, row] = [Math.floor(at[0] / 2), Math.floor(at[1] / 4)]
				return column >= 0 && row >= 0 && column < width && row < height ? { column, row } : null
			},
		}
	}
}

/** What was worked out lately, by key. */
function kept<T>(): (key: string, work: () => T) => T {
	const known = new Map<string, T>()
	return (key, work) => {
		const found = known.get(key) ?? work()
		known.set(key, found)
		if (known.size > KEPT) known.delete(known.keys().next().value!)
		return found
	}
}

/** The box of each arc, read off its packed differences. */
function arcBoxes({ arcs, transform }: Countries): Box[] {
	const { scale, translate } = transform ?? { scale: [1, 1], translate: [0, 0] }
	return arcs.map((arc) => {
		let [x, y] = [0, 0]
		let [south, north, west, east] = [90, -90, 180, -180]
		for (const [dx = 0, dy = 0] of arc) {
			x += dx
			y += dy
			const [longitude, latitude] = [x * scale[0] + translate[0], y * scale[1] + translate[1]]
			south = Math.min(south, latitude)
			north = Math.max(north, latitude)
			west = Math.min(west, longitude)
			east = Math.max(east, longitude)
		}
		return { south, north, west, east }
	})
}

/** One box for several. */
function around(boxes: readonly Box[]): Box {
	const west = Math.min(...boxes.map((b) => b.west))
	const east = Math.max(...boxes.map((b) => b.east))
	if (east - west >= 180) return { south: -90, north: 90, west: -180, east: 180 }
	return { south: Math.min(...boxes.map((b) => b.south)), north: Math.max(...boxes.map((b) => b.north)), west, east }
}

/** Whether each of a line's segments may be on the map. */
const nearSegments = (line: readonly Position[], isNear: (box: Box) => boolean): boolean[] =>
	line.slice(1).map(([x1 = 0, y1 = 0], n) => {
		const [x0 = 0, y0 = 0] = line[n]!
		const crosses = Math.abs(x1 - x0) >= 180
		return (
			crosses ||
			isNear({ south: Math.min(y0, y1), north: Math.max(y0, y1), west: Math.min(x0, x1), east: Math.max(x0, x1) })
		)
	})

/** The parts of a line that may be on the map. */
function nearPieces(line: readonly Position[], isNear: (box: Box) => boolean): Position[][] {
	const pieces: Position[][] = []
	let open = false
	for (const [n, near] of nearSegments(line, isNear).entries()) {
		if (near) {
			if (!open) pieces.push([line[n]!])
			pieces.at(-1)!.push(line[n + 1]!)
		}
		open = near
	}
	return pieces
}

/** Of what lies off the map only so much is kept as says on which side of it the land is. */
function thinned(ring: readonly Position[], isNear: (box: Box) => boolean): Position[] {
	const near = nearSegments(ring, isNear)
	return ring.filter((_, n) => n % THIN === 0 || n === ring.length - 1 || near[n - 1] || near[n])
}

/** Of so many points off the map one is kept: they lie nearer to each other than what is around a view is wide. */
const THIN = 8

/** Degrees around what is on the map that are taken with it, and to which the ends are rounded: windows of about one size share what is unpacked. */
const AROUND = 5
const WHOLE: Box = { south: -90, north: 90, west: -180, east: 180 }

/** All that a map of `width` × `height` dots shows lies in this box; its east and west may lie beyond 180 degrees. */
function viewOf(projection: GeoProjection, width: number, height: number): Box {
	const middle = projection.invert!([width / 2, height / 2])
	const edge = Array.from({ length: EDGE + 1 }, (_, n) => n / EDGE).flatMap((part): [number, number][] => [
		[part * width, 0],
		[part * width, height],
		[0, part * height],
		[width, part * height],
	])
	const seen = edge.map((point) => projection.invert!(point))
	if (!middle || seen.some((c) => !c || Number.isNaN(c[0]))) return WHOLE
	const east = seen.map((c) => ((c![0] - middle[0] + 540) % 360) - 180)
	// With a pole in it the edge goes all the way round.
	if (Math.max(...east) - Math.min(...east) > 180) return WHOLE
	const latitudes = seen.map((c) => c![1])
	return {
		south: AROUND * Math.floor(Math.min(...latitudes) / AROUND - 1),
		north: AROUND * Math.ceil(Math.max(...latitudes) / AROUND + 1),
		west: AROUND * Math.floor((middle[0] + Math.min(...east)) / AROUND - 1),
		east: AROUND * Math.ceil((middle[0] + Math.max(...east)) / AROUND + 1),
	}
}

/** Points of each of the four edges that are looked at. */
const EDGE = 8

/** Whether a box may reach into a view. */
const nearTo =
	(view: Box) =>
	({ south, north, west, east }: Box): boolean =>
		north >= view.south &&
		south <= view.north &&
		[-360, 0, 360].some((turn) => east + turn >= view.west && west + turn <= view.east)

/** The lines, or rings, that something becomes on the map, in dots. */
function pathsOf(projection: GeoProjection, of: GeoPermissibleObjects): [number, number][][] {
	const paths: [number, number][][] = []
	geoPath(projection, {
		beginPath() {},
		closePath() {},
		arc() {},
		moveTo: (x, y) => paths.push([[x, y]]),
		lineTo: (x, y) => paths.at(-1)!.push([x, y]),
	})(of)
	return paths
}

/**
 * The projection (equal areas, seen from above their middle) that fits the points into `widest` × `height` dots, and the
 * dots of its width: where the height decides, what lies far to the sides of the points is left off.
 */
function fitted(
	points: readonly GeoPoint[],
	widest: number,
	height: number,
): { readonly projection: GeoProjection; readonly dots: number } {
	const coordinates = points.map((p): [number, number] => [p.longitude, p.latitude])
	const centre = geoCentroid({ type: 'MultiPoint', coordinates })
	// Places that face one another across the Earth have no middle: a little off the first, all of them have a place.
	const [longitude, latitude] = Number.isFinite(centre[0])
		? centre
		: [coordinates[0]![0] + 1, coordinates[0]![1] * 0.99]
	const projection = geoAzimuthalEqualArea().rotate([-longitude, -latitude]).scale(1).translate([0, 0])
	const flat = coordinates.map((c) => projection(c)!)
	const span = (axis: 0 | 1) => {
		const values = flat.map((p) => p[axis])
		const [low, high] = [Math.min(...values), Math.max(...values)]
		return { middle: (low + high) / 2, size: Math.max(high - low, (2 * LEAST_KM) / EARTH_KM) }
	}
	const [across, down] = [span(0), span(1)]
	const scale = Math.min((widest * (1 - 2 * MARGIN)) / across.size, (height * (1 - 2 * MARGIN)) / down.size)
	const places = across.size * scale
	const dots = Math.min(widest, 2 * Math.ceil((places + 2 * Math.max(SIDE * places, LEAST_SIDE)) / 2))
	projection
		.scale(scale)
		.translate([dots / 2 - across.middle * scale, height / 2 - down.middle * scale])
		.clipExtent([
			[-2, -2],
			[dots + 2, height + 2],
		])
	return { projection, dots }
}

/** Names the cells whose middles lie within the rings (holes do not), a row at a time. */
function fill(
	rings: readonly (readonly [number, number][])[],
	owners: (string | null)[],
	width: number,
	height: number,
	name: string,
): void {
	for (let row = 0; row < height; row++) {
		const y = row * 4 + 2
		const crossings: number[] = []
		for (const ring of rings)
			for (let n = 0; n < ring.length; n++) {
				const [x0, y0] = ring[n]!
				const [x1, y1] = ring[(n + 1) % ring.length]!
				if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
			}
		crossings.sort((a, b) => a - b)
		for (let n = 0; n + 1 < crossings.length; n += 2) {
			const first = Math.max(0, Math.ceil((crossings[n]! - 1) / 2))
			const last = Math.min(width - 1, Math.floor((crossings[n + 1]! - 1) / 2))
			for (let column = first; column <= last; column++) owners[row * width + column] = name
		}
	}
}
