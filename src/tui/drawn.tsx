import { Box, type DOMElement } from 'ink'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { frameText } from './frame-text.js'

export interface DrawnProps {
	readonly write: (frame: string) => void
	readonly children: ReactNode
}

/** Draws its children by `frameText` where that can, and leaves to Ink what it can't. Before them stands an empty frame, in which Ink's root is found. */
export function Drawn({ write, children }: DrawnProps) {
	const top = useRef<DOMElement>(null)
	const [isReady, setReady] = useState(false)
	useLayoutEffect(() => {
		let root: DOMElement | undefined = top.current ?? undefined
		while (root?.parentNode) root = root.parentNode
		const inksOwn = root?.onRender
		if (root && inksOwn)
			root.onRender = () => {
				const frame = root && frameText(root)
				if (typeof frame === 'string') write(frame)
				else inksOwn()
			}
		setReady(true)
		return () => {
			if (root && inksOwn) root.onRender = inksOwn
		}
	}, [write])
	return (
		<Box ref={top} flexDirection="column">
			{isReady && children}
		</Box>
	)
}
