import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
	type GeoPermissibleObjects,
	type GeoProjection,
	geoAzimuthalEqualArea,
	geoCentroid,
	geoDistance,
	geoPath,
} from 'd3-geo'
import type { Position } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Atlas, GeoPoint, MapDrawing } from './atlas.js'
import { BrailleGrid, brailleSign } from './braille-grid.js'

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>

const EARTH_KM = 6371
/** A map shows at least this much to each side of its places, however near they lie to one another. */
const LEAST_KM = 250
/** Of the width and of the height, what is left free around the places. */
const MARGIN = 0.1
/** Drawings that are kept: the table's, the page's, and those of the sizes before. */
const KEPT = 8

type Line = readonly (readonly number[])[]

/** What lies within a box of degrees. */
interface Boxed<T> {
	readonly of: T
	readonly south: number
	readonly north: number
	readonly west: number
	readonly east: number
}

/**
 * Coasts and borders from Natural Earth at 1:50 million (world-atlas): what states hold, whoever claims it.
 * @throws when the package is not there
 */
export function naturalEarth(): Atlas {
	const require = createRequire(import.meta.url)
	const file = require.resolve('world-atlas/countries-50m.json')
	const topology = JSON.parse(readFileSync(file, 'utf8')) as Countries
	const { countries } = topology.objects
	const linesOf = (shared: boolean) =>
		mesh(topology, countries, (a, b) => (a !== b) === shared).coordinates.map((line) => boxed(line, line))
	const [coasts, borders] = [linesOf(false), linesOf(true)]
	const lands = feature(topology, countries).features.flatMap(({ geometry, properties: { name } }) => {
		if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
		const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
		return polygons.map((rings) => boxed({ name, rings }, rings[0]!))
	})
	const kept = new Map<string, MapDrawing>()
	return {
		draw(points, width, height) {
			const key = JSON.stringify([points.map((p) => [p.latitude, p.longitude]), width, height])
			const known = kept.get(key)
			if (known) return known
			const drawing = drawn(points, width, height)
			kept.set(key, drawing)
			if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
			return drawing
		},
	}

	function drawn(points: readonly GeoPoint[], width: number, height: number): MapDrawing {
		const projection = around(points, width * 2, height * 4)
		const isNear = nearTo(projection, width * 2, height * 4)
		const coast = new BrailleGrid(width, height)
		const border = new BrailleGrid(width, height)
		for (const [grid, lines] of [
			[coast, coasts],
			[border, borders],
		] as const)
			for (const path of pathsOf(projection, {
				type: 'MultiLineString',
				coordinates: lines.filter(isNear).map((l) => l.of as Position[]),
			}))
				for (let n = 1; n < path.length; n++) grid.line(...path[n - 1]!, ...path[n]!)
		const owners = new Array<string | null>(width * height).fill(null)
		for (const { of } of lands.filter(isNear)) {
			const rings = pathsOf(projection, { type: 'Polygon', coordinates: of.rings })
			fill(rings, owners, width, height, of.name)
		}
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

function boxed<T>(of: T, line: Line): Boxed<T> {
	let [south, north, west, east] = [90, -90, 180, -180]
	for (const [longitude = 0, latitude = 0] of line) {
		south = Math.min(south, latitude)
		north = Math.max(north, latitude)
		west = Math.min(west, longitude)
		east = Math.max(east, longitude)
	}
	// Half the Earth or more: it may go round the other way, or lie around a pole.
	if (east - west >= 180) return { of, south: -90, north: 90, west: -180, east: 180 }
	return { of, south, north, west, east }
}

const DEGREE = Math.PI / 180

/** Whether a box may hold something that is on the map; a cap around the map's middle decides. */
function nearTo(projection: GeoProjection, width: number, height: number): (box: Boxed<unknown>) => boolean {
	const middle = projection.invert!([width / 2, height / 2])
	const corners = [0, width].flatMap((x) => [0, height].map((y) => projection.invert!([x, y])))
	if (!middle || corners.some((c) => !c || Number.isNaN(c[0]))) return () => true
	const radius = Math.max(...corners.map((c) => geoDistance(middle, c!))) + DEGREE
	const [longitude, latitude] = middle
	const down = radius / DEGREE
	if (Math.abs(latitude) + down >= 90) return ({ south, north }) => north >= latitude - down && south <= latitude + down
	const across = Math.asin(Math.sin(radius) / Math.cos(latitude * DEGREE)) / DEGREE
	return ({ south, north, west, east }) => {
		if (north < latitude - down || south > latitude + down) return false
		return [-360, 0, 360].some((turn) => east + turn >= longitude - across && west + turn <= longitude + across)
	}
}

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

/** The projection (equal areas, seen from above their middle) that fits the points into `width` × `height` dots. */
function around(points: readonly GeoPoint[], width: number, height: number): GeoProjection {
	const coordinates = points.map((p): [number, number] => [p.longitude, p.latitude])
	const [longitude, latitude] = geoCentroid({ type: 'MultiPoint', coordinates })
	const projection = geoAzimuthalEqualArea().rotate([-longitude, -latitude]).scale(1).translate([0, 0])
	const flat = coordinates.map((c) => projection(c)!)
	const span = (axis: 0 | 1) => {
		const values = flat.map((p) => p[axis])
		const [low, high] = [Math.min(...values), Math.max(...values)]
		return { middle: (low + high) / 2, size: Math.max(high - low, (2 * LEAST_KM) / EARTH_KM) }
	}
	const [across, down] = [span(0), span(1)]
	const scale = Math.min((width * (1 - 2 * MARGIN)) / across.size, (height * (1 - 2 * MARGIN)) / down.size)
	return projection
		.scale(scale)
		.translate([width / 2 - across.middle * scale, height / 2 - down.middle * scale])
		.clipExtent([
			[-2, -2],
			[width + 2, height + 2],
		])
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
